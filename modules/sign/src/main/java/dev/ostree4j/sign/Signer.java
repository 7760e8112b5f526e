// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.io.IOException;

/// Signs with one secret key.
///
/// @since 0.1
public interface Signer {
  /// Signs with a key of one of the built-in engines, as [SignatureEngines#ofProcess()] knows them.
  ///
  /// @param engine its name, such as `ed25519`
  /// @param secret the secret key, written as the engine wants it
  /// @throws SignException when there is no such engine, or the text writes no key of it
  static Signer of(String engine, String secret) throws SignException {
    return SignatureEngines.ofProcess().resolve(engine).signer(secret);
  }

  /// The name of the engine.
  String engine();

  /// The key of the dictionary under which its signatures lie.
  String metadataKey();

  /// Signs bytes; stands for `ostree_sign_data`.
  ///
  /// @throws IOException when the key lies with another program, which fails
  byte[] sign(byte[] data) throws IOException;
}
