// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

/// One header line, which can hold nothing but itself.
record Header(String name, String value) {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /// @throws IllegalArgumentException when the name is no token, or the value has control
  ///     characters
  Header {
    if (!isToken(name)) {
      throw new IllegalArgumentException("'" + name + "' is no name of a header");
    }
    if (!isLatinText(value)) {
      throw new IllegalArgumentException(
          "the value of header " + name + " has a character in it that cannot be sent");
    }
  }

  // Plain loops, since they run for each line of each answer.

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isToken(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isToken(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || TOKEN_MARKS.indexOf(c) >= 0;
  }

  private static boolean isLatinText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }
}
