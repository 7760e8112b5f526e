// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefSpec;

/// Where refs lie below the root of a repository.
final class RefPaths {
  static final String HEADS = "refs/heads";
  static final String REMOTES = "refs/remotes";
  static final String MIRRORS = "refs/mirrors";

  private RefPaths() {}

  /// The directory of all refs of the same remote, or of ours.
  static String directory(RefSpec ref) {
    return ref.remote().isPresent() ? REMOTES + "/" + ref.remote().get().text() : HEADS;
  }

  /// The directory of the refs of a collection.
  static String directory(Repo repo, CollectionRef ref) {
    return repo.collectionId().filter(ref.collection()::equals).isPresent()
        ? HEADS
        : MIRRORS + "/" + ref.collection().text();
  }
}
