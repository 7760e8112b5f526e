// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

/// The grammar of names, as loops: compiling patterns would cost each start of the program.
///
/// ```text
/// fragment = word { word | "-" | "." }        word = letter | number | "_"
/// ref      = fragment { "/" fragment }
/// ```
final class NameGrammar {
  private static final int LETTERS_AND_NUMBERS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER
          | 1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private NameGrammar() {}

  static boolean isFragment(String text) {
    return fragmentEnd(text, 0) == text.length();
  }

  static boolean isRef(String text) {
    int position = fragmentEnd(text, 0);
    while (position >= 0 && position < text.length()) {
      position = text.charAt(position) == '/' ? fragmentEnd(text, position + 1) : -1;
    }
    return position == text.length();
  }

  /// Where the fragment that starts here ends, or −1 when none starts here.
  private static int fragmentEnd(String text, int start) {
    int position = start;
    while (position < text.length()) {
      int c = text.codePointAt(position);
      boolean inside = position > start && (c == '-' || c == '.');
      if (!inside && !isWord(c)) {
        break;
      }
      position += Character.charCount(c);
    }
    return position == start ? -1 : position;
  }

  /// Letters and numbers of all scripts, in any of Unicode's classes of them.
  private static boolean isWord(int c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
    return (LETTERS_AND_NUMBERS >> Character.getType(c) & 1) != 0;
  }

  /// The text without one line end. The reference program's pattern ends with `$`, which matches
  /// before a final line end, and its library counts all of Unicode's.
  static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    char last = text.isEmpty() ? 0 : text.charAt(text.length() - 1);
    boolean lineEnd =
        last >= '\n' && last <= '\r' || last == 0x85 || last == 0x2028 || last == 0x2029;
    return lineEnd ? text.substring(0, text.length() - 1) : text;
  }

  /// Whether this is a name like `org.example.Os`: at least two elements, each an identifier.
  static boolean isCollectionId(String text) {
    int elements = 0;
    int position = 0;
    while (position >= 0 && text.length() <= 255) {
      int end = elementEnd(text, position);
      if (end == position) {
        return false;
      }
      elements++;
      if (end == text.length()) {
        return elements >= 2;
      }
      position = text.charAt(end) == '.' ? end + 1 : -1;
    }
    return false;
  }

  private static int elementEnd(String text, int start) {
    int position = start;
    while (position < text.length()) {
      char c = text.charAt(position);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      boolean digit = c >= '0' && c <= '9' && position > start;
      if (!letter && !digit) {
        break;
      }
      position++;
    }
    return position;
  }
}
