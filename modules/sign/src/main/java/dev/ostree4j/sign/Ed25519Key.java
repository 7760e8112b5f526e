// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.VerifyingKey;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/// A raw public key of 32 bytes. That they need not be a point of the curve is not asked before a
/// signature is: with some that are none, nothing verifies.
record Ed25519Key(String name) implements VerifyingKey {
  Ed25519Key(byte[] raw) {
    this(HexFormat.of().formatHex(raw));
  }

  @Override
  public boolean verifies(byte[] data, byte[] signature) {
    return Ed25519.verifies(HexFormat.of().parseHex(name), data, signature);
  }

  @Override
  public boolean verifies(MemorySegment data, byte[] signature) {
    return Ed25519.verifies(HexFormat.of().parseHex(name), data, signature);
  }
}
