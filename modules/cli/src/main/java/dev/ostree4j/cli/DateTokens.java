// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words, numbers and signs of a date text.
final class DateTokens {
  private static final int DIGITS_MAX = 18;
  private static final Token END = new Token(Kind.END, "", 0, false);

  private final List<Token> tokens = new ArrayList<>();
  private int next;

  enum Kind {
    NUMBER,
    WORD,
    SIGN,
    END
  }

  /// @param text the digits, the word in lower case, or the sign
  /// @param number the value of a number
  /// @param spaced whether a blank stands before it
  record Token(Kind kind, String text, long number, boolean spaced) {
    boolean is(char sign) {
      return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    boolean isNumber() {
      return kind == Kind.NUMBER;
    }

    boolean isWord() {
      return kind == Kind.WORD;
    }
  }

  private DateTokens() {}

  /// Splits a text.
  ///
  /// @throws DateSyntaxException when a number has more digits than any date needs
  static DateTokens of(String text) throws DateSyntaxException {
    var result = new DateTokens();
    int depth = 0;
    boolean spaced = false;
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0 && !Character.isWhitespace(c)) {
        end = result.add(text, i, spaced);
        spaced = false;
        i = end;
        continue;
      }
      spaced = true;
      i = end;
    }
    return result;
  }

  private int add(String text, int start, boolean spaced) throws DateSyntaxException {
    char first = text.charAt(start);
    int end = start + 1;
    if (isDigit(first)) {
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      if (end - start > DIGITS_MAX) {
        throw new DateSyntaxException();
      }
      String digits = text.substring(start, end);
      tokens.add(new Token(Kind.NUMBER, digits, Long.parseLong(digits), spaced));
    } else if (isLetter(first)) {
      while (end < text.length() && (isLetter(text.charAt(end)) || text.charAt(end) == '.')) {
        end++;
      }
      String word = text.substring(start, end).replace(".", "").toLowerCase(Locale.ROOT);
      tokens.add(new Token(Kind.WORD, word, 0, spaced));
    } else {
      tokens.add(new Token(Kind.SIGN, text.substring(start, end), 0, spaced));
    }
    return end;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return next + ahead < tokens.size() ? tokens.get(next + ahead) : END;
  }

  Token take() {
    Token token = peek();
    next++;
    return token;
  }

  void skip(int count) {
    next += count;
  }

  boolean atEnd() {
    return next >= tokens.size();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
