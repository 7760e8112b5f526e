// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.OpenPgpSigner;
import dev.ostree4j.sign.SignedMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `gpg-sign`: signs a commit with GPG keys, or removes the signatures of such.
final class GpgSignCommand implements Command {
  private final FlagOption delete =
      new FlagOption("delete", 'd', "Remove the signatures that these GPG keys made");
  private final TextOption gpgHomedir =
      new TextOption("gpg-homedir", "HOMEDIR", "Where the GPG keys are");

  @Override
  public String name() {
    return "gpg-sign";
  }

  @Override
  public String synopsis() {
    return "COMMIT KEY-ID...";
  }

  @Override
  public String summary() {
    return "Sign a commit with GPG";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(delete, gpgHomedir);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String revision = call.argument(0, "Need a COMMIT to sign");
    call.argument(1, "Need at least one GPG KEY-ID to sign with");
    List<String> keys = call.arguments().subList(1, call.arguments().size());
    Checksum commit = call.repo().refs().resolve(revision);
    SignedMetadata metadata =
        call.repo()
            .objects()
            .detachedMetadata(commit)
            .map(SignedMetadata::of)
            .orElseGet(SignedMetadata::empty);
    byte[] data = call.repo().objects().readMetadata(new ObjectName(commit, ObjectType.COMMIT));
    if (delete.isSet()) {
      delete(call, commit, data, metadata, keys);
    } else {
      write(call, commit, sign(call, data, metadata, keys));
    }
  }

  private SignedMetadata sign(
      Invocation call, byte[] data, SignedMetadata metadata, List<String> keys) throws IOException {
    SignedMetadata signed = metadata;
    List<OpenPgpKeyring> known = GpgChoice.keyrings(call).global();
    for (String key : keys) {
      OpenPgpSigner signer = OpenPgp.load().signer(key, GpgChoice.home(call, gpgHomedir));
      if (isSignedBy(signer, data, signed, known)) {
        throw new CommandException("Commit is already signed with GPG key " + key);
      }
      signed = signed.with(signer, data);
    }
    return signed;
  }

  /// As in the C program only a key that the machine knows cannot sign twice.
  private static boolean isSignedBy(
      OpenPgpSigner signer, byte[] data, SignedMetadata metadata, List<OpenPgpKeyring> known)
      throws IOException {
    for (OpenPgpSignature one :
        OpenPgp.load().verify(data, metadata.signatures(OpenPgp.METADATA_KEY), known)) {
      boolean isKnown = one.standing() != OpenPgpSignature.Standing.KEY_MISSING;
      if (isKnown && one.isBy(signer.fingerprints())) {
        return true;
      }
    }
    return false;
  }

  private void delete(
      Invocation call, Checksum commit, byte[] data, SignedMetadata metadata, List<String> keys)
      throws IOException {
    var names = GpgKeyNames.of(keys, GpgChoice.home(call, gpgHomedir));
    List<byte[]> kept = new ArrayList<>(metadata.signatures(OpenPgp.METADATA_KEY));
    int before = kept.size();
    for (byte[] signature : List.copyOf(kept)) {
      List<OpenPgpSignature> makers = OpenPgp.load().verify(data, List.of(signature), List.of());
      if (makers.stream().allMatch(maker -> names.include(maker.fingerprint()))) {
        kept.remove(signature);
      }
    }
    if (kept.size() < before) {
      write(call, commit, metadata.withOnly(OpenPgp.METADATA_KEY, kept));
    }
    call.console().println("Signatures deleted: " + (before - kept.size()));
  }

  private static void write(Invocation call, Checksum commit, SignedMetadata metadata)
      throws IOException {
    try (Transaction transaction = call.begin(Fsync.AS_CONFIGURED)) {
      transaction.writeDetachedMetadata(
          commit, metadata.isEmpty() ? Optional.empty() : Optional.of(metadata.toDict()));
      transaction.publish();
    }
  }
}
