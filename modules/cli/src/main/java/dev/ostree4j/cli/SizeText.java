// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Sizes for people: SI units, one decimal, a no-break space before the unit.
final class SizeText {
  private static final String UNITS = "kMGTPE";
  private static final int STEP = 1000;

  private SizeText() {}

  static String of(long bytes) {
    if (bytes == 1) {
      return "1 byte";
    }
    if (bytes >= 0 && bytes < STEP) {
      return bytes + " bytes";
    }
    double value = bytes < 0 ? bytes + 0x1p64 : bytes;
    int unit = -1;
    double divisor = 1;
    while (unit + 1 < UNITS.length() && value >= divisor * STEP) {
      divisor *= STEP;
      unit++;
    }
    BigDecimal rounded = new BigDecimal(value / divisor).setScale(1, RoundingMode.HALF_EVEN);
    return rounded.toPlainString() + "\u00a0" + UNITS.charAt(unit) + "B";
  }
}
