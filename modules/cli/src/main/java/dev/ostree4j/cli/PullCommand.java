// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.object.RefSpec;
import dev.ostree4j.pull.DeltaUse;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullReport;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.pull.TimestampCheck;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `pull`: brings refs from a remote.
final class PullCommand implements Command {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final FlagOption commitMetadataOnly =
      new FlagOption("commit-metadata-only", "Bring only commits, not what they hold");
  private final TextOption cacheDir =
      new TextOption("cache-dir", "DIR", "Keep summaries in this directory");
  private final FlagOption disableFsync = new FlagOption("disable-fsync", "Do not flush to disk");
  private final FlagOption perObjectFsync =
      new FlagOption("per-object-fsync", "Flush each object as it is written");
  private final FlagOption disableStaticDeltas =
      new FlagOption("disable-static-deltas", "Do not use static deltas");
  private final FlagOption requireStaticDeltas =
      new FlagOption("require-static-deltas", "Fail when there is no static delta");
  private final FlagOption mirror =
      new FlagOption("mirror", "Write refs as in a mirror; all of them when none is named");
  private final TextListOption subpath =
      new TextListOption("subpath", "PATH", "Bring only what is below this path");
  private final FlagOption untrusted =
      new FlagOption("untrusted", "Verify every object of a source on this machine");
  private final FlagOption httpTrusted =
      new FlagOption("http-trusted", "Do not verify files of a server when mirroring");
  private final FlagOption bareUserOnlyFiles =
      new FlagOption("bareuseronly-files", "Refuse file modes outside of 0775");
  private final FlagOption dryRun =
      new FlagOption("dry-run", "Only say what would be fetched (needs --require-static-deltas)");
  private final IntOption depth = DepthChoice.option();
  private final TextOption url = new TextOption("url", "URL", "Pull from this address instead");
  private final IntOption updateFrequency =
      new IntOption("update-frequency", "MS", 0, "How often progress is shown (0 is 1000)");
  private final TextListOption localCache =
      new TextListOption("localcache-repo", 'L', "REPO", "Take from this repository what it has");
  private final FlagOption timestampCheck =
      new FlagOption("timestamp-check", 'T', "Refuse commits older than those that are here");
  private final TextOption timestampCheckFromRev =
      new TextOption("timestamp-check-from-rev", "REV", "Refuse commits older than this one");
  private final FlagOption disableVerifyBindings =
      new FlagOption("disable-verify-bindings", "Do not compare refs with those in the commits");
  private final NetworkChoice network = new NetworkChoice();

  @Override
  public String name() {
    return "pull";
  }

  @Override
  public String synopsis() {
    return "REMOTE [BRANCH...]";
  }

  @Override
  public String summary() {
    return "Bring refs from a remote";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(commitMetadataOnly, cacheDir, disableFsync, perObjectFsync, disableStaticDeltas);
    options.add(requireStaticDeltas, mirror, subpath, untrusted, httpTrusted, bareUserOnlyFiles);
    options.add(dryRun, depth, url, updateFrequency, localCache, timestampCheck);
    options.add(timestampCheckFromRev, disableVerifyBindings);
    network.declare(options);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String remote = call.argument(0, "REMOTE must be specified");
    if (dryRun.isSet() && !requireStaticDeltas.isSet()) {
      throw new CommandException("--dry-run requires --require-static-deltas");
    }
    if (requireStaticDeltas.isSet() && disableStaticDeltas.isSet()) {
      throw new CommandException(
          "Cannot specify both --require-static-deltas and --disable-static-deltas");
    }
    List<String> wanted = new ArrayList<>(call.arguments().subList(1, call.arguments().size()));
    if (remote.indexOf(':') >= 0 && !remote.startsWith("file:")) {
      // With a ref behind its colon nothing else is pulled.
      RefSpec only = RefSpec.parse(remote);
      wanted = List.of(only.ref().text());
      remote = only.remote().orElseThrow().text();
    }
    PullReport report;
    try (var progress = new PullPrinter(call.console(), step(updateFrequency.value()))) {
      PullListener shown = new PullSignaturesText(call.console(), progress);
      report =
          new Puller(call.repo(), options(call), PullFault.before(shown, call))
              .pull(remote, PullRequest.parse(wanted));
    }
    call.console()
        .println(dryRun.isSet() ? PullText.measured(report.deltas()) : PullText.of(report));
  }

  /// How often progress is shown.
  static Duration step(int millis) {
    return millis <= 0 ? STEP : Duration.ofMillis(millis);
  }

  private PullOptions options(Invocation call) throws IOException {
    PullOptions options =
        PullOptions.defaults()
            .withDepth(DepthChoice.of(depth))
            .withNetwork(network.options(call))
            .withTransaction(
                WriteChoice.options(
                    call.surroundings(), WriteChoice.fsync(disableFsync, perObjectFsync)));
    options = withWhat(withDeltas(options));
    return withRules(withPlaces(options, call));
  }

  private PullOptions withDeltas(PullOptions before) {
    PullOptions options =
        requireStaticDeltas.isSet() ? before.withDeltas(DeltaUse.REQUIRED) : before;
    if (disableStaticDeltas.isSet()) {
      options = options.withDeltas(DeltaUse.NEVER);
    }
    return dryRun.isSet() ? options.withEffect(PullOptions.Effect.MEASURE) : options;
  }

  private PullOptions withWhat(PullOptions before) throws CommandException {
    PullOptions options = before;
    if (commitMetadataOnly.isSet()) {
      options = options.withScope(Scope.COMMITS_ONLY);
    }
    if (mirror.isSet()) {
      options = options.withPlacement(PullOptions.Placement.MIRROR);
    }
    for (String path : subpath.values()) {
      if (!path.startsWith("/")) {
        throw new CommandException("--subpath=" + path + " does not start with /");
      }
    }
    return options.withSubpaths(subpath.values());
  }

  private static Path repository(Invocation call, String text) throws IOException {
    Path path = call.path(text);
    try {
      Repo.open(path).close();
      return path;
    } catch (IOException e) {
      throw new CommandException("opening repo: " + ErrorText.of(e));
    }
  }

  private PullOptions withPlaces(PullOptions before, Invocation call) throws IOException {
    PullOptions options = before;
    if (url.isSet()) {
      options = options.withUrl(url.value().orElseThrow());
    }
    if (cacheDir.isSet()) {
      options = options.withCacheDirectory(RemoteSummaryChoice.directory(call, cacheDir));
    }
    for (String cache : localCache.values()) {
      options = options.withLocalCache(repository(call, cache));
    }
    return options;
  }

  private PullOptions withRules(PullOptions before) {
    PullOptions options = before;
    if (untrusted.isSet()) {
      options = options.withLocalTrust(Trust.VERIFY);
    }
    boolean doubts = untrusted.isSet() || bareUserOnlyFiles.isSet();
    if (httpTrusted.isSet() && mirror.isSet() && !doubts) {
      // Else the C program verifies in spite of the flag.
      options = options.withHttpTrust(Trust.TRUSTED);
    }
    if (bareUserOnlyFiles.isSet()) {
      options = options.withModes(ModePolicy.BARE_USER_ONLY);
    }
    if (timestampCheckFromRev.isSet()) {
      String revision = timestampCheckFromRev.value().orElseThrow();
      options = options.withTimestamps(new TimestampCheck.AgainstRevision(revision));
    } else if (timestampCheck.isSet()) {
      options = options.withTimestamps(new TimestampCheck.AgainstRef());
    }
    return disableVerifyBindings.isSet()
        ? options.withBindings(PullOptions.Bindings.IGNORE)
        : options;
  }
}
