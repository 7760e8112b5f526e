// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// Makes keys, and all that may be said of them, one packet at a time, for tests.
///
/// Times are days after the key was made; a subkey is another [TestKey].
final class TestKey {
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  static final int CERTIFY = 1;
  static final int SIGN = 2;

  private final PGPPublicKey publicKey;
  private final PGPPrivateKey privateKey;
  private final ByteArrayOutputStream ring = new ByteArrayOutputStream();
  private int hash = HashAlgorithmTags.SHA256;

  private TestKey(PGPPublicKey publicKey, PGPPrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /// A primary key without anything.
  static TestKey primary() {
    return make(false);
  }

  /// A key to be bound to a primary one.
  static TestKey subkey() {
    return make(true);
  }

  /// A primary key for certifying and signing, with one user.
  static TestKey withUser(String user) {
    return primary().add(user, day(0), hashed -> hashed.setKeyFlags(false, CERTIFY | SIGN));
  }

  private static TestKey make(boolean isSubkey) {
    try {
      var generator = new Ed25519KeyPairGenerator();
      generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
      var pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.EDDSA_LEGACY,
              generator.generateKeyPair(),
              Date.from(CREATED));
      PublicKeyPacket packet = pair.getPublicKey().getPublicKeyPacket();
      PGPPublicKey named = isSubkey ? asSubkey(packet) : pair.getPublicKey();
      var key = new TestKey(named, pair.getPrivateKey());
      if (!isSubkey) {
        key.ring.writeBytes(named.getPublicKeyPacket().getEncoded());
      }
      return key;
    } catch (PGPException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PGPPublicKey asSubkey(PublicKeyPacket key) throws PGPException {
    return new PGPPublicKey(
        new PublicSubkeyPacket(
            PublicKeyPacket.VERSION_4, key.getAlgorithm(), key.getTime(), key.getKey()),
        new BcKeyFingerprintCalculator());
  }

  static Instant day(long days) {
    return CREATED.plusSeconds(days * 86_400);
  }

  TestKey withHash(int algorithm) {
    hash = algorithm;
    return this;
  }

  /// The key ring with all that was added.
  byte[] ring() {
    return ring.toByteArray();
  }

  String fingerprint() {
    return HexFormat.of().withUpperCase().formatHex(publicKey.getFingerprint());
  }

  // What is said of the key.

  /// Adds a user and the key's own word for it.
  TestKey add(String user, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
    return addUser(user).add(certification(user, PGPSignature.POSITIVE_CERTIFICATION, at, more));
  }

  /// Adds a user without any word for it.
  TestKey addUser(String user) {
    return add(Packet.of(Packet.USER_ID, user.getBytes(StandardCharsets.UTF_8)).bytes());
  }

  /// Adds a subkey, bound both ways.
  TestKey add(TestKey subkey, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
    return addSubkey(subkey, at, more.andThen(hashed -> embed(hashed, subkey.backSignature(this))));
  }

  /// Adds a subkey that says nothing itself.
  TestKey addSubkey(TestKey subkey, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
    add(subkey.encoded());
    return add(overSubkey(PGPSignature.SUBKEY_BINDING, subkey, at, more));
  }

  TestKey add(byte[] packets) {
    ring.writeBytes(packets);
    return this;
  }

  private byte[] encoded() {
    try {
      return publicKey.getPublicKeyPacket().getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void embed(PGPSignatureSubpacketGenerator hashed, PGPSignature signature) {
    try {
      hashed.addEmbeddedSignature(false, signature);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Signatures.

  private interface Making {
    PGPSignature run(PGPSignatureGenerator generator) throws PGPException, IOException;
  }

  private PGPSignature make(
      int type, Instant at, Consumer<PGPSignatureSubpacketGenerator> more, Making making) {
    try {
      var generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), hash), publicKey);
      generator.init(type, privateKey);
      var hashed = new PGPSignatureSubpacketGenerator();
      hashed.setIssuerFingerprint(false, publicKey);
      hashed.setSignatureCreationTime(false, Date.from(at));
      more.accept(hashed);
      generator.setHashedSubpackets(hashed.generate());
      return making.run(generator);
    } catch (PGPException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(PGPSignature signature) {
    try {
      return signature.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A signature over a document.
  byte[] sign(byte[] document, Instant at) {
    return sign(PGPSignature.BINARY_DOCUMENT, document, at, hashed -> {});
  }

  byte[] sign(
      int type, byte[] document, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
    return bytes(
        make(
            type,
            at,
            more,
            generator -> {
              generator.update(document);
              return generator.generate();
            }));
  }

  /// A signature on one of its own users.
  byte[] certification(
      String user, int type, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
    return bytes(
        make(type, at, more, generator -> generator.generateCertification(user, publicKey)));
  }

  /// A signature on itself or on another primary key.
  byte[] overKey(
      int type, TestKey other, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
    return bytes(
        make(type, at, more, generator -> generator.generateCertification(other.publicKey)));
  }

  byte[] overSubkey(
      int type, TestKey subkey, Instant at, Consumer<PGPSignatureSubpacketGenerator> more) {
    return bytes(
        make(
            type,
            at,
            more,
            generator -> generator.generateCertification(publicKey, subkey.publicKey)));
  }

  private PGPSignature backSignature(TestKey primary) {
    return make(
        PGPSignature.PRIMARYKEY_BINDING,
        CREATED,
        hashed -> {},
        generator -> generator.generateCertification(primary.publicKey, publicKey));
  }

  PGPPublicKey publicKey() {
    return publicKey;
  }
}
