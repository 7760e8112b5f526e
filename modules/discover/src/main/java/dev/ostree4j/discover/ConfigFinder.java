// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks into the summaries of the remotes in the configuration; stands for
/// `OstreeRepoFinderConfig`.
///
/// A remote is asked only for refs of the collection for which it is configured. The reference
/// program believes what any remote says of any collection, and then takes what is said to be
/// newest: there one remote can keep another's refs from being found.
///
/// @since 0.1
public final class ConfigFinder implements RemoteFinder {
  private final PullOptions options;

  /// @param options how summaries are fetched and kept
  public ConfigFinder(PullOptions options) {
    this.options = options;
  }

  @Override
  public List<FoundRemote> find(Repo repo, Set<CollectionRef> refs, DiscoveryListener listener)
      throws IOException {
    var wanted = new TreeMap<String, Set<CollectionRef>>();
    for (CollectionRef ref : refs) {
      for (String remote : repo.remotes().withCollection(ref.collection())) {
        wanted.computeIfAbsent(remote, name -> new TreeSet<>()).add(ref);
      }
    }
    var lookup = new SummaryLookup(repo, options);
    var found = new ArrayList<FoundRemote>();
    for (var entry : wanted.entrySet()) {
      try {
        String url = repo.remotes().url(entry.getKey());
        RemoteName name = RemoteName.parse(entry.getKey());
        Optional<FoundRemote> result = lookup.look(FinderKind.CONFIG, name, url, entry.getValue());
        result.ifPresent(found::add);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        listener.passedOver(entry.getKey(), e);
      }
    }
    return found;
  }
}
