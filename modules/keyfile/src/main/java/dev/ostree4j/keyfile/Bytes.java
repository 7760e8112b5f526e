// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text to bytes and back without loss.
///
/// A key file should be UTF-8, but what is not must survive being read and written. Each byte that
/// is no part of valid UTF-8 becomes the lone surrogate U+DC00 + byte.
final class Bytes {
  private static final int ESCAPE = 0xDC00;

  private Bytes() {}

  static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE + (in.get() & 0xFF)));
      }
      result = decoder.reset().decode(in, out, true);
    }
    return out.flip().toString();
  }

  static byte[] encode(String text) {
    byte[] bytes = new byte[text.length() * 3];
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isEscape(c)) {
        bytes[length++] = (byte) (c - ESCAPE);
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        byte[] encoded = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /// Whether no byte had to be escaped.
  static boolean isUtf8(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  /// The text with U+FFFD for NUL and every byte that had to be escaped, to show it to a person.
  static String readable(String text) {
    StringBuilder readable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      readable.appendCodePoint(surrogate || c == 0 ? 0xFFFD : c);
      i += Character.charCount(c);
    }
    return readable.toString();
  }

  private static boolean isEscape(int c) {
    return c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF;
  }
}
