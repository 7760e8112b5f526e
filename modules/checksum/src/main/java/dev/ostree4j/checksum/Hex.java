// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import java.nio.charset.StandardCharsets;

/// Lower-case hexadecimal digits, sixteen for each `long`, most significant first.
final class Hex {
  private static final int DIGITS_PER_LONG = 16;

  private Hex() {}

  /// The index of the first character which is not a lower-case digit, or −1.
  static int firstNonDigit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (digit(text.charAt(i)) < 0) {
        return i;
      }
    }
    return -1;
  }

  /// The value of sixteen digits, which the caller has checked.
  static long longAt(String digits, int start) {
    long value = 0;
    for (int i = start; i < start + DIGITS_PER_LONG; i++) {
      value = value << 4 | digit(digits.charAt(i));
    }
    return value;
  }

  static void put(long value, byte[] target, int start) {
    for (int i = 0; i < DIGITS_PER_LONG; i++) {
      int nibble = (int) (value >>> 60 - 4 * i) & 0xf;
      target[start + i] = (byte) (nibble < 10 ? '0' + nibble : 'a' - 10 + nibble);
    }
  }

  static String ascii(byte[] digits) {
    // The one-byte charset is copied as it is; nothing is decoded.
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
