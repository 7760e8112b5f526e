// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.VerifyingKey;
import java.lang.foreign.MemorySegment;
import java.security.PublicKey;
import java.util.HexFormat;

/// A public key. Its name is its DER form as we write it, so that a revoked key cannot come back in
/// another spelling.
record SpkiKey(SpkiAlgorithm algorithm, PublicKey key) implements VerifyingKey {
  @Override
  public String name() {
    return HexFormat.of().formatHex(key.getEncoded());
  }

  @Override
  public boolean verifies(byte[] data, byte[] signature) {
    return verifies(MemorySegment.ofArray(data), signature);
  }

  @Override
  public boolean verifies(MemorySegment data, byte[] signature) {
    return algorithm.verifies(key, data, signature);
  }
}
