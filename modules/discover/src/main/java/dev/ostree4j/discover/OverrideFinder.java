// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Looks at addresses that somebody named, before anywhere else; stands for
/// `OstreeRepoFinderOverride`.
///
/// @since 0.1
public final class OverrideFinder implements RemoteFinder {
  private final List<String> urls;
  private final PullOptions options;

  /// @param urls addresses of repositories
  /// @param options how summaries are fetched; what is fetched from these addresses is not kept
  public OverrideFinder(List<String> urls, PullOptions options) {
    this.urls = List.copyOf(urls);
    this.options = options;
  }

  @Override
  public List<FoundRemote> find(Repo repo, Set<CollectionRef> refs, DiscoveryListener listener)
      throws IOException {
    var groups = Keyrings.byRemote(repo, refs);
    var lookup = new PeerLookup(repo, options);
    var found = new ArrayList<FoundRemote>();
    for (String url : urls) {
      for (var group : groups.entrySet()) {
        try {
          lookup
              .look(FinderKind.OVERRIDE, url, group.getKey(), group.getValue())
              .ifPresent(found::add);
        } catch (InterruptedIOException e) {
          throw e;
        } catch (IOException e) {
          listener.passedOver(url, e);
        }
      }
    }
    return found;
  }
}
