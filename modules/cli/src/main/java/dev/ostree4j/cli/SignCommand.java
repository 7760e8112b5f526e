// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions.Fsync;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.sign.Verdict;
import dev.ostree4j.sign.Verifier;
import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `sign`: signs a commit, verifies its signatures, or removes them.
final class SignCommand implements Command {
  private final FlagOption delete =
      new FlagOption("delete", 'd', "Remove the signatures that these public keys made");
  private final FlagOption verify = new FlagOption("verify", "Verify with these public keys");
  private final TextOption signType =
      new TextOption("sign-type", 's', "NAME", "What kind of keys: ed25519 (default), spki, dummy");
  private final TextOption keysFile =
      new TextOption("keys-file", "NAME", "Use the keys in this file, too");
  private final TextOption keysDir =
      new TextOption("keys-dir", "NAME", "Verify with the keys trusted and revoked in here");

  @Override
  public String name() {
    return "sign";
  }

  @Override
  public String synopsis() {
    return "COMMIT KEY-ID...";
  }

  @Override
  public String summary() {
    return "Sign a commit";
  }

  @Override
  public void declare(OptionSet options) {
    options.add(delete, verify, signType, keysFile, keysDir);
  }

  @Override
  public void run(Invocation call) throws IOException {
    String revision = call.argument(0, "Need a COMMIT to sign or verify");
    List<String> keys = call.arguments().subList(1, call.arguments().size());
    if (delete.isSet() && verify.isSet()) {
      throw CommandException.usage("Can only specify one of --delete and --verify");
    }
    if (!verify.isSet() && keys.isEmpty() && !keysFile.isSet()) {
      throw CommandException.usage("Need at least one KEY-ID to sign with");
    }
    Checksum commit = call.repo().refs().resolve(revision);
    if (verify.isSet()) {
      verify(call, commit, keys);
    } else if (delete.isSet()) {
      delete(call, commit, keys);
    } else {
      sign(call, commit, keys);
    }
  }

  private void sign(Invocation call, Checksum commit, List<String> keys) throws IOException {
    byte[] data = read(call.repo(), commit);
    SignedMetadata metadata = attached(call.repo(), commit);
    for (Signer signer :
        SigningChoice.signers(call, signType, keys, keysFile.value().stream().toList())) {
      metadata = metadata.with(signer, data);
    }
    write(call, commit, metadata);
  }

  private static byte[] read(Repo repo, Checksum commit) throws IOException {
    return repo.objects().readMetadata(new ObjectName(commit, ObjectType.COMMIT));
  }

  private static SignedMetadata attached(Repo repo, Checksum commit) throws IOException {
    return repo.objects()
        .detachedMetadata(commit)
        .map(SignedMetadata::of)
        .orElseGet(SignedMetadata::empty);
  }

  private static void write(Invocation call, Checksum commit, SignedMetadata metadata)
      throws IOException {
    try (Transaction transaction = call.begin(Fsync.AS_CONFIGURED)) {
      transaction.writeDetachedMetadata(
          commit, metadata.isEmpty() ? Optional.empty() : Optional.of(metadata.toDict()));
      transaction.publish();
    }
  }

  // Removing.

  private void delete(Invocation call, Checksum commit, List<String> keys) throws IOException {
    SignatureEngine engine = SigningChoice.engine(call, signType);
    byte[] data = read(call.repo(), commit);
    SignedMetadata metadata = attached(call.repo(), commit);
    List<VerifyingKey> makers = withFile(withKeys(Verifier.of(engine), keys), call).keys();
    List<byte[]> kept = new ArrayList<>(metadata.signatures(engine.metadataKey()));
    int before = kept.size();
    kept.removeIf(one -> makers.stream().anyMatch(maker -> maker.verifies(data, one)));
    if (kept.size() < before) {
      write(call, commit, metadata.withOnly(engine.metadataKey(), kept));
    }
    call.console().println("Signatures deleted: " + (before - kept.size()));
  }

  // Verifying.

  private void verify(Invocation call, Checksum commit, List<String> keys) throws IOException {
    byte[] data = read(call.repo(), commit);
    SignedMetadata metadata = attached(call.repo(), commit);
    Verifier named = withKeys(Verifier.of(SigningChoice.engine(call, signType)), keys);
    Verdict verdict = named.verify(data, metadata);
    boolean hasMore = keys.isEmpty() || keysFile.isSet() || keysDir.isSet();
    if (hasMore && !(verdict instanceof Verdict.Trusted)) {
      verdict = withStoredKeys(named, call).verify(data, metadata);
    }
    if (verdict instanceof Verdict.Trusted) {
      call.console().println(verdict.message());
    } else {
      throw new CommandException(hasMore ? verdict.message() : "No valid signatures found");
    }
  }

  private static Verifier withKeys(Verifier verifier, List<String> keys) throws IOException {
    Verifier result = verifier;
    for (String key : keys) {
      result = result.withKey(key);
    }
    return result;
  }

  private Verifier withFile(Verifier verifier, Invocation call) throws IOException {
    return keysFile.isSet()
        ? verifier.withKeyFile(call.path(keysFile.value().orElseThrow()))
        : verifier;
  }

  /// Adds the keys in files; those of the machine when no others are named.
  private Verifier withStoredKeys(Verifier verifier, Invocation call) throws IOException {
    Verifier result = withFile(verifier, call);
    if (keysDir.isSet()) {
      result = result.withKeyDirectory(call.path(keysDir.value().orElseThrow()));
    } else if (!keysFile.isSet()) {
      result = result.withSystemKeys();
    }
    if (!result.hasKeys()) {
      throw new CommandException("signature: " + result.engine().name() + ": no keys loaded");
    }
    return result;
  }
}
