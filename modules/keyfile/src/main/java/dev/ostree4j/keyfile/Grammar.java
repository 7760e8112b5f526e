// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

/// Which names groups and keys may have.
///
/// ```text
/// group = one or more characters, no control character, no "[" and no "]"
/// key   = name [ "[" locale "]" ]      name: no "=", no blank at either end
/// ```
final class Grammar {
  private Grammar() {}

  static boolean isGroupName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '[' || c == ']' || c < 0x20 || c == 0x7F) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static boolean isKeyName(String key) {
    int end = 0;
    while (end < key.length() && "=[]\0".indexOf(key.charAt(end)) < 0) {
      end++;
    }
    // Blanks inside a key are allowed, since existing files have them; blanks at its ends would not
    // survive being read again.
    if (end == 0 || key.charAt(0) == ' ' || key.charAt(end - 1) == ' ') {
      return false;
    }
    if (end < key.length() && key.charAt(end) == '[') {
      end = localeEnd(key, end + 1);
    }
    return end == key.length();
  }

  /// Where the locale ends that starts here, after its bracket; −1 when it does not.
  private static int localeEnd(String key, int start) {
    int i = start;
    // GLib steps over bytes that can only continue a character.
    while (i < key.length()
        && (isLocaleCharacter(key.codePointAt(i)) || i > start && isContinuation(key.charAt(i)))) {
      i += Character.charCount(key.codePointAt(i));
    }
    return i < key.length() && key.charAt(i) == ']' ? i + 1 : -1;
  }

  /// Whether this stands for a byte that can only continue a character, see {@link Bytes}.
  private static boolean isContinuation(char c) {
    return c >= 0xDC80 && c < 0xDCC0;
  }

  private static boolean isLocaleCharacter(int c) {
    return c == '-' || c == '_' || c == '.' || c == '@' || isLetterOrNumber(c);
  }

  private static boolean isLetterOrNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }

  /// A blank in the sense of C's `isspace` in ASCII, without the vertical tab.
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
