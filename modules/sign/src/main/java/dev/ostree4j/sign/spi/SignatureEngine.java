// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign.spi;

import dev.ostree4j.sign.SignException;
import dev.ostree4j.sign.Signer;
import java.util.List;
import java.util.Optional;

/// A kind of signature: how its keys are written, and what it says of a verification. Stands for an
/// implementation of `OstreeSign`.
///
/// Engines are immutable and safe to share.
///
/// @since 0.1
public interface SignatureEngine {
  /// The name people choose it by, such as `ed25519`; stands for `ostree_sign_get_name`.
  String name();

  /// The key of the dictionary under which its signatures lie, a list of byte arrays (`aay`);
  /// stands for `ostree_sign_metadata_key`.
  default String metadataKey() {
    return "ostree.sign." + name();
  }

  /// The public key that a text writes.
  ///
  /// @throws SignException.InvalidKey when it writes none
  VerifyingKey publicKey(String text) throws SignException.InvalidKey;

  /// Signs with the secret key that a text writes.
  ///
  /// @throws SignException.InvalidKey when it writes none
  /// @throws SignException.EngineDisabled when this engine may not sign here
  Signer signer(String text) throws SignException;

  /// The texts in a file which may write public keys, in order; not all of them need to be keys.
  List<String> publicKeyTexts(byte[] file);

  /// The same for secret keys.
  List<String> secretKeyTexts(byte[] file);

  /// What is wrong with the form of a signature, whatever it signs.
  default Optional<String> fault(byte[] signature) {
    return Optional.empty();
  }

  /// What is said when a signature is good.
  default String success(VerifyingKey key) {
    return name() + ": Signature verified successfully with key '" + key.name() + "'";
  }

  /// What is said when signatures are there and none is good.
  ///
  /// @param tried the keys that were tried, at least one
  /// @param signatures how many signatures there are
  default String failure(List<VerifyingKey> tried, int signatures) {
    return FailureText.of(name(), tried);
  }
}
