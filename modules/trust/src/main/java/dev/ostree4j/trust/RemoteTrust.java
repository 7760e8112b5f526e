// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.DetachedMetadata;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.SignedMetadata;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the configuration of a remote demands of commits and of its summary, and the judge of both.
/// Immutable; threads may share it.
///
/// | option | default | |
/// | --- | --- | --- |
/// | `gpg-verify` | true | commits need an OpenPGP signature |
/// | `gpg-verify-summary` | false | so does the summary |
/// | `sign-verify` | false | commits need one by any engine, or by one of those listed |
/// | `sign-verify-summary` | false | so does the summary |
///
/// Where both kinds are demanded, both have to be there. Options that are not set here count as in
/// the parent repository.
///
/// @since 0.1
public final class RemoteTrust {
  private static final String NO_GPG_SIGNATURES =
      "GPG verification enabled, but no signatures found"
          + " (use gpg-verify=false in remote config to disable)";

  /// Where a machine keeps its keys.
  private static final List<Path> SYSTEM_DIRECTORIES =
      List.of(Path.of("/etc/ostree"), Path.of("/usr/share/ostree"));

  private static final RemoteTrust NOTHING =
      new RemoteTrust(TrustPolicy.NOTHING, new NoKeyrings(), null);

  private final TrustPolicy policy;
  private final GpgJudge gpg;

  // Null when nothing but OpenPGP signatures can ever be demanded.
  private final @Nullable RemoteVerifiers keys;

  // Null when no such signatures are demanded.
  private final @Nullable LazyJudge commitJudge;
  private final @Nullable LazyJudge summaryJudge;

  private RemoteTrust(TrustPolicy policy, GpgJudge gpg, @Nullable RemoteVerifiers keys) {
    this.policy = policy;
    this.gpg = gpg;
    this.keys = keys;
    commitJudge = keys != null && policy.signsCommits() ? lazy(keys, policy.signCommits()) : null;
    summaryJudge = keys != null && policy.signsSummary() ? lazy(keys, policy.signSummary()) : null;
  }

  private static LazyJudge lazy(RemoteVerifiers keys, SignDemand demand) {
    return new LazyJudge(keys, demand);
  }

  /// What this remote demands. Its keys are read when they are needed, or by [#requireKeys()]. A
  /// name that starts with `file://` is an address without configuration, and demands nothing.
  ///
  /// @throws dev.ostree4j.repo.RepoException.InvalidRemote when there is no such remote
  public static RemoteTrust of(Repo repo, String remote) throws IOException {
    if (remote.startsWith("file://")) {
      return NOTHING;
    }
    RemoteStore remotes = repo.remotes();
    return new RemoteTrust(
        TrustPolicy.read(remotes, remote),
        new KeyringJudge(RemoteKeyrings.of(repo), remote),
        new RemoteVerifiers(remotes, remote, SignatureEngines.ofProcess(), SYSTEM_DIRECTORIES));
  }

  /// Demands nothing.
  public static RemoteTrust nothing() {
    return NOTHING;
  }

  private RemoteTrust with(TrustPolicy changed) {
    return new RemoteTrust(changed, gpg, keys);
  }

  /// Whether commits need an OpenPGP signature, whatever the configuration says.
  public RemoteTrust withGpgVerify(boolean demanded) {
    return with(
        new TrustPolicy(demanded, policy.gpgSummary(), policy.signCommits(), policy.signSummary()));
  }

  /// Whether the summary needs an OpenPGP signature, whatever the configuration says.
  public RemoteTrust withGpgVerifySummary(boolean demanded) {
    return with(
        new TrustPolicy(policy.gpgCommits(), demanded, policy.signCommits(), policy.signSummary()));
  }

  /// Demands nothing but OpenPGP signatures of commits.
  public RemoteTrust withoutSignVerify() {
    return with(
        new TrustPolicy(
            policy.gpgCommits(),
            policy.gpgSummary(),
            new SignDemand.Nothing(),
            policy.signSummary()));
  }

  /// Demands nothing but an OpenPGP signature of the summary.
  public RemoteTrust withoutSignVerifySummary() {
    return with(
        new TrustPolicy(
            policy.gpgCommits(),
            policy.gpgSummary(),
            policy.signCommits(),
            new SignDemand.Nothing()));
  }

  /// With OpenPGP key rings from elsewhere; default: `RemoteKeyrings.of(repo)`.
  public RemoteTrust withKeyrings(RemoteKeyrings keyrings) {
    return new RemoteTrust(policy, gpg.with(keyrings), keys);
  }

  /// With the OpenPGP key rings of another remote of the same repository. What is demanded stays as
  /// it is; where the key rings of no remote count, those of the other one do not either.
  public RemoteTrust withKeyringsOf(String remote) {
    return new RemoteTrust(policy, gpg.ofRemote(remote), keys);
  }

  /// With these engines; default: [SignatureEngines#ofProcess()].
  public RemoteTrust withEngines(SignatureEngines engines) {
    return keys == null
        ? this
        : new RemoteTrust(
            policy,
            gpg,
            new RemoteVerifiers(keys.remotes(), keys.remote(), engines, keys.directories()));
  }

  /// With the keys and the revocations in these directories; default: `/etc/ostree` and
  /// `/usr/share/ostree`. The keys count where a remote has none of its own, the revocations
  /// always.
  public RemoteTrust withKeyDirectories(List<Path> directories) {
    return keys == null
        ? this
        : new RemoteTrust(
            policy,
            gpg,
            new RemoteVerifiers(
                keys.remotes(), keys.remote(), keys.engines(), List.copyOf(directories)));
  }

  /// Whether commits need any signature.
  public boolean verifiesCommits() {
    return policy.gpgCommits() || commitJudge != null;
  }

  /// Whether the summary needs any signature.
  public boolean verifiesSummary() {
    return policy.gpgSummary() || summaryJudge != null;
  }

  /// Reads the keys of the engines that `sign-verify` and `sign-verify-summary` name, so that what
  /// is wrong with them is told before anything is fetched. OpenPGP key rings are read later: one
  /// that is missing only means that nobody can be trusted.
  ///
  /// @throws TrustException.KeysMissing when there are none, or they cannot be read
  /// @throws dev.ostree4j.sign.SignException.UnknownEngine when an engine is demanded that is not
  ///     there
  public void requireKeys() throws IOException {
    if (commitJudge != null) {
      commitJudge.load();
    }
    if (summaryJudge != null) {
      summaryJudge.load();
    }
  }

  /// Judges a commit; stands for `ostree_repo_signature_verify_commit_data`.
  ///
  /// @param name the checksum of the commit, for messages
  /// @param commit its bytes
  /// @param detached what is said about it from outside
  /// @throws TrustException.CommitUntrusted when a signature that is demanded is not there, or not
  ///     by whom it has to be
  public Judgement verifyCommit(Checksum name, byte[] commit, Optional<VariantDict> detached)
      throws IOException {
    return verifyCommit(name, commit, detached, signatures -> {});
  }

  /// The same for somebody who shows the OpenPGP signatures of a commit that is refused, too.
  ///
  /// @param told hears what they are worth when they are demanded and there are some, before the
  ///     commit is refused; what it throws ends the judgement
  /// @throws TrustException.CommitUntrusted when a signature that is demanded is not there, or not
  ///     by whom it has to be
  public Judgement verifyCommit(
      Checksum name,
      byte[] commit,
      Optional<VariantDict> detached,
      Consumer<List<OpenPgpSignature>> told)
      throws IOException {
    SignedMetadata metadata = detached.map(SignedMetadata::of).orElseGet(SignedMetadata::empty);
    Judgement judgement = Judgement.unasked();
    if (policy.gpgCommits()) {
      judgement = judgement.with(verifyGpg(name, commit, metadata, told));
    }
    if (commitJudge == null) {
      return judgement;
    }
    if (detached.isEmpty()) {
      throw new TrustException.CommitUntrusted(
          name, "Commit " + name + ": Can't verify commit without detached metadata");
    }
    return switch (commitJudge.load().judge(commit, metadata)) {
      case SignJudge.Answer.Good(var verdict) -> judgement.with(verdict);
      case SignJudge.Answer.Bad(var reason) ->
          throw new TrustException.CommitUntrusted(
              name, "Commit " + name + ": Can't verify commit: " + reason);
    };
  }

  private List<OpenPgpSignature> verifyGpg(
      Checksum name, byte[] commit, SignedMetadata metadata, Consumer<List<OpenPgpSignature>> told)
      throws IOException {
    List<byte[]> signatures = metadata.signatures(DetachedMetadata.GPG_SIGNATURES);
    String prefix = "Commit " + name + ": ";
    if (signatures.isEmpty()) {
      throw new TrustException.CommitUntrusted(name, prefix + NO_GPG_SIGNATURES);
    }
    try {
      return gpg.require(commit, signatures, told);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new TrustException.CommitUntrusted(name, prefix + e.getMessage(), e);
    }
  }

  /// Judges a summary.
  ///
  /// @param summary its bytes
  /// @param signatures those of `summary.sig`; empty when there is no such file
  /// @throws TrustException.SummaryUnsigned when a signature is demanded and there is none
  /// @throws TrustException.SummaryUntrusted when a signature that is demanded is not by whom it
  ///     has to be
  public Judgement verifySummary(byte[] summary, Optional<byte[]> signatures) throws IOException {
    if (!verifiesSummary()) {
      return Judgement.unasked();
    }
    SignedMetadata metadata = metadata(signatures.orElseThrow(this::unsigned));
    Judgement judgement = Judgement.unasked();
    if (policy.gpgSummary()) {
      judgement = judgement.with(verifyGpg(summary, metadata));
    }
    if (summaryJudge == null) {
      return judgement;
    }
    return switch (summaryJudge.load().judge(summary, metadata)) {
      case SignJudge.Answer.Good(var verdict) -> judgement.with(verdict);
      case SignJudge.Answer.Bad(var reason) -> throw new TrustException.SummaryUntrusted(reason);
    };
  }

  /// Bytes that are no dictionary hold no signatures.
  private static SignedMetadata metadata(byte[] bytes) {
    try {
      return SignedMetadata.parse(bytes);
    } catch (ObjectFormatException e) {
      return SignedMetadata.empty();
    }
  }

  private List<OpenPgpSignature> verifyGpg(byte[] summary, SignedMetadata metadata)
      throws IOException {
    List<byte[]> signatures = metadata.signatures(DetachedMetadata.GPG_SIGNATURES);
    if (signatures.isEmpty()) {
      throw new TrustException.SummaryUntrusted(NO_GPG_SIGNATURES);
    }
    try {
      return gpg.require(summary, signatures, judged -> {});
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new TrustException.SummaryUntrusted(e.getMessage(), e);
    }
  }

  private TrustException unsigned() {
    return new TrustException.SummaryUnsigned(
        policy.gpgSummary()
            ? "GPG verification enabled, but no summary.sig found"
                + " (use gpg-verify-summary=false in remote config to disable)"
            : "Signatures verification enabled, but no summary.sig found"
                + " (use sign-verify-summary=false in remote config to disable)");
  }

  /// Refuses a remote without a summary when its summary has to be signed.
  ///
  /// @throws TrustException.SummaryMissing when it has to be
  public void refuseMissingSummary() throws TrustException {
    if (policy.gpgSummary()) {
      throw new TrustException.SummaryMissing(
          "GPG verification enabled, but no summary found"
              + " (use gpg-verify-summary=false in remote config to disable)");
    }
    if (summaryJudge != null) {
      throw new TrustException.SummaryMissing(
          "Signature verification enabled, but no summary found"
              + " (check that the configured URL in remote config is correct)");
    }
  }

  /// The same refusal in the words that the C program has where the summary alone was asked for.
  ///
  /// @param refused by [#verifySummary(byte[], Optional)] or [#refuseMissingSummary()]
  public TrustException summaryAlone(TrustException refused) {
    String start =
        (policy.gpgSummary() ? "GPG" : "Signature") + " verification enabled, but no summary ";
    String option = policy.gpgSummary() ? "gpg-verify-summary" : "sign-verify-summary";
    return switch (refused) {
      case TrustException.SummaryMissing _ ->
          new TrustException.SummaryMissing(
              start + "found (check that the configured URL in remote config is correct)");
      case TrustException.SummaryUnsigned _ ->
          new TrustException.SummaryUnsigned(
              start + "signatures found (use " + option + "=false in remote config to disable)");
      case TrustException.SummaryUntrusted _,
          TrustException.CommitUntrusted _,
          TrustException.KeysMissing _ ->
          refused;
    };
  }
}
