// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.trust.RemoteTrust;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Pulls refs from places that were found, one after the other until all refs are here; stands for
/// `ostree_repo_pull_from_remotes_async`.
///
/// Commits must be signed as the remote demands whose keys count for their collection; where it
/// demands nothing, with a GPG key of its key ring. So it does not matter who passes them on.
///
/// @since 0.1
public final class DiscoveredPuller {
  private final Repo repo;
  private final PullOptions options;
  private final PullListener progress;
  private final DiscoveryListener listener;

  /// @param repo where everything goes
  public DiscoveredPuller(
      Repo repo, PullOptions options, PullListener progress, DiscoveryListener listener) {
    this.repo = repo;
    this.options = options;
    this.progress = progress;
    this.listener = listener;
  }

  /// Pulls all refs that these places have, each from the first place from which that succeeds.
  ///
  /// @return the refs that were pulled
  /// @throws DiscoveryException.NotPulled when some could be pulled from none of them; others are
  ///     here nevertheless
  /// @throws InterruptedIOException when this thread is interrupted
  public Set<CollectionRef> pull(Collection<FoundRemote> remotes) throws IOException {
    Set<CollectionRef> pulled = new TreeSet<>();
    Set<CollectionRef> missing = new LinkedHashSet<>();
    List<IOException> failures = new ArrayList<>();
    for (FoundRemote remote : remotes) {
      missing.addAll(remote.refs().keySet());
      Set<CollectionRef> wanted = new TreeSet<>(remote.refs().keySet());
      wanted.removeAll(pulled);
      if (!wanted.isEmpty()) {
        try {
          pull(remote, wanted);
          pulled.addAll(wanted);
        } catch (InterruptedIOException e) {
          throw e;
        } catch (IOException e) {
          failures.add(e);
          listener.passedOver(remote.url(), e);
        }
      }
    }
    missing.removeAll(pulled);
    if (!missing.isEmpty()) {
      var failure = new DiscoveryException.NotPulled(missing);
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
    return pulled;
  }

  private void pull(FoundRemote remote, Set<CollectionRef> refs) throws IOException {
    PullRequest request = PullRequest.ofConfigured();
    for (CollectionRef ref : refs) {
      request = request.withShared(ref, remote.find(ref).orElseThrow().commit());
    }
    RemoteTrust trust = trust(remote);
    PullOptions there = options.withRemoteName(remote.keyring()).withTrust(configured -> trust);
    if (remote.finder() != FinderKind.CONFIG) {
      there = there.withUrl(remote.url());
    }
    new Puller(repo, there, progress).pull(remote.keyring().text(), request);
  }

  private RemoteTrust trust(FoundRemote remote) throws IOException {
    RemoteTrust configured = RemoteTrust.of(repo, remote.keyring().text());
    RemoteTrust ofCommits = configured.withGpgVerifySummary(false).withoutSignVerifySummary();
    return ofCommits.verifiesCommits() ? ofCommits : ofCommits.withGpgVerify(true);
  }
}
