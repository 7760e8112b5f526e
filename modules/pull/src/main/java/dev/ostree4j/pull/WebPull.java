// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.summary.SummaryCache;
import dev.ostree4j.trust.RemoteTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A pull from a server: wires the stages together.
final class WebPull {
  /// Decides who publishes.
  interface Ending {
    PullReport run(PullRun run, PullPlan plan, PullRun.IntakeMaker intake) throws IOException;
  }

  private final Repo repo;
  private final PullOptions options;
  private final PullListener listener;
  private final RemoteSettings settings;
  private final RemoteTrust trust;

  WebPull(
      Repo repo,
      PullOptions options,
      PullListener listener,
      RemoteSettings settings,
      RemoteTrust trust) {
    this.repo = repo;
    this.options = options;
    this.listener = listener;
    this.settings = settings;
    this.trust = trust;
  }

  PullReport pull(PullRequest request, Ending ending) throws IOException {
    options.deltas().requireUsableIn(repo.mode());
    RemoteName remote = settings.name().orElseThrow();
    var network = new Network(repo, remote.text());
    try (var fetcher = new Fetcher(network.options(options.network()));
        var caches = Caches.open(repo.kernel(), options.localCaches())) {
      Mirrors mirrors = new MirrorResolver(fetcher).resolve(settings);
      long bytesBefore = fetcher.stats().receivedBytes();
      var files = new WebFiles(fetcher, mirrors.repository());
      RemoteSummary summaries = summaries(files, mirrors, remote);
      var offer = new WebOffer(files, summaries, settings.collection(), options.deltas());
      var config = new WebConfig(files);
      PullPlan plan = new Planner(offer).plan(settings.wanted(request, options, offer));
      refuseMode(config, summaries.known());
      var places =
          new RefPlaces(repo, options.placement(), options.remoteName().or(settings::name));
      LongSupplier received =
          () -> fetcher.stats().receivedBytes() - bytesBefore - files.receivedBytes();
      var tally = new Tally(listener, received);
      var spool = new Spool(repo);
      var run =
          new PullRun(
              repo,
              options,
              tally,
              KeyringGate.of(trust, options, plan, listener),
              places,
              PullReport.Origin.SERVER,
              deltas(fetcher, spool, mirrors, summaries, config, tally),
              new Tombstones(summaries, config));
      var source = new WebSource(fetcher, mirrors, spool, options.metadataMaxBytes());
      PullReport report =
          ending.run(
              run,
              plan,
              transaction -> new RemoteIntake(source, caches.repos(), transaction, options, tally));
      if (settings.isMirrored(request, options)) {
        SummaryCopy.put(repo, summaries.known());
      }
      return report.withBytesTransferred(received.getAsLong());
    }
  }

  /// The summary alone; nothing when there is none and none is demanded. The server may compress
  /// it, which in a pull it may not: the C program asks in the same way.
  Optional<SignedSummary> summary() throws IOException {
    RemoteName remote = settings.name().orElseThrow();
    var network = new Network(repo, remote.text());
    try (var fetcher = new Fetcher(network.options(options.network()))) {
      Mirrors mirrors = new MirrorResolver(fetcher).resolve(settings);
      var files = new WebFiles(fetcher, mirrors.repository()).withGzip();
      return summaries(files, mirrors, remote).find();
    }
  }

  private RemoteSummary summaries(WebFiles files, Mirrors mirrors, RemoteName remote)
      throws IOException {
    var summaries = new RemoteSummary(files, trust, place(remote), listener);
    summaries.takeGiven(options);
    if (!summaries.isKnown() && mirrors.summary().isPresent()) {
      summaries.take(mirrors.summary().get());
    }
    return summaries;
  }

  private DeltaOffer deltas(
      Fetcher fetcher,
      Spool spool,
      Mirrors mirrors,
      RemoteSummary summaries,
      WebConfig config,
      Tally tally) {
    return new DeltaOffer(
        new WebDeltas(repo, fetcher, spool, mirrors.content()),
        () -> DeltaOffer.announced(summaries, config),
        tally::answered);
  }

  private Optional<RemoteSummary.Place> place(RemoteName remote) {
    Optional<Path> directory = options.cacheDirectory();
    if (directory.isEmpty() && !repo.hasCache()) {
      return Optional.empty();
    }
    SummaryCache cache =
        directory.isPresent() ? SummaryCache.in(repo, directory.get()) : SummaryCache.of(repo);
    return Optional.of(new RemoteSummary.Place(cache, remote));
  }

  /// What the server says about itself is asked for only when the summary leaves it open.
  private static void refuseMode(WebConfig config, Optional<SignedSummary> summary)
      throws IOException {
    if (summary.isEmpty()) {
      return;
    }
    Optional<String> mode = summary.get().summary().mode();
    if (mode.isPresent()) {
      WebConfig.refuseMode(mode.get());
    } else {
      config.requireArchive();
    }
  }
}
