// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import java.util.HexFormat;

/// Bytes for tests, written as hexadecimal digits with blanks where the reader likes them.
final class Hexes {
  private Hexes() {}

  static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// The checksum whose digits are all the same.
  static Checksum checksum(char digit) {
    return Checksum.parse(String.valueOf(digit).repeat(64));
  }
}
