// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Strings as the formats store them: UTF-8 and one NUL.
final class Text {
  private static final int DECODED_CHARS = 1024;

  private Text() {}

  /// Whether a GVariant string can hold this text: no NUL inside, no lone surrogate.
  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The text of a stored string. Bytes which are not UTF-8 become replacement characters, which
  /// the caller's comparison of bytes then refuses.
  static String of(Span span) throws ObjectFormatException {
    checkTerminated(span);
    return decoded(new Span(span.bytes(), span.start(), span.end() - 1));
  }

  /// Refuses what does not end with its only NUL.
  static void checkTerminated(Span span) throws ObjectFormatException {
    int last = span.end() - 1;
    if (last < span.start() || span.bytes()[last] != 0) {
      throw ObjectFormatException.notNormal();
    }
    for (int i = span.start(); i < last; i++) {
      if (span.bytes()[i] == 0) {
        throw ObjectFormatException.notNormal();
      }
    }
  }

  /// Whether these bytes are UTF-8. Takes no memory to speak of, however many they are.
  static boolean isUtf8(Span span) {
    int i = span.start();
    while (i < span.end() && span.bytes()[i] >= 0) {
      i++;
    }
    if (i == span.end()) {
      return true;
    }
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var rest = ByteBuffer.wrap(span.bytes(), i, span.end() - i);
    var some = CharBuffer.allocate(Math.min(rest.remaining(), DECODED_CHARS));
    while (true) {
      CoderResult result = decoder.decode(rest, some, true);
      if (!result.isOverflow()) {
        return result.isUnderflow();
      }
      some.clear();
    }
  }

  /// These bytes as text, with replacement characters for what is not UTF-8.
  static String decoded(Span span) {
    return new String(span.bytes(), span.start(), span.size(), StandardCharsets.UTF_8);
  }
}
