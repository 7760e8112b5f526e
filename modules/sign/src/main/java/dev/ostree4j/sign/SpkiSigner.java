// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.security.PrivateKey;

/// Signs with a PKCS#8 key.
record SpkiSigner(SpkiAlgorithm algorithm, PrivateKey key) implements Signer {
  @Override
  public String engine() {
    return SpkiEngine.NAME;
  }

  @Override
  public String metadataKey() {
    return "ostree.sign.spki";
  }

  @Override
  public byte[] sign(byte[] data) throws SignException {
    return algorithm.sign(key, data);
  }
}
