// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// Fresh keys for tests, as text.
///
/// @param secret what signs
/// @param open what verifies
record Keys(String secret, String open) {
  static Keys ed25519() {
    KeyPair pair = pair("Ed25519", "");
    byte[] seed = tail(pair.getPrivate().getEncoded());
    byte[] open = tail(pair.getPublic().getEncoded());
    byte[] secret = Arrays.copyOf(seed, 64);
    System.arraycopy(open, 0, secret, 32, 32);
    return new Keys(base64(secret), base64(open));
  }

  /// Of `Ed25519`, `Ed448`, `RSA` or an EC curve.
  static Keys spki(String algorithm, String curve) {
    KeyPair pair = pair(algorithm, curve);
    return new Keys(base64(pair.getPrivate().getEncoded()), base64(pair.getPublic().getEncoded()));
  }

  private static KeyPair pair(String algorithm, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (!curve.isEmpty()) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] tail(byte[] der) {
    return Arrays.copyOfRange(der, der.length - 32, der.length);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String pem(String label, String base64) {
    String body = base64.replaceAll("(.{64})", "$1\n");
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
