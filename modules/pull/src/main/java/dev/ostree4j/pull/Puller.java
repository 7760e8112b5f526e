// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.trust.RemoteTrust;
import java.io.IOException;
import java.util.Optional;

/// Pulls: brings what refs and commits need from another repository into this one, from a server
/// or from the same machine.
///
/// Refs are set together, after everything they need has arrived. When anything fails no ref
/// changes, and what arrived is kept aside: the next pull does not fetch it again. A pull is
/// cancelled by interrupting its thread and ends within a second.
///
/// Stands for `ostree_repo_pull_with_options` and `ostree pull-local`.
///
/// @since 0.1
public final class Puller {
  private static final String FILE = "file://";

  private final Repo repo;
  private final PullOptions options;
  private final PullListener listener;

  /// Prepares a pull; nothing happens yet.
  ///
  /// @param repo where everything goes
  public Puller(Repo repo, PullOptions options, PullListener listener) {
    this.repo = repo;
    this.options = options;
    this.listener = listener;
  }

  /// Pulls from a remote.
  ///
  /// @param remote its name, or the address of a repository on this machine, `file:///PATH`
  /// @throws PullException when a rule of ours or what the remote offers refuses it
  /// @throws dev.ostree4j.repo.RepoException when an object is damaged or cannot be stored
  public PullReport pull(String remote, PullRequest request) throws IOException {
    return pull(remote, request, this::publishing);
  }

  /// Pulls into a transaction of the caller's, who publishes it.
  public PullReport pullInto(Transaction transaction, String remote, PullRequest request)
      throws IOException {
    requireOurs(transaction);
    return pull(remote, request, (run, plan, intake) -> run.runIn(transaction, plan, intake));
  }

  /// Pulls from an open repository on the same machine: by hardlink where both can share a file,
  /// else by copying or writing anew.
  ///
  /// @throws PullException when a binding is refused, or the source lacks an object of a commit
  /// @throws dev.ostree4j.repo.RepoException when the source lacks what is asked for, an object is
  ///     damaged, or a file's mode is refused
  public PullReport pull(Repo source, PullRequest request) throws IOException {
    var settings = RemoteSettings.ofAddress(source.path().toUri().toString());
    return pull(source, settings, trust(FILE), request, this::publishing);
  }

  /// Pulls from an open repository into a transaction of the caller's, who publishes it.
  public PullReport pullInto(Transaction transaction, Repo source, PullRequest request)
      throws IOException {
    requireOurs(transaction);
    var settings = RemoteSettings.ofAddress(source.path().toUri().toString());
    return pull(
        source,
        settings,
        trust(FILE),
        request,
        (run, plan, intake) -> run.runIn(transaction, plan, intake));
  }

  private RemoteTrust trust(String remote) throws IOException {
    return options.trust().apply(RemoteTrust.of(repo, remote));
  }

  private void requireOurs(Transaction transaction) {
    if (transaction.repo() != repo) {
      throw new IllegalArgumentException("the transaction is of " + transaction.repo().path());
    }
  }

  /// Carries out a plan, and decides who publishes.
  private interface Ending {
    PullReport run(PullRun run, PullPlan plan, PullRun.IntakeMaker intake) throws IOException;
  }

  private PullReport publishing(PullRun run, PullPlan plan, PullRun.IntakeMaker intake)
      throws IOException {
    return run.run(plan, intake);
  }

  private PullReport pull(String remote, PullRequest request, Ending ending) throws IOException {
    RemoteSettings.refuseUnusable(repo, remote);
    RemoteSettings settings = RemoteSettings.read(repo, remote, options);
    RemoteTrust trust = trust(remote);
    trust.requireKeys();
    if (!settings.isLocal()) {
      return new WebPull(repo, options, listener, settings, trust).pull(request, ending::run);
    }
    try (Repo source = Repo.open(repo.kernel(), settings.localPath())) {
      return pull(source, settings, trust, request, ending);
    }
  }

  private DeltaOffer deltas(Repo source, RemoteSummary summaries) {
    return new DeltaOffer(
        new LocalDeltas(repo, source),
        () -> DeltaOffer.announced(summaries, SourceConfig.of(source.config())),
        () -> {});
  }

  private PullReport pull(
      Repo source, RemoteSettings settings, RemoteTrust trust, PullRequest request, Ending ending)
      throws IOException {
    options.deltas().requireUsableIn(repo.mode());
    // Whoever names one means it, though a source on this machine needs none.
    Caches.open(repo.kernel(), options.localCaches()).close();
    var summaries = new RemoteSummary(new LocalFiles(source), trust, Optional.empty(), listener);
    summaries.takeGiven(options);
    var offer = new LocalOffer(source, summaries, options);
    PullPlan plan = new Planner(offer).plan(settings.wanted(request, options, offer));
    Optional<RemoteName> name = options.remoteName().or(settings::name);
    var places = new RefPlaces(repo, options.placement(), name);
    var tally = new Tally(listener);
    var run =
        new PullRun(
            repo,
            options,
            tally,
            KeyringGate.of(trust, options, plan, listener),
            places,
            PullReport.Origin.REPOSITORY,
            deltas(source, summaries),
            new Tombstones(summaries, SourceConfig.of(source.config())));
    PullReport report =
        ending.run(run, plan, transaction -> new LocalIntake(source, transaction, options, tally));
    if (settings.isMirrored(request, options)) {
      SummaryCopy.put(repo, summaries.known());
    }
    return report;
  }
}
