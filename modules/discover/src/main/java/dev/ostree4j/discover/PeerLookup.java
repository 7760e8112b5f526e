// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Asks repositories that are no remotes: somebody named their address. Threads may share it.
///
/// Copies of a repository need not have its signed summary, so whatever theirs says is taken for
/// what it is: a hint. Commits are what is verified, when they are pulled, by the keys of the
/// remote that is configured for the collection.
///
/// @since 0.1
public final class PeerLookup {
  private final Repo repo;
  private final PullOptions options;

  /// @param repo whose remotes say which keys count for which collection
  /// @param options how summaries are fetched; what is fetched is not kept
  public PeerLookup(Repo repo, PullOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// These refs by the remote whose keys count for them; those of a collection for which none does
  /// are left out, since nobody could prove to have them.
  public static Map<RemoteName, Set<CollectionRef>> byKeyring(Repo repo, Set<CollectionRef> refs)
      throws IOException {
    return Keyrings.byRemote(repo, refs);
  }

  /// What the summary at an address says of refs; nothing when it has none of them.
  ///
  /// @param finder who found the address
  /// @param keyring the remote whose keys count for all of the refs
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  public Optional<FoundRemote> look(
      FinderKind finder, String url, RemoteName keyring, Set<CollectionRef> refs)
      throws IOException {
    PullOptions there =
        options
            .withUrl(url)
            .withTrust(trust -> trust.withGpgVerifySummary(false).withoutSignVerifySummary());
    return new SummaryLookup(repo, there).look(finder, keyring, url, refs);
  }
}
