// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.DeltaUse;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullReport;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.traverse.Scope;
import dev.ostree4j.trust.RemoteTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `pull-local`: brings refs from another repository on this machine.
final class PullLocalCommand implements Command {
  private final FlagOption commitMetadataOnly =
      new FlagOption("commit-metadata-only", "Bring only commits, not what they hold");
  private final TextOption remote =
      new TextOption("remote", "REMOTE", "Write the refs as those of this remote");
  private final FlagOption disableFsync = new FlagOption("disable-fsync", "Do not flush to disk");
  private final FlagOption perObjectFsync =
      new FlagOption("per-object-fsync", "Flush each object as it is written");
  private final FlagOption untrusted =
      new FlagOption("untrusted", "Verify every object of the source");
  private final FlagOption bareUserOnlyFiles =
      new FlagOption("bareuseronly-files", "Refuse file modes outside of 0775");
  private final FlagOption requireStaticDeltas =
      new FlagOption("require-static-deltas", "Fail when there is no static delta");
  private final FlagOption disableStaticDeltas =
      new FlagOption("disable-static-deltas", "Do not use static deltas");
  private final FlagOption gpgVerify = new FlagOption("gpg-verify", "Ask for GPG signatures");
  private final FlagOption gpgVerifySummary =
      new FlagOption("gpg-verify-summary", "Ask for a GPG signature of the summary");
  private final FlagOption disableVerifyBindings =
      new FlagOption("disable-verify-bindings", "Do not compare refs with those in the commits");
  private final IntOption depth = DepthChoice.option();

  @Override
  public String name() {
    return "pull-local";
  }

  @Override
  public String synopsis() {
    return "SRC_REPO [REFS...]";
  }

  @Override
  public String summary() {
    return "Bring refs from another repository on this machine";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(commitMetadataOnly, remote, disableFsync, perObjectFsync, untrusted);
    options.add(bareUserOnlyFiles, requireStaticDeltas, disableStaticDeltas, gpgVerify);
    options.add(gpgVerifySummary, disableVerifyBindings, depth);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String source = call.argument(0, "DESTINATION must be specified");
    if (requireStaticDeltas.isSet() && disableStaticDeltas.isSet()) {
      throw new CommandException(
          "Cannot specify both --require-static-deltas and --disable-static-deltas");
    }
    List<String> refs = call.arguments().subList(1, call.arguments().size());
    try (Repo from = open(call.path(source).toAbsolutePath())) {
      PullRequest request = request(refs.isEmpty() ? all(from) : refs);
      call.console().println(PullText.of(pull(call, from, request)));
    }
  }

  /// Unlike `pull` this command knows no `REF@CHECKSUM`.
  private static PullRequest request(List<String> texts) throws InvalidNameException {
    PullRequest request = PullRequest.ofConfigured();
    for (String text : texts) {
      Optional<Checksum> commit = Checksum.find(text);
      request =
          commit.isPresent()
              ? request.withCommit(commit.get())
              : request.withRef(RefName.parse(text));
    }
    return request;
  }

  private PullReport pull(Invocation call, Repo from, PullRequest request) throws IOException {
    try (var progress = new PullPrinter(call.console())) {
      return new Puller(call.repo(), options(call), progress).pull(from, request);
    }
  }

  /// A repository with refs of remotes must be told which refs to give: they have no names that
  /// could be written here.
  private static List<String> all(Repo from) throws IOException {
    return List.copyOf(from.refs().list().keySet());
  }

  private static Repo open(Path path) throws IOException {
    try {
      return Repo.open(path);
    } catch (IOException e) {
      throw new CommandException("opening repo: " + ErrorText.of(e));
    }
  }

  private PullOptions options(Invocation call) throws IOException {
    PullOptions options =
        PullOptions.defaults()
            .withDepth(DepthChoice.of(depth))
            .withTransaction(
                WriteChoice.options(
                    call.surroundings(), WriteChoice.fsync(disableFsync, perObjectFsync)));
    if (remote.isSet()) {
      options = options.withRemoteName(RemoteName.parse(remote.value().orElseThrow()));
    }
    if (requireStaticDeltas.isSet()) {
      options = options.withDeltas(DeltaUse.REQUIRED);
    }
    if (disableStaticDeltas.isSet()) {
      options = options.withDeltas(DeltaUse.NEVER);
    }
    if (commitMetadataOnly.isSet()) {
      options = options.withScope(Scope.COMMITS_ONLY);
    }
    if (untrusted.isSet()) {
      options = options.withLocalTrust(Trust.VERIFY);
    }
    if (bareUserOnlyFiles.isSet()) {
      options = options.withModes(ModePolicy.BARE_USER_ONLY);
    }
    if (gpgVerify.isSet() || gpgVerifySummary.isSet()) {
      RemoteTrust demanded = demanded(call);
      options = options.withTrust(nothing -> demanded);
    }
    return disableVerifyBindings.isSet()
        ? options.withBindings(PullOptions.Bindings.IGNORE)
        : options;
  }

  /// A repository on disk demands nothing by itself: the keys are those of a remote.
  private RemoteTrust demanded(Invocation call) throws IOException {
    String name =
        remote
            .value()
            .orElseThrow(
                () -> new CommandException("Must specify remote name to enable gpg verification"));
    return RemoteTrust.of(call.repo(), name)
        .withoutSignVerify()
        .withoutSignVerifySummary()
        .withGpgVerify(gpgVerify.isSet())
        .withGpgVerifySummary(gpgVerifySummary.isSet())
        .withKeyrings(GpgChoice.keyrings(call));
  }
}
