// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.SignatureEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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

  /// Signers with all secret keys in a file, in order: lines of base64 for `ed25519`, PEM blocks
  /// for `spki`.
  ///
  /// @throws SignException.InvalidKeyFile when it is not there or has no key in it
  /// @throws SignException.InvalidKey when something in it looks like a key and is none, since what
  ///     was meant to be signed with it would not be
  static List<Signer> fromFile(SignatureEngine engine, Path file) throws IOException {
    return KeyFiles.signers(engine, file);
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
