// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Raw ed25519: keys of 32 and 64 bytes, written in base64, signatures of 64 bytes.
final class Ed25519Engine implements SignatureEngine {
  static final String NAME = "ed25519";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public VerifyingKey publicKey(String text) throws SignException.InvalidKey {
    return new Ed25519Key(decode(text, "public", Ed25519.PUBLIC_BYTES));
  }

  @Override
  public Signer signer(String text) throws SignException.InvalidKey {
    byte[] secret = decode(text, "secret", Ed25519.SEED_BYTES + Ed25519.PUBLIC_BYTES);
    var signer = new Ed25519Signer(Arrays.copyOf(secret, Ed25519.SEED_BYTES));
    byte[] owner = Arrays.copyOfRange(secret, Ed25519.SEED_BYTES, secret.length);
    if (!signer.belongsTo(owner)) {
      throw new SignException.InvalidKey(
          NAME, "the second half of the secret key is not the public key of the first half");
    }
    return signer;
  }

  private static byte[] decode(String text, String kind, int size) throws SignException.InvalidKey {
    Optional<byte[]> bytes = KeyLines.decode(text);
    if (bytes.isEmpty()) {
      throw new SignException.InvalidKey(NAME, "a " + kind + " key is written in base64");
    }
    int length = bytes.get().length;
    if (length != size) {
      throw new SignException.InvalidKey(
          NAME, "a " + kind + " key has " + size + " bytes, this one " + length);
    }
    return bytes.get();
  }

  @Override
  public List<String> publicKeyTexts(byte[] file) {
    return KeyLines.words(file);
  }

  @Override
  public List<String> secretKeyTexts(byte[] file) {
    return KeyLines.words(file);
  }

  @Override
  public Optional<String> fault(byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_BYTES
        ? Optional.empty()
        : Optional.of(
            "ed25519: Invalid signature length of "
                + signature.length
                + " bytes, expected "
                + Ed25519.SIGNATURE_BYTES);
  }
}
