// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.util.Set;

/// Makes OpenPGP signatures with one key: binary, detached.
///
/// @since 0.1
public interface OpenPgpSigner extends Signer {
  /// The fingerprints of the key and of all its subkeys, in upper-case hexadecimal.
  Set<String> fingerprints();
}
