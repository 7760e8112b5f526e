// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.OptionalLong;

/// Reads from the beginning of an `.xz` stream how large its dictionary is, before a decoder takes
/// the memory for it.
///
/// ```text
/// stream header 12 | size 1 | flags 1 | [compressed size] | [uncompressed size] | filters …
/// flags   bits 0, 1: filters less one · bit 6: compressed size · bit 7: uncompressed size
/// filter  id | size of properties | properties       all but the properties: 7 bits a byte
/// LZMA2   id 0x21, the last one, with one byte n: (2 + n mod 2) × 2^(n / 2 + 11); 40: 4 GiB − 1
/// ```
final class XzHeader {
  /// So many bytes from the start hold all that is read of a usual stream.
  static final int PEEK_BYTES = 128;

  private static final int STREAM_HEADER_BYTES = 12;
  private static final int FILTERS = 0x03;
  private static final int COMPRESSED_SIZE = 0x40;
  private static final int UNCOMPRESSED_SIZE = 0x80;
  private static final int LZMA2 = 0x21;
  private static final int LARGEST = 40;
  private static final int HUGE = 1 << 30;

  private final byte[] bytes;
  private int at;

  private XzHeader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /// The size of the dictionary of the first block, in bytes; nothing when it cannot be told.
  ///
  /// @param start where the stream begins in the bytes, which may end anywhere
  static OptionalLong dictionaryBytes(byte[] bytes, int start) {
    try {
      return new XzHeader(bytes, start + STREAM_HEADER_BYTES).dictionaryBytes();
    } catch (ArrayIndexOutOfBoundsException cutShort) {
      return OptionalLong.empty();
    }
  }

  private OptionalLong dictionaryBytes() {
    at++;
    int flags = bytes[at++];
    if ((flags & COMPRESSED_SIZE) != 0) {
      number();
    }
    if ((flags & UNCOMPRESSED_SIZE) != 0) {
      number();
    }
    for (int i = 0; i < (flags & FILTERS); i++) {
      number();
      int properties = number();
      at += properties;
    }
    boolean known = number() == LZMA2 && number() == 1;
    int code = bytes[at];
    if (!known || code < 0 || code > LARGEST) {
      return OptionalLong.empty();
    }
    long size = code == LARGEST ? (1L << 32) - 1 : (2L | code & 1) << (code / 2 + 11);
    return OptionalLong.of(size);
  }

  /// A number of 7 bits a byte; what is huge is no longer told apart, and leads out of the bytes.
  private int number() {
    long number = 0;
    long place = 1;
    int next;
    do {
      next = bytes[at++];
      number = Math.min(number + (next & 0x7f) * place, HUGE);
      place = Math.min(place << 7, HUGE);
    } while (next < 0);
    return (int) number;
  }
}
