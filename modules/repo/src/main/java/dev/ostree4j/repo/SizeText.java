// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// Sizes for people, in powers of a thousand with one decimal: `4.1 kB`.
final class SizeText {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  /// Keeps number and unit on one line.
  private static final char NO_BREAK_SPACE = '\u00a0';

  private SizeText() {}

  static String of(long bytes) {
    if (bytes < 1000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    int unit = 0;
    double scaled = bytes / 1000.0;
    while (scaled >= 1000 && unit < UNITS.length - 1) {
      scaled /= 1000;
      unit++;
    }
    long tenths = Math.round(scaled * 10);
    return tenths / 10 + "." + tenths % 10 + NO_BREAK_SPACE + UNITS[unit];
  }
}
