// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text as GVariant wants it: strict UTF-8 without NUL. Beside it the lossless form for names
/// which the kernel does not promise to be UTF-8: a byte that is no part of valid UTF-8 becomes
/// the lone surrogate U+DC00 + byte, and back.
final class Utf8 {
  private static final int SURROGATE_BASE = 0xdc00;

  private Utf8() {}

  /// Whether the bytes are UTF-8 without any NUL.
  static boolean isText(Bytes bytes, int start, int end) {
    int position = start;
    while (position < end) {
      if (bytes.at(position) > 0) {
        position++;
        continue;
      }
      int length = sequenceLength(bytes, position, end);
      if (length < 2) {
        return false;
      }
      position += length;
    }
    return true;
  }

  /// The length of the one well-formed character that starts here; 0 when none does. NUL is one.
  private static int sequenceLength(Bytes bytes, int position, int end) {
    int lead = bytes.at(position) & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || length > end - position) {
      return 0;
    }
    int second = bytes.at(position + 1) & 0xff;
    // The second byte's range excludes overlong forms, surrogates, and all above U+10FFFF.
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes.at(position + i) & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// Decodes without loss, whatever the bytes are.
  static String decodeLossless(byte[] raw) {
    Bytes bytes = Bytes.of(raw);
    var text = new StringBuilder(raw.length);
    int position = 0;
    while (position < raw.length) {
      int length = sequenceLength(bytes, position, raw.length);
      if (length == 0) {
        text.append((char) (SURROGATE_BASE + (raw[position] & 0xff)));
        position++;
      } else {
        text.append(new String(raw, position, length, StandardCharsets.UTF_8));
        position += length;
      }
    }
    return text.toString();
  }

  /// The inverse of [#decodeLossless(byte[])].
  ///
  /// @throws IllegalArgumentException when the text has a lone surrogate that stands for no byte
  static byte[] encodeLossless(String text) {
    var raw = new byte[Math.multiplyExact(text.length(), 3)];
    int size = 0;
    int position = 0;
    while (position < text.length()) {
      int point = text.codePointAt(position);
      int length = Character.charCount(point);
      if (point >= SURROGATE_BASE + 0x80 && point <= SURROGATE_BASE + 0xff) {
        raw[size++] = (byte) (point - SURROGATE_BASE);
      } else {
        byte[] character = encode(text.substring(position, position + length));
        System.arraycopy(character, 0, raw, size, character.length);
        size += character.length;
      }
      position += length;
    }
    return Arrays.copyOf(raw, size);
  }

  /// The UTF-8 of a text.
  ///
  /// @throws IllegalArgumentException when a lone surrogate makes it no text
  static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return encodeStrictly(text);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeStrictly(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      var bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text has a lone surrogate", e);
    }
  }
}
