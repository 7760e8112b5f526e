// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.checksum.Pieces;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/// What kinds of keys there are, and what each signs with.
enum SpkiAlgorithm {
  ED25519("Ed25519", "Ed25519"),
  ED448("Ed448", "Ed448"),
  RSA("RSA", "SHA256withRSA"),
  EC("EC", "SHA256withECDSA");

  private final String keyName;
  private final String signatureName;

  SpkiAlgorithm(String keyName, String signatureName) {
    this.keyName = keyName;
    this.signatureName = signatureName;
  }

  /// The key of this kind that the bytes write, if they write one.
  Optional<SpkiKey> publicKey(byte[] der) {
    try {
      PublicKey key = factory().generatePublic(new X509EncodedKeySpec(der));
      return Optional.of(new SpkiKey(this, key));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  /// A signer with the key of this kind that the bytes write, if they write one.
  Optional<SpkiSigner> signer(byte[] der) {
    try {
      PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(der));
      return Optional.of(new SpkiSigner(this, key));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    }
  }

  /// Ed448 copies the data, which nobody signs with here but who says so in the key.
  boolean verifies(PublicKey key, MemorySegment data, byte[] signature) {
    if (this == ED25519) {
      byte[] der = key.getEncoded();
      byte[] raw = Arrays.copyOfRange(der, der.length - Ed25519.PUBLIC_BYTES, der.length);
      return Ed25519.verifies(raw, data, signature);
    }
    try {
      Signature verification = Signature.getInstance(signatureName);
      verification.initVerify(key);
      for (ByteBuffer piece : new Pieces(data)) {
        verification.update(piece);
      }
      return verification.verify(signature);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    } catch (GeneralSecurityException e) {
      return false; // What is no signature of such a key is said with an exception.
    }
  }

  byte[] sign(PrivateKey key, byte[] data) throws SignException.InvalidKey {
    try {
      Signature signature = Signature.getInstance(signatureName);
      signature.initSign(key);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new SignException.InvalidKey(
          SpkiEngine.NAME, "this " + keyName + " key cannot sign: " + e.getMessage());
    }
  }

  private KeyFactory factory() {
    try {
      return KeyFactory.getInstance(keyName);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
