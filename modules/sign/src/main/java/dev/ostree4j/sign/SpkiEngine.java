// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.util.List;
import java.util.Optional;

/// Keys as certificates hold them: Ed25519, Ed448, RSA and EC, in PEM files or as base64 of DER.
final class SpkiEngine implements SignatureEngine {
  static final String NAME = "spki";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public VerifyingKey publicKey(String text) throws SignException.InvalidKey {
    byte[] der = decode(text, "public");
    for (SpkiAlgorithm algorithm : SpkiAlgorithm.values()) {
      Optional<SpkiKey> key = algorithm.publicKey(der);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw noKey("SubjectPublicKeyInfo of an Ed25519, Ed448, RSA or EC key");
  }

  @Override
  public Signer signer(String text) throws SignException.InvalidKey {
    byte[] der = decode(text, "secret");
    for (SpkiAlgorithm algorithm : SpkiAlgorithm.values()) {
      Optional<SpkiSigner> signer = algorithm.signer(der);
      if (signer.isPresent()) {
        return signer.get();
      }
    }
    throw noKey("PKCS#8 form, not encrypted, of an Ed25519, Ed448, RSA or EC key");
  }

  private static SignException.InvalidKey noKey(String wanted) {
    return new SignException.InvalidKey(NAME, "the base64 does not write the " + wanted);
  }

  private static byte[] decode(String text, String kind) throws SignException.InvalidKey {
    return KeyLines.decode(text)
        .filter(der -> der.length > 0)
        .orElseThrow(
            () ->
                new SignException.InvalidKey(
                    NAME, "a " + kind + " key is written as base64 of its DER form"));
  }

  @Override
  public List<String> publicKeyTexts(byte[] file) {
    return Pem.bodies(file, "PUBLIC KEY");
  }

  @Override
  public List<String> secretKeyTexts(byte[] file) {
    return Pem.bodies(file, "PRIVATE KEY");
  }
}
