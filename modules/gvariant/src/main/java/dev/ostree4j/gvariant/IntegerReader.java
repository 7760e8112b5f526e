// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// Reads an integer as C's `strtoull` does with base 0, after a minus sign of its own: `0x`
/// starts hexadecimal, another `0` octal. What it cannot read is left over.
final class IntegerReader {
  private final String token;
  private final boolean negative;
  private long size;
  private boolean outOfRange;
  private int end;

  IntegerReader(String token) {
    this.token = token;
    boolean minus = token.startsWith("-");
    end = minus ? 1 : 0;
    boolean inner = end < token.length() && token.charAt(end) == '-';
    int digits = inner || (end < token.length() && token.charAt(end) == '+') ? end + 1 : end;
    read(digits);
    if (inner) {
      size = -size;
    }
    negative = minus && size != 0;
  }

  private void read(int from) {
    boolean isHex = token.startsWith("0x", from) || token.startsWith("0X", from);
    int radix = isHex ? 16 : token.startsWith("0", from) ? 8 : 10;
    int position = isHex ? from + 2 : from;
    int first = position;
    while (position < token.length()) {
      int digit = Character.digit(token.charAt(position), radix);
      if (digit < 0) {
        break;
      }
      outOfRange |= Long.compareUnsigned(size, Long.divideUnsigned(-1L - digit, radix)) > 0;
      size = size * radix + digit;
      position++;
    }
    if (position > first) {
      end = position;
    } else if (isHex) {
      // The zero alone is a number; the x is left over.
      end = from + 1;
    }
  }

  /// Whether it needs more than 64 bits.
  boolean isOutOfRange() {
    return outOfRange;
  }

  /// Where reading stopped; the start when there is no number.
  int end() {
    return end;
  }

  /// Whether an integer type can hold the number.
  boolean fits(char kind) {
    return switch (kind) {
      case 'y' -> !negative && unsignedAtMost(0xff);
      case 'q' -> !negative && unsignedAtMost(0xffff);
      case 'u' -> !negative && unsignedAtMost(0xffff_ffffL);
      case 't' -> !negative;
      case 'n' -> signedAtMost(Short.MAX_VALUE);
      case 'x' -> signedAtMost(Long.MAX_VALUE);
      default -> signedAtMost(Integer.MAX_VALUE);
    };
  }

  private boolean unsignedAtMost(long limit) {
    return Long.compareUnsigned(size, limit) <= 0;
  }

  private boolean signedAtMost(long limit) {
    return Long.compareUnsigned(negative ? size - 1 : size, limit) <= 0;
  }

  /// The bits of the number.
  long value() {
    return negative ? -size : size;
  }
}
