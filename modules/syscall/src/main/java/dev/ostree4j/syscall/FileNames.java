// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// File names as text, without loss.
///
/// A name is bytes to the kernel. Here it is a `String`, decoded as strict UTF-8, where each byte
/// that is no part of valid UTF-8 becomes the lone surrogate U+DC00 + byte. So every name can be
/// listed, opened and removed; whoever stores names refuses those that are not [#isUnicode].
///
/// @since 0.1
public final class FileNames {
  private static final int ESCAPE = 0xDC00;

  private FileNames() {}

  /// Whether the name is text: no byte of it was escaped.
  public static boolean isUnicode(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!startsPair(name, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /// The name of these bytes.
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /// The name of `length` bytes from `offset`.
  public static String decode(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int ascii = offset;
    while (ascii < end && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii == end) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = offset; i < end; ) {
      int size = sequenceLength(bytes, i, end);
      if (size == 0) {
        text.append((char) (ESCAPE + (bytes[i] & 0xFF)));
        i++;
      } else {
        text.appendCodePoint(codePoint(bytes, i, size));
        i += size;
      }
    }
    return text.toString();
  }

  /// The bytes of this name.
  ///
  /// @throws IllegalArgumentException when it holds NUL, or a surrogate that stands for no byte
  public static byte[] encode(String name) {
    byte[] bytes = new byte[name.length() * 3];
    int at = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("a file name cannot hold NUL");
      } else if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | c >> 6);
        bytes[at++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        bytes[at++] = (byte) (0xE0 | c >> 12);
        bytes[at++] = (byte) (0x80 | c >> 6 & 0x3F);
        bytes[at++] = (byte) (0x80 | c & 0x3F);
      } else if (startsPair(name, i)) {
        at = putSupplementary(bytes, at, Character.toCodePoint(c, name.charAt(++i)));
      } else {
        bytes[at++] = escapedByte(c);
      }
    }
    return Arrays.copyOf(bytes, at);
  }

  private static boolean startsPair(String name, int i) {
    return Character.isHighSurrogate(name.charAt(i))
        && i + 1 < name.length()
        && Character.isLowSurrogate(name.charAt(i + 1));
  }

  private static int putSupplementary(byte[] bytes, int at, int point) {
    bytes[at] = (byte) (0xF0 | point >> 18);
    bytes[at + 1] = (byte) (0x80 | point >> 12 & 0x3F);
    bytes[at + 2] = (byte) (0x80 | point >> 6 & 0x3F);
    bytes[at + 3] = (byte) (0x80 | point & 0x3F);
    return at + 4;
  }

  private static byte escapedByte(char c) {
    int value = c - ESCAPE;
    if (value < 0x80 || value > 0xFF) {
      throw new IllegalArgumentException(
          "a file name cannot hold the lone surrogate U+" + Integer.toHexString(c));
    }
    return (byte) value;
  }

  /// The length of the valid sequence at `i`, or 0. Overlong forms, encoded surrogates and what
  /// lies above U+10FFFF are not valid.
  private static int sequenceLength(byte[] bytes, int i, int end) {
    int first = bytes[i] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || i + size > end) {
      return 0;
    }
    for (int k = 1; k < size; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int point = codePoint(bytes, i, size);
    boolean shortest = size == 2 || point >= (size == 3 ? 0x800 : 0x10000);
    boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
    return shortest && !surrogate && point <= Character.MAX_CODE_POINT ? size : 0;
  }

  private static int codePoint(byte[] bytes, int i, int size) {
    int point = size == 1 ? bytes[i] : bytes[i] & (0xFF >> (size + 1));
    for (int k = 1; k < size; k++) {
      point = point << 6 | bytes[i + k] & 0x3F;
    }
    return point;
  }
}
