// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Whether a key made a signature: hashes and numbers, no policy.
///
/// All is false that the library cannot compute. It answers broken bytes with whatever exception
/// comes first, so each of them means the same.
final class Mathematics {
  private interface Check {
    boolean run(PGPSignature signature) throws PGPException, IOException;
  }

  private Mathematics() {}

  /// Over a document.
  static boolean isOver(SignatureFacts facts, KeyPacket signer, byte[] document) {
    var verifiers = new TextVerifiers();
    return check(
        facts,
        signer,
        verifiers,
        signature -> {
          if (facts.type() == SignatureFacts.TEXT) {
            verifiers.writeText(document);
          } else {
            signature.update(document);
          }
          return signature.verify();
        });
  }

  /// Over a key, which may be that of the signer.
  static boolean isOverKey(SignatureFacts facts, KeyPacket signer, KeyPacket key) {
    return check(facts, signer, signature -> signature.verifyCertification(key.open()));
  }

  /// Over a user of a key.
  static boolean isOverUser(SignatureFacts facts, KeyPacket signer, Packet user) {
    byte[] name = user.body();
    return check(facts, signer, signature -> signature.verifyCertification(name, signer.open()));
  }

  /// Over a key and one of its subkeys, by either.
  static boolean isOverSubkey(
      SignatureFacts facts, KeyPacket signer, KeyPacket primary, KeyPacket subkey) {
    return check(
        facts, signer, signature -> signature.verifyCertification(primary.open(), subkey.open()));
  }

  private static boolean check(SignatureFacts facts, KeyPacket signer, Check check) {
    return check(facts, signer, new BcPGPContentVerifierBuilderProvider(), check);
  }

  private static boolean check(
      SignatureFacts facts,
      KeyPacket signer,
      PGPContentVerifierBuilderProvider verifiers,
      Check check) {
    if (!fits(facts.keyAlgorithm(), signer.algorithm())) {
      return false;
    }
    try (var in = new BCPGInputStream(new ByteArrayInputStream(facts.packet().bytes()))) {
      PGPPublicKey key = signer.open();
      var signature = new PGPSignature(in);
      signature.init(verifiers, key);
      return check.run(signature);
    } catch (PGPException | IOException | RuntimeException notComputable) {
      return false;
    }
  }

  /// The three numbers of RSA mean the same.
  private static boolean fits(int ofSignature, int ofKey) {
    return ofSignature == ofKey || isRsa(ofSignature) && isRsa(ofKey);
  }

  private static boolean isRsa(int algorithm) {
    return algorithm == 1 || algorithm == 3;
  }
}
