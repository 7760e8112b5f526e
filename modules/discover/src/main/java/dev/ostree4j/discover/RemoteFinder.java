// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.discover.spi.FinderProvider;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/// Looks for places that have refs of collections; stands for `OstreeRepoFinder`.
///
/// A place that cannot be reached, or is not what it should be, is told to the listener and passed
/// over: somebody else may have the refs.
///
/// @since 0.1
public interface RemoteFinder {
  /// Places that have at least one of these refs, in any order.
  ///
  /// @param repo whose remotes say which keys count for which collection
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  List<FoundRemote> find(Repo repo, Set<CollectionRef> refs, DiscoveryListener listener)
      throws IOException;

  /// A finder of a kind that lives in a module of its own; nothing when that module is not there.
  ///
  /// @param options how summaries are fetched
  static Optional<RemoteFinder> provided(FinderKind kind, PullOptions options) {
    return ServiceLoader.load(FinderProvider.class, FinderProvider.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.kind() == kind)
        .findFirst()
        .map(provider -> provider.finder(options));
  }
}
