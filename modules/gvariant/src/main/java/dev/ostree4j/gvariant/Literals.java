// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes strings out of their quotes and their escapes.
final class Literals {
  private final byte[] token;
  private final Span span;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int position;

  private Literals(byte[] token, Span span) {
    this.token = token;
    this.span = span;
  }

  /// The text of a token like `'…'`.
  static String text(byte[] token, Span span) throws VariantParseException {
    var literal = new Literals(token, span);
    literal.read(0, false);
    byte[] bytes = literal.out.toByteArray();
    if (!Utf8.isText(Bytes.of(bytes), 0, bytes.length)) {
      throw span.failure("not a valid string");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The bytes of a token like `b'…'`, a NUL at their end. A NUL inside ends them, as in GLib.
  static byte[] bytes(byte[] token, Span span) throws VariantParseException {
    var literal = new Literals(token, span);
    literal.read(1, true);
    literal.out.write(0);
    byte[] bytes = literal.out.toByteArray();
    int end = 0;
    while (bytes[end] != 0) {
      end++;
    }
    return Arrays.copyOf(bytes, end + 1);
  }

  private void read(int quoteAt, boolean isBytes) throws VariantParseException {
    position = quoteAt + 1;
    while (at(position) != token[quoteAt]) {
      if (token[position] != '\\') {
        out.write(token[position++]);
        continue;
      }
      position++;
      int letter = at(position);
      if (isBytes && letter >= '0' && letter <= '7') {
        octal();
      } else if (!isBytes && (letter == 'u' || letter == 'U')) {
        unicode(letter == 'u' ? 4 : 8);
      } else {
        simple(letter);
      }
    }
  }

  private int at(int index) throws VariantParseException {
    if (index >= token.length || token[index] == 0) {
      throw span.failure("unterminated string constant");
    }
    return token[index];
  }

  private void simple(int letter) {
    int control = Escapes.unescape(letter);
    if (letter != '\n') {
      out.write(control < 0 ? letter : control);
    }
    position++;
  }

  private void octal() {
    int value = 0;
    for (int i = 0; i < 3 && position < token.length && isOctal(token[position]); i++) {
      value = value << 3 | token[position++] - '0';
    }
    out.write(value);
  }

  private static boolean isOctal(byte c) {
    return c >= '0' && c <= '7';
  }

  private void unicode(int length) throws VariantParseException {
    int first = position + 1;
    int last = first;
    long point = 0;
    while (last < token.length && last < first + length && Character.digit(token[last], 16) >= 0) {
      point = point << 4 | Character.digit(token[last++], 16);
    }
    boolean isCharacter =
        point > 0
            && point <= Character.MAX_CODE_POINT
            && Character.getType((int) point) != Character.SURROGATE;
    if (last < first + length || !isCharacter) {
      throw new Span(span.start() + first, span.start() + last)
          .failure("invalid " + length + "-character unicode escape");
    }
    out.writeBytes(Character.toString((int) point).getBytes(StandardCharsets.UTF_8));
    position = last;
  }
}
