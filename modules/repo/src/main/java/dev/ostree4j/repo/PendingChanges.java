// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a transaction changes when its objects are in place: marks of commits, then refs. Safe for
/// many threads.
final class PendingChanges {
  private final TransactionOptions.Followers followers;
  private final boolean sync;

  /// Guarded by `this`, like the others.
  private final Map<RefSpec, Optional<Checksum>> refs = new LinkedHashMap<>();

  private final Map<CollectionRef, Optional<Checksum>> collectionRefs = new LinkedHashMap<>();
  private final Set<Checksum> whole = new LinkedHashSet<>();

  /// @param sync whether each ref is forced to disk before it takes effect
  PendingChanges(TransactionOptions.Followers followers, boolean sync) {
    this.followers = followers;
    this.sync = sync;
  }

  synchronized void set(RefSpec ref, Optional<Checksum> commit) {
    refs.put(ref, commit);
  }

  synchronized void set(CollectionRef ref, Optional<Checksum> commit) {
    collectionRefs.put(ref, commit);
  }

  synchronized void markWhole(Checksum commit) {
    whole.add(commit);
  }

  synchronized void apply(Repo repo) throws IOException {
    for (Checksum commit : whole) {
      repo.clearPartial(commit);
    }
    // All at once, so that those who follow the refs are told once.
    repo.refs().update(refs, collectionRefs, followers, sync);
  }
}
