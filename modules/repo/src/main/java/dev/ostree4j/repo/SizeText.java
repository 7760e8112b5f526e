// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// Sizes for people in powers of a thousand: `999 bytes`, `4.1 kB`, with a no-break space before
/// the unit where it has a decimal.
///
/// Stands for `g_format_size`, and rounds as that does.
///
/// @since 0.1
public final class SizeText {
  private static final String UNITS = "kMGTPE";
  private static final int STEP = 1000;

  private SizeText() {}

  /// The text for a size.
  ///
  /// @param bytes as an unsigned number
  public static String of(long bytes) {
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
    long tenths = tenths(value / divisor);
    return tenths / 10 + "." + tenths % 10 + "\u00a0" + UNITS.charAt(unit) + "B";
  }

  /// The nearest number of tenths, the even one of two: of the number itself, not of what is left
  /// of ten times the number when it is rounded to a `double`.
  ///
  /// @param value less than 2⁴⁰
  private static long tenths(double value) {
    double product = value * 10;
    double lost = Math.fma(value, 10, -product);
    double floor = Math.floor(product);
    // Only a product that seems to lie in the middle can be rounded to the wrong side.
    boolean middle = product - floor == 0.5;
    if (middle && lost != 0) {
      return (long) (lost > 0 ? floor + 1 : floor);
    }
    return (long) Math.rint(product);
  }
}
