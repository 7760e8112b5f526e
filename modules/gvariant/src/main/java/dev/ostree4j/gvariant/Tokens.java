// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts the text form into tokens. Positions count bytes of UTF-8, as in GLib's messages.
final class Tokens {
  private static final int NONE = -1;

  private final byte[] text;

  /// Where the token that was looked at starts; [#NONE] when it is consumed.
  private int current = NONE;

  /// Behind the token that was looked at, or behind the last consumed one.
  private int next;

  Tokens(byte[] text) {
    this.text = text;
  }

  /// Looks at the next token; false at the end of the text.
  boolean prepare() {
    if (current != NONE) {
      return current < next;
    }
    while (next < text.length && isSpace(text[next])) {
      next++;
    }
    current = next;
    if (next == text.length) {
      return false;
    }
    next = end(next);
    return true;
  }

  private int end(int start) {
    byte first = text[start];
    if (isNumeric(first)) {
      return run(start, true);
    }
    if (isQuote(first)) {
      return stringEnd(start);
    }
    if (first == 'b' && start + 1 < text.length && isQuote(text[start + 1])) {
      return stringEnd(start + 1);
    }
    if (first >= 'a' && first <= 'z') {
      return run(start, false);
    }
    return first == '@' || first == '%' ? typeEnd(start) : start + 1;
  }

  private int run(int start, boolean isNumber) {
    int end = start;
    while (end < text.length && (isAlphanumeric(text[end]) || (isNumber && isNumeric(text[end])))) {
      end++;
    }
    return end;
  }

  private int stringEnd(int quote) {
    int end = quote + 1;
    while (end < text.length && text[end] != text[quote]) {
      end += text[end] == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, text.length);
  }

  /// A type ends at a space, a comma, a colon or a bracket which it did not open.
  private int typeEnd(int start) {
    int open = 0;
    int end = start + 1;
    while (end < text.length && ",:>]".indexOf(text[end]) < 0 && !isSpace(text[end])) {
      if (text[end] == '(' || text[end] == '{') {
        open++;
      } else if ((text[end] == ')' || text[end] == '}') && open-- == 0) {
        break;
      }
      end++;
    }
    return end;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != 0x0b);
  }

  private static boolean isQuote(byte c) {
    return c == '\'' || c == '"';
  }

  private static boolean isAlpha(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isAlphanumeric(byte c) {
    return isAlpha(c) || (c >= '0' && c <= '9');
  }

  private static boolean isNumeric(byte c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
  }

  boolean startsWith(char c) {
    return prepare() && text[current] == c;
  }

  boolean isNumber() {
    return prepare() && isNumeric(text[current]);
  }

  boolean isString() {
    return prepare() && isQuote(text[current]);
  }

  boolean isByteString() {
    return prepare() && text[current] == 'b' && next - current > 1 && isQuote(text[current + 1]);
  }

  boolean isWord() {
    return prepare() && next - current > 1 && isAlpha(text[current]) && isAlpha(text[current + 1]);
  }

  boolean is(String token) {
    if (!prepare() || next - current != token.length()) {
      return false;
    }
    for (int i = 0; i < token.length(); i++) {
      if (text[current + i] != token.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Consumes the token if it is this one.
  boolean take(String token) {
    if (!is(token)) {
      return false;
    }
    current = NONE;
    return true;
  }

  /// Consumes the token, whatever it is.
  byte[] take() {
    byte[] token = Arrays.copyOfRange(text, current, next);
    current = NONE;
    return token;
  }

  /// The token looked at, as text.
  String word() {
    return new String(text, current, next - current, StandardCharsets.UTF_8);
  }

  void require(String token, String purpose) throws VariantParseException {
    if (!take(token)) {
      throw new Span(current, current).failure("expected '" + token + "'" + purpose);
    }
  }

  /// Refuses everything but space.
  void requireEnd() throws VariantParseException {
    if (prepare()) {
      throw new Span(current, current).failure("expected end of input");
    }
  }

  /// Where the token looked at starts.
  int start() {
    return current;
  }

  /// Behind the last consumed token.
  int end() {
    return next;
  }

  /// The place of the token looked at.
  Span span() {
    return new Span(current, next);
  }
}
