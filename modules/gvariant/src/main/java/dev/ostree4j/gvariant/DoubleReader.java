// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.math.BigDecimal;

/// Reads a floating-point number as C's `strtod` does: decimal, hexadecimal, `inf` or `nan`. What
/// it cannot read is left over.
final class DoubleReader {
  private final String token;
  private double value;
  private boolean outOfRange;
  private int end;

  DoubleReader(String token) {
    this.token = token;
    boolean signed = token.startsWith("-") || token.startsWith("+");
    int start = signed ? 1 : 0;
    if (!word(start, "infinity", Double.POSITIVE_INFINITY)
        && !word(start, "inf", Double.POSITIVE_INFINITY)
        && !word(start, "nan", Double.NaN)) {
      boolean isHex = token.regionMatches(true, start, "0x", 0, 2);
      if (!isHex || !number(start, start + 2, 16)) {
        number(start, start, 10);
      }
    }
    if (token.startsWith("-")) {
      long bits = Double.doubleToRawLongBits(value) | Long.MIN_VALUE;
      value = Double.longBitsToDouble(bits);
    }
  }

  private boolean word(int start, String word, double meaning) {
    if (!token.regionMatches(true, start, word, 0, word.length())) {
      return false;
    }
    value = meaning;
    end = start + word.length();
    return true;
  }

  /// Reads digits, perhaps a fraction, perhaps an exponent; false when there is no digit.
  private boolean number(int start, int first, int radix) {
    int position = digits(first, radix);
    int count = position - first;
    if (position < token.length() && token.charAt(position) == '.') {
      int fraction = digits(position + 1, radix);
      count += fraction - position - 1;
      position = count > 0 ? fraction : position;
    }
    if (count == 0) {
      return false;
    }
    int mantissaEnd = position;
    end = exponent(mantissaEnd, radix == 16 ? 'p' : 'e');
    String text = token.substring(start, end);
    convert(radix == 16 && end == mantissaEnd ? text + "p0" : text, radix);
    return true;
  }

  private int digits(int from, int radix) {
    int position = from;
    while (position < token.length() && Character.digit(token.charAt(position), radix) >= 0) {
      position++;
    }
    return position;
  }

  private int exponent(int from, char letter) {
    if (from == token.length() || Character.toLowerCase(token.charAt(from)) != letter) {
      return from;
    }
    int position = from + 1;
    if (position < token.length() && "+-".indexOf(token.charAt(position)) >= 0) {
      position++;
    }
    int last = digits(position, 10);
    return last > position ? last : from;
  }

  private void convert(String text, int radix) {
    value = Double.parseDouble(text);
    outOfRange = Double.isInfinite(value) || (isSubnormal() && !isExact(text, radix));
  }

  private boolean isSubnormal() {
    return value != 0 && value < Double.MIN_NORMAL;
  }

  /// C reports numbers too small for full precision as out of range, unless they are exact.
  private boolean isExact(String text, int radix) {
    return radix == 16 || new BigDecimal(text).compareTo(new BigDecimal(value)) == 0;
  }

  boolean isOutOfRange() {
    return outOfRange;
  }

  /// Where reading stopped; the start when there is no number.
  int end() {
    return end;
  }

  double value() {
    return value;
  }
}
