// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Verifies signatures of one engine with a set of trusted and revoked keys. Immutable.
///
/// A revoked key is never trusted, whichever file was read first.
///
/// @since 0.1
public final class Verifier {
  /// How many signatures are looked at. A list from outside may be long, and trying each with every
  /// key takes time; who signs adds one or two.
  public static final int SIGNATURES_MAX = 1024;

  private final SignatureEngine engine;
  private final Map<String, VerifyingKey> trusted;
  private final Map<String, VerifyingKey> revoked;

  private Verifier(
      SignatureEngine engine,
      Map<String, VerifyingKey> trusted,
      Map<String, VerifyingKey> revoked) {
    this.engine = engine;
    this.trusted = trusted;
    this.revoked = revoked;
  }

  /// One that trusts no key yet.
  public static Verifier of(SignatureEngine engine) {
    return new Verifier(engine, Map.of(), Map.of());
  }

  /// The engine.
  public SignatureEngine engine() {
    return engine;
  }

  /// Whether there is any key to try; one that is revoked counts, too.
  public boolean hasKeys() {
    return !trusted.isEmpty();
  }

  /// The keys that are trusted, without those that are revoked.
  public List<VerifyingKey> keys() {
    return candidates();
  }

  /// Trusts this key, too; stands for `ostree_sign_add_pk`.
  public Verifier withKey(VerifyingKey key) {
    return new Verifier(engine, plus(trusted, List.of(key)), revoked);
  }

  /// Trusts the key that this text writes, too.
  ///
  /// @throws SignException.InvalidKey when it writes none
  public Verifier withKey(String text) throws SignException.InvalidKey {
    return withKey(engine.publicKey(text));
  }

  /// Never trusts this key.
  public Verifier withRevoked(VerifyingKey key) {
    return new Verifier(engine, trusted, plus(revoked, List.of(key)));
  }

  /// Trusts the keys in this file, too; stands for `ostree_sign_load_pk` with `filename`. What is
  /// no key in it is passed over.
  ///
  /// @throws SignException.InvalidKeyFile when it is not there or has no key in it
  public Verifier withKeyFile(Path file) throws IOException {
    List<VerifyingKey> keys = KeyFiles.publicKeys(engine, file);
    if (keys.isEmpty()) {
      throw new SignException.InvalidKeyFile(
          file, "signature: " + engine.name() + ": no valid keys in file '" + file + "'");
    }
    return new Verifier(engine, plus(trusted, keys), revoked);
  }

  /// Trusts the keys in `trusted.ENGINE` and in the files of `trusted.ENGINE.d` below this
  /// directory, and never those in `revoked.ENGINE` and `revoked.ENGINE.d`; stands for
  /// `ostree_sign_load_pk` with `basedir`. What is not there is passed over, as is what is no key.
  public Verifier withKeyDirectory(Path directory) throws IOException {
    return new Verifier(
        engine,
        plus(trusted, KeyFiles.directory(engine, directory, "trusted")),
        plus(revoked, KeyFiles.directory(engine, directory, "revoked")));
  }

  /// Never trusts the keys in `revoked.ENGINE` and in the files of `revoked.ENGINE.d` below this
  /// directory.
  public Verifier withRevocations(Path directory) throws IOException {
    return new Verifier(
        engine, trusted, plus(revoked, KeyFiles.directory(engine, directory, "revoked")));
  }

  /// Trusts the keys of this machine: those in the directories `/etc/ostree` and
  /// `/usr/share/ostree`.
  public Verifier withSystemKeys() throws IOException {
    Verifier result = this;
    for (Path directory : KeyFiles.SYSTEM_DIRECTORIES) {
      result = result.withKeyDirectory(directory);
    }
    return result;
  }

  private static Map<String, VerifyingKey> plus(
      Map<String, VerifyingKey> keys, List<VerifyingKey> more) {
    var all = new LinkedHashMap<>(keys);
    for (VerifyingKey key : more) {
      all.putIfAbsent(key.name(), key);
    }
    return all;
  }

  /// Judges the signatures of these bytes in a dictionary.
  ///
  /// @throws InterruptedIOException when this thread is interrupted
  public Verdict verify(byte[] data, SignedMetadata metadata) throws InterruptedIOException {
    return verify(data, metadata.signatures(engine.metadataKey()));
  }

  /// The same for bytes which need not lie in the heap, and may be too many for it.
  ///
  /// @throws InterruptedIOException when this thread is interrupted
  public Verdict verify(MemorySegment data, SignedMetadata metadata) throws InterruptedIOException {
    return verify(data, metadata.signatures(engine.metadataKey()));
  }

  /// Judges signatures of these bytes; stands for `ostree_sign_data_verify`.
  ///
  /// @throws InterruptedIOException when this thread is interrupted
  public Verdict verify(byte[] data, List<byte[]> signatures) throws InterruptedIOException {
    return verify(MemorySegment.ofArray(data), signatures);
  }

  private Verdict verify(MemorySegment data, List<byte[]> signatures)
      throws InterruptedIOException {
    String name = engine.name();
    if (signatures.isEmpty()) {
      return new Verdict.Unsigned(name, name + ": no signatures found");
    }
    if (trusted.isEmpty()) {
      return new Verdict.Keyless(name, "signature: " + name + ": no keys loaded");
    }
    if (signatures.size() > SIGNATURES_MAX) {
      return new Verdict.Malformed(
          name, name + ": more than " + SIGNATURES_MAX + " signatures: " + signatures.size());
    }
    return judge(data, signatures);
  }

  private Verdict judge(MemorySegment data, List<byte[]> signatures) throws InterruptedIOException {
    List<VerifyingKey> candidates = candidates();
    Optional<String> fault = Optional.empty();
    for (byte[] signature : signatures) {
      Optional<String> own = engine.fault(signature);
      Optional<VerifyingKey> maker =
          own.isEmpty() ? maker(candidates, data, signature) : Optional.empty();
      if (maker.isPresent()) {
        return new Verdict.Trusted(engine.name(), maker.get(), engine.success(maker.get()));
      }
      fault = fault.isEmpty() ? own : fault;
    }
    return fault.isPresent()
        ? new Verdict.Malformed(engine.name(), fault.get())
        : untrusted(candidates, signatures.size());
  }

  private List<VerifyingKey> candidates() {
    var left = new ArrayList<VerifyingKey>();
    for (VerifyingKey key : trusted.values()) {
      if (!revoked.containsKey(key.name())) {
        left.add(key);
      }
    }
    return left;
  }

  private static Optional<VerifyingKey> maker(
      List<VerifyingKey> candidates, MemorySegment data, byte[] signature)
      throws InterruptedIOException {
    for (VerifyingKey key : candidates) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while verifying signatures");
      }
      if (key.verifies(data, signature)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private Verdict untrusted(List<VerifyingKey> tried, int signatures) {
    String message =
        tried.isEmpty()
            ? engine.name() + ": Signature couldn't be verified: all trusted keys are revoked"
            : engine.failure(tried, signatures);
    return new Verdict.Untrusted(engine.name(), tried, message);
  }
}
