// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.Signer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;

/// An ed25519 key pair which lives as long as a test.
record TestKey(String publicText, Signer signer) {
  private static final int HALF_BYTES = 32;

  static TestKey make() throws IOException {
    KeyPair pair;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    byte[] open = tail(pair.getPublic().getEncoded());
    byte[] secret = Arrays.copyOf(tail(pair.getPrivate().getEncoded()), 2 * HALF_BYTES);
    System.arraycopy(open, 0, secret, HALF_BYTES, HALF_BYTES);
    return new TestKey(
        text(open), SignatureEngines.standard().resolve("ed25519").signer(text(secret)));
  }

  /// Both DER forms end in the 32 bytes which count.
  private static byte[] tail(byte[] der) {
    return Arrays.copyOfRange(der, der.length - HALF_BYTES, der.length);
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
