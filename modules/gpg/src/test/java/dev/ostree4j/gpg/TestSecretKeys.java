// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// A file of secret keys, for tests.
record TestSecretKeys(byte[] bytes, byte[] publicBytes) {
  private static final int RSA_BITS = 2048;

  static TestSecretKeys ed25519(String user, char[] passphrase) {
    var generator = new Ed25519KeyPairGenerator();
    generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
    return make(PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), user, passphrase);
  }

  static TestSecretKeys rsa(String user) {
    var generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(
            BigInteger.valueOf(65537), new SecureRandom(), RSA_BITS, 80));
    return make(PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair(), user, new char[0]);
  }

  private static TestSecretKeys make(
      int algorithm, AsymmetricCipherKeyPair keys, String user, char[] passphrase) {
    try {
      var pair =
          new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, keys, Date.from(TestKey.CREATED));
      PGPDigestCalculator sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
      var encryptor =
          passphrase.length == 0
              ? null
              : new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256, sha1)
                  .build(passphrase);
      var generator =
          new PGPKeyRingGenerator(
              PGPSignature.POSITIVE_CERTIFICATION,
              pair,
              user,
              sha1,
              null,
              null,
              new BcPGPContentSignerBuilder(algorithm, HashAlgorithmTags.SHA256),
              encryptor);
      var secret = new ByteArrayOutputStream();
      generator.generateSecretKeyRing().encode(secret);
      var open = new ByteArrayOutputStream();
      generator.generatePublicKeyRing().encode(open);
      return new TestSecretKeys(secret.toByteArray(), open.toByteArray());
    } catch (PGPException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
