// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import dev.ostree4j.sign.OpenPgpSignature;

/// The algorithms of OpenPGP by number: how GPGME calls them, and which ones count.
final class Algorithms {
  private static final int MD5 = 1;

  private Algorithms() {}

  static String key(int number) {
    return switch (number) {
      case 1 -> "RSA";
      case 2 -> "RSA-E";
      case 3 -> "RSA-S";
      case 16 -> "ELG-E";
      case 17 -> "DSA";
      case 18 -> "ECDH";
      case 19 -> "ECDSA";
      case 20 -> "ELG";
      case 22 -> "EdDSA";
      default -> OpenPgpSignature.UNKNOWN_NAME;
    };
  }

  static String hash(int number) {
    return switch (number) {
      case MD5 -> "MD5";
      case 2 -> "SHA1";
      case 3 -> "RIPEMD160";
      case 8 -> "SHA256";
      case 9 -> "SHA384";
      case 10 -> "SHA512";
      case 11 -> "SHA224";
      default -> OpenPgpSignature.UNKNOWN_NAME;
    };
  }

  /// Whether keys of this kind can sign; 27 and 28 are the newer names of Ed25519 and Ed448.
  static boolean canSign(int keyAlgorithm) {
    return switch (keyAlgorithm) {
      case 1, 3, 17, 19, 22, 27, 28 -> true;
      default -> false;
    };
  }

  /// Whether a signature over such a hash is worth anything. GnuPG refuses MD5 and still takes
  /// SHA-1.
  static boolean isStrong(int hashAlgorithm) {
    return switch (hashAlgorithm) {
      case 2, 3, 8, 9, 10, 11 -> true;
      default -> false;
    };
  }
}
