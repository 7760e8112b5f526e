// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

/// The end offsets by which GVariant containers find their members, and big-endian numbers.
///
/// The three shapes that occur by the hundred thousand (dirtree, dirmeta, file header) are read and
/// written straight from and to byte arrays with these; a test shows that the general module gives
/// the same bytes.
final class Framing {
  private Framing() {}

  /// The width of the offsets in a container of this size.
  static int width(int sizeBytes) {
    if (sizeBytes <= 0xff) {
      return 1;
    }
    return sizeBytes <= 0xffff ? 2 : 4;
  }

  /// The size of a container with this much content and this many offsets, whose width depends on
  /// the result.
  ///
  /// @throws IllegalArgumentException when it does not fit an array
  static int totalSize(long contentBytes, int offsets) {
    long size = contentBytes + offsets;
    if (size > 0xff) {
      size = contentBytes + 2L * offsets;
    }
    if (size > 0xffff) {
      size = contentBytes + 4L * offsets;
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("metadata of " + size + " bytes does not fit an array");
    }
    return (int) size;
  }

  /// A little-endian offset. It may be larger than any position: compare before narrowing.
  static long offsetAt(byte[] bytes, int position, int width) {
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | bytes[position + i] & 0xff;
    }
    return value;
  }

  static void putOffset(byte[] target, int position, int width, int value) {
    for (int i = 0; i < width; i++) {
      target[position + i] = (byte) (value >>> 8 * i);
    }
  }

  static int bigEndianInt(byte[] bytes, int position) {
    return (bytes[position] & 0xff) << 24
        | (bytes[position + 1] & 0xff) << 16
        | (bytes[position + 2] & 0xff) << 8
        | bytes[position + 3] & 0xff;
  }

  static void putBigEndianInt(byte[] target, int position, int value) {
    target[position] = (byte) (value >>> 24);
    target[position + 1] = (byte) (value >>> 16);
    target[position + 2] = (byte) (value >>> 8);
    target[position + 3] = (byte) value;
  }

  static long bigEndianLong(byte[] bytes, int position) {
    return (long) bigEndianInt(bytes, position) << 32
        | bigEndianInt(bytes, position + 4) & 0xffff_ffffL;
  }

  static void putBigEndianLong(byte[] target, int position, long value) {
    putBigEndianInt(target, position, (int) (value >>> 32));
    putBigEndianInt(target, position + 4, (int) value);
  }
}
