// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import java.nio.charset.StandardCharsets;

/// The parts of a user: `NAME (COMMENT) <EMAIL>`, cut as GPGME cuts them.
record UserIdParts(String text, String name, String comment, String email) {
  /// What is between two brackets, and where the rest of the text starts.
  private static final class Cutter {
    private final String text;
    private final StringBuilder name = new StringBuilder();
    private String comment = "";
    private String email = "";
    private int position;

    Cutter(String text) {
      this.text = text;
    }

    UserIdParts cut() {
      while (position < text.length()) {
        char c = text.charAt(position);
        if (c == '<' && email.isEmpty()) {
          email = bracket('<', '>');
        } else if (c == '(' && comment.isEmpty()) {
          comment = bracket('(', ')');
        } else {
          name.append(c);
          position++;
        }
      }
      String rest = name.toString().strip();
      // An address alone needs no brackets.
      if (email.isEmpty() && rest.indexOf('@') > 0 && rest.indexOf(' ') < 0) {
        return new UserIdParts(text, "", comment, rest);
      }
      return new UserIdParts(text, rest, comment, email);
    }

    /// Brackets of one kind may be nested.
    private String bracket(char open, char close) {
      int depth = 0;
      int start = position + 1;
      for (; position < text.length(); position++) {
        char c = text.charAt(position);
        if (c == open) {
          depth++;
        } else if (c == close && --depth == 0) {
          return text.substring(start, position++);
        }
      }
      return text.substring(start);
    }
  }

  static UserIdParts of(byte[] bytes) {
    return new Cutter(new String(bytes, StandardCharsets.UTF_8)).cut();
  }
}
