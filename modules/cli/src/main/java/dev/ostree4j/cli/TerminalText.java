// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// Makes text from a repository harmless for a terminal.
final class TerminalText {
  private TerminalText() {}

  /// Shows control characters, and characters that turn the direction of writing, as `\xNN` or
  /// `U+NNNN`; line feed and tab stay.
  static String escape(String text) {
    int i = 0;
    while (i < text.length() && isHarmless(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    var result = new StringBuilder(text.length() + 16).append(text, 0, i);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmless(c)) {
        result.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        result.append(c).append(text.charAt(++i));
      } else {
        appendEscaped(result, c);
      }
    }
    return result.toString();
  }

  private static void appendEscaped(StringBuilder result, char c) {
    // A lone low surrogate stands for one byte of a name that is no UTF-8.
    int code = c >= 0xDC80 && c <= 0xDCFF ? c - 0xDC00 : c;
    if (code < 0x100) {
      result.append("\\x").append(Character.forDigit(code >> 4, 16));
      result.append(Character.forDigit(code & 15, 16));
    } else {
      result.append("U+").append(Integer.toHexString(code));
    }
  }

  private static boolean isHarmless(char c) {
    if (c < 0x20) {
      return c == '\n' || c == '\t';
    }
    if (c >= 0x7F && c < 0xA0) {
      return false;
    }
    if (Character.isSurrogate(c)) {
      return false;
    }
    boolean turnsDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !turnsDirection;
  }
}
