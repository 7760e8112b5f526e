// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.VerifyingKey;
import java.util.List;

/// What a [Verifier] says of the signatures of some bytes. One good signature is enough.
///
/// @since 0.1
public sealed interface Verdict {
  /// The name of the engine.
  String engine();

  /// One line for people and for scripts that read the C program's.
  String message();

  /// A trusted key made one of the signatures.
  ///
  /// @param engine the name of the engine
  /// @param key the key
  /// @param message says so
  record Trusted(String engine, VerifyingKey key, String message) implements Verdict {}

  /// No trusted key made any of the signatures: others made them, or the bytes were changed. A
  /// signature does not tell which.
  ///
  /// @param engine the name of the engine
  /// @param tried the keys that were tried; none when all are revoked
  /// @param message says so
  record Untrusted(String engine, List<VerifyingKey> tried, String message) implements Verdict {
    /// Copies the list.
    public Untrusted {
      tried = List.copyOf(tried);
    }
  }

  /// No signature is good, and at least one cannot even be a signature.
  ///
  /// @param engine the name of the engine
  /// @param message what is wrong with it
  record Malformed(String engine, String message) implements Verdict {}

  /// There are no signatures of this engine.
  ///
  /// @param engine the name of the engine
  /// @param message says so
  record Unsigned(String engine, String message) implements Verdict {}

  /// There are no keys to try.
  ///
  /// @param engine the name of the engine
  /// @param message says so
  record Keyless(String engine, String message) implements Verdict {}
}
