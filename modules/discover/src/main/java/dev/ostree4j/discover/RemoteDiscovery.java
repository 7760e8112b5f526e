// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds out who has the newest commits of refs of collections; stands for
/// `ostree_repo_find_remotes_async`.
///
/// All finders are asked. Of a ref that several places have, the ones with the newest commit count;
/// what is older there is left out, and so is a place that has nothing left. The results are in the
/// order in which they should be tried.
///
/// @since 0.1
public final class RemoteDiscovery {
  private final Repo repo;
  private final List<RemoteFinder> finders;
  private final DiscoveryListener listener;

  /// @param repo for which refs are looked for
  public RemoteDiscovery(Repo repo, List<RemoteFinder> finders, DiscoveryListener listener) {
    this.repo = repo;
    this.finders = List.copyOf(finders);
    this.listener = listener;
  }

  /// Who has these refs.
  ///
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  public List<FoundRemote> find(Collection<CollectionRef> refs) throws IOException {
    Set<CollectionRef> wanted = new TreeSet<>(refs);
    var found = new ArrayList<FoundRemote>();
    for (RemoteFinder finder : finders) {
      found.addAll(finder.find(repo, wanted, listener));
    }
    return newest(found);
  }

  private static List<FoundRemote> newest(List<FoundRemote> found) {
    Map<CollectionRef, FoundRef> newest = new HashMap<>();
    for (FoundRemote remote : found) {
      remote.refs().forEach((ref, there) -> newest.merge(ref, there, RemoteDiscovery::newer));
    }
    var results = new ArrayList<FoundRemote>();
    for (FoundRemote remote : found) {
      var kept = new TreeMap<CollectionRef, FoundRef>();
      remote
          .refs()
          .forEach(
              (ref, there) -> {
                if (!newest.get(ref).isNewerThan(there)) {
                  kept.put(ref, there);
                }
              });
      if (!kept.isEmpty()) {
        results.add(remote.withRefs(kept));
      }
    }
    results.sort(null);
    return List.copyOf(results);
  }

  private static FoundRef newer(FoundRef one, FoundRef other) {
    return other.isNewerThan(one) ? other : one;
  }
}
