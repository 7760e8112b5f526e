// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which remote's keys count for which collection: the first one, by name, that is configured for
/// the collection. Stands for `ostree_repo_resolve_keyring_for_collection`.
final class Keyrings {
  private Keyrings() {}

  /// These refs by the remote whose keys count for them; those of a collection for which none does
  /// are left out.
  static Map<RemoteName, Set<CollectionRef>> byRemote(Repo repo, Collection<CollectionRef> refs)
      throws IOException {
    SortedMap<RemoteName, Set<CollectionRef>> groups = new TreeMap<>();
    for (CollectionRef ref : refs) {
      var remotes = new TreeSet<>(repo.remotes().withCollection(ref.collection()));
      if (!remotes.isEmpty()) {
        RemoteName.find(remotes.first())
            .ifPresent(name -> groups.computeIfAbsent(name, it -> new TreeSet<>()).add(ref));
      }
    }
    return groups;
  }
}
