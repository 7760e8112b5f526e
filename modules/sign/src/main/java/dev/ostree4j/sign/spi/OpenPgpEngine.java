// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign.spi;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpImport;
import dev.ostree4j.sign.OpenPgpKey;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.OpenPgpSigner;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Does the work behind [dev.ostree4j.sign.OpenPgp], where each method is described. An engine has
/// no state, and threads may share it.
///
/// @since 0.1
public interface OpenPgpEngine {
  /// Judges signatures.
  List<OpenPgpSignature> verify(
      byte[] signed, List<byte[]> signatures, List<OpenPgpKeyring> keyrings, Instant now)
      throws OpenPgpException;

  /// Lists keys.
  List<OpenPgpKey> keys(List<OpenPgpKeyring> keyrings, Instant now) throws OpenPgpException;

  /// Adds keys to a key ring.
  OpenPgpImport importKeys(
      OpenPgpKeyring target, List<OpenPgpKeyring> sources, List<String> keyIds, Instant now)
      throws OpenPgpException;

  /// Finds a secret key of the program `gpg`.
  OpenPgpSigner signer(String keyId, Optional<Path> home) throws OpenPgpException;

  /// Finds a secret key in a file.
  OpenPgpSigner fileSigner(
      String source,
      byte[] secretKeys,
      Optional<String> keyId,
      char[] passphrase,
      InstantSource clock)
      throws OpenPgpException;

  /// Takes public keys from the program `gpg`.
  OpenPgpKeyring homeKeyring(Set<String> keyIds, Optional<Path> home) throws OpenPgpException;
}
