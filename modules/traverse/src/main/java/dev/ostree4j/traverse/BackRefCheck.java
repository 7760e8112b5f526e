// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.Optional;

/// Verifies that each ref which a commit is bound to points to that commit.
final class BackRefCheck {
  private final Repo repo;
  private final FsckOptions options;

  BackRefCheck(Repo repo, FsckOptions options) {
    this.repo = repo;
    this.options = options;
  }

  void verify(Checksum name, Commit commit) throws IOException {
    if (options.bindings() != FsckOptions.Bindings.VERIFY_BACK_REFS) {
      return;
    }
    Optional<String> collection = commit.collectionBinding();
    for (String ref : commit.refBindings()) {
      if (collection.isPresent()) {
        verifyCollectionRef(name, CollectionId.parse(collection.get()), RefName.parse(ref));
      } else {
        verifyRef(name, RefName.parse(ref));
      }
    }
  }

  private void verifyCollectionRef(Checksum name, CollectionId collection, RefName ref)
      throws IOException {
    Optional<Checksum> found = repo.refs().find(new CollectionRef(collection, ref));
    if (!found.equals(Optional.of(name))) {
      throw new FsckException(
          "Collection–ref (%s, %s) in bindings for commit %s %s"
              .formatted(collection, ref, name, fault(found)));
    }
  }

  private void verifyRef(Checksum name, RefName ref) throws IOException {
    Optional<Checksum> found = repo.refs().find(RefSpec.of(ref));
    if (!found.equals(Optional.of(name))) {
      throw new FsckException(
          "Ref ‘%s’ in bindings for commit %s %s".formatted(ref, name, fault(found)));
    }
  }

  private static String fault(Optional<Checksum> found) {
    return found.isEmpty() ? "does not exist" : "does not resolve to that commit";
  }
}
