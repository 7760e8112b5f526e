// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// Strings and byte strings between quotes.
final class Escapes {
  private static final String HEX = "0123456789abcdef";

  /// The control characters which have a letter of their own, from BEL (7) to CR (13).
  private static final String CONTROL_LETTERS = "abtnvfr";

  private Escapes() {}

  /// Appends a text, between double quotes only when it has a single one inside.
  static void quote(StringBuilder out, String text) {
    char quote = text.indexOf('\'') >= 0 ? '"' : '\'';
    out.append(quote);
    int position = 0;
    while (position < text.length()) {
      int point = text.codePointAt(position);
      position += Character.charCount(point);
      if (point == quote || point == '\\') {
        out.append('\\');
      }
      if (isPrintable(point)) {
        out.appendCodePoint(point);
      } else {
        escape(out, point);
      }
    }
    out.append(quote);
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }

  private static void escape(StringBuilder out, int point) {
    out.append('\\');
    if (point >= 7 && point <= 13) {
      out.append(CONTROL_LETTERS.charAt(point - 7));
      return;
    }
    int digits = point < 0x10000 ? 4 : 8;
    out.append(digits == 4 ? 'u' : 'U');
    for (int i = digits - 1; i >= 0; i--) {
      out.append(HEX.charAt(point >>> 4 * i & 15));
    }
  }

  /// Appends bytes, as `b'…'`; those that are not ASCII in octal.
  static void quoteBytes(StringBuilder out, byte[] bytes, int end) {
    char quote = '\'';
    for (int i = 0; i < end; i++) {
      quote = bytes[i] == '\'' ? '"' : quote;
    }
    out.append('b').append(quote);
    for (int i = 0; i < end; i++) {
      appendByte(out, bytes[i] & 0xff);
    }
    out.append(quote);
  }

  private static void appendByte(StringBuilder out, int value) {
    if (value == '\\' || value == '"') {
      out.append('\\').append((char) value);
    } else if (value >= ' ' && value < 0x7f) {
      out.append((char) value);
    } else if (value > 7 && value <= 13) {
      out.append('\\').append(CONTROL_LETTERS.charAt(value - 7));
    } else {
      out.append('\\').append(HEX.charAt(value >> 6)).append(HEX.charAt(value >> 3 & 7));
      out.append(HEX.charAt(value & 7));
    }
  }

  /// The character which a backslash and this letter write, or −1.
  static int unescape(int letter) {
    int index = CONTROL_LETTERS.indexOf(letter);
    return index < 0 ? -1 : index + 7;
  }
}
