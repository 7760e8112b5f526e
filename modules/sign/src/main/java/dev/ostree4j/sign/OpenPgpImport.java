// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

/// What an import of keys made of a key ring.
///
/// @param keyring the key ring with the keys in it, as it is to be stored
/// @param imported how many keys are new in it; keys that only got news do not count
/// @since 0.1
public record OpenPgpImport(OpenPgpKeyring keyring, int imported) {}
