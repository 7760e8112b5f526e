// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

/// One header line, which can hold nothing but itself.
record Header(String name, String value) {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /// @throws IllegalArgumentException when the name is no token, or the value has control
  /// characters
  Header {
    if (name.isEmpty() || !name.chars().allMatch(Header::isToken)) {
      throw new IllegalArgumentException("'" + name + "' is no name of a header");
    }
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f || c > 0xff)) {
      throw new IllegalArgumentException(
          "the value of header " + name + " has a character in it" + " that cannot be sent");
    }
  }

  static boolean isToken(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c < 0x80 && TOKEN_MARKS.indexOf(c) >= 0;
  }
}
