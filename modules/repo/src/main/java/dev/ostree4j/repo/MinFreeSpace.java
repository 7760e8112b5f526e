// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// Reads `core.min-free-space-size`: digits and a unit, `MB`, `GB` or `TB`, which are powers of
/// two.
final class MinFreeSpace {
  private MinFreeSpace() {}

  static long parseBytes(String text) throws RepoException.InvalidConfig {
    int digits = text.length() - 2;
    if (digits < 1 || text.charAt(digits + 1) != 'B' || !isNumber(text.substring(0, digits))) {
      throw malformed(text);
    }
    int shift =
        switch (text.charAt(digits)) {
          case 'M' -> 20;
          case 'G' -> 30;
          case 'T' -> 40;
          default -> throw malformed(text);
        };
    String number = text.substring(0, digits);
    // Nineteen digits may be too many for a long, and any of them is too much.
    long value = number.length() > 18 ? Long.MAX_VALUE : Long.parseLong(number);
    if (value > Long.MAX_VALUE >> shift) {
      throw new RepoException.InvalidConfig(
          "Invalid min-free-space-size '" + text + "': Value was too high");
    }
    return value << shift;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static RepoException.InvalidConfig malformed(String text) {
    return new RepoException.InvalidConfig(
        "Invalid min-free-space-size '"
            + text
            + "': It should be of the format '123MB', '123GB' or '123TB'");
  }
}
