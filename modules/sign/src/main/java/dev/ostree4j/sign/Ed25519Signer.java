// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.security.PrivateKey;

/// Signs with a seed of 32 bytes.
final class Ed25519Signer implements Signer {
  private final PrivateKey key;

  Ed25519Signer(byte[] seed) {
    key = Ed25519.secretKey(seed);
  }

  /// Whether this is the public key of the seed. A signature is made with both; one made with the
  /// wrong public key would give the seed away, and one that nobody can verify helps nobody.
  boolean belongsTo(byte[] publicKey) {
    byte[] probe = new byte[0];
    return Ed25519.verifies(publicKey, probe, sign(probe));
  }

  @Override
  public String engine() {
    return Ed25519Engine.NAME;
  }

  @Override
  public String metadataKey() {
    return "ostree.sign.ed25519";
  }

  @Override
  public byte[] sign(byte[] data) {
    return Ed25519.sign(key, data);
  }
}
