// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Verifies that each ref names a sound commit, which is bound to it where that is asked for.
final class RefCheck {
  private final Repo repo;
  private final FsckOptions options;
  private final FsckListener listener;

  RefCheck(Repo repo, FsckOptions options, FsckListener listener) {
    this.repo = repo;
    this.options = options;
    this.listener = listener;
  }

  void run() throws IOException {
    listener.heard(new FsckEvent.ValidatingRefs());
    for (Map.Entry<String, Checksum> entry : EveryRef.named(repo).entrySet()) {
      RefSpec spec = RefSpec.parse(entry.getKey());
      Optional<CollectionId> collection =
          spec.remote().isEmpty() ? repo.collectionId() : Optional.empty();
      verify(spec.toString(), entry.getValue(), spec.ref(), collection);
    }
    listener.heard(new FsckEvent.ValidatingCollectionRefs());
    for (Map.Entry<CollectionRef, Checksum> entry : EveryRef.ofCollections(repo).entrySet()) {
      CollectionRef name = entry.getKey();
      verify(name.toString(), entry.getValue(), name.ref(), Optional.of(name.collection()));
    }
  }

  private void verify(String shown, Checksum target, RefName ref, Optional<CollectionId> collection)
      throws IOException {
    var name = new ObjectName(target, ObjectType.COMMIT);
    try {
      repo.objects().verify(name);
    } catch (RepoException.ObjectMissing e) {
      listener.heard(new FsckEvent.RefTargetMissing(name));
      throw new FsckException("Loading commit for ref " + shown + ": " + e.getMessage(), e);
    }
    if (options.bindings() == FsckOptions.Bindings.IGNORE) {
      return;
    }
    Commit commit = repo.objects().readCommit(target);
    Optional<String> fault = BindingCheck.findFault(commit, Optional.of(ref), collection);
    if (fault.isPresent()) {
      throw new FsckException("Commit " + target + ": " + fault.get());
    }
  }
}
