// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Doubles as text the way C's `%.17g` writes them: seventeen significant digits, which always
/// read back as the same number, without trailing zeros.
final class Doubles {
  private static final int DIGITS = 17;
  private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  private Doubles() {}

  /// The number, with `.0` when it would look like an integer.
  static String print(double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (Double.isNaN(value)) {
      return sign + "nan";
    }
    if (Double.isInfinite(value)) {
      return sign + "inf";
    }
    if (value == 0) {
      return sign + "0.0";
    }
    String text = general(new BigDecimal(Math.abs(value)).round(ROUNDING));
    return sign + (text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text);
  }

  private static String general(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    String digits = withoutTrailingZeros(value.unscaledValue().toString());
    if (exponent < -4 || exponent >= DIGITS) {
      return scientific(digits, exponent);
    }
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    return digits.length() <= whole
        ? digits + "0".repeat(whole - digits.length())
        : digits.substring(0, whole) + "." + digits.substring(whole);
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    int size = Math.abs(exponent);
    String sign = exponent < 0 ? "e-" : "e+";
    return digits.charAt(0) + fraction + sign + (size < 10 ? "0" : "") + size;
  }

  private static String withoutTrailingZeros(String digits) {
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
