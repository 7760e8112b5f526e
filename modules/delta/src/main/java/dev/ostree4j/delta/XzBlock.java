// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/// A block of an `.xz` stream. Blocks are compressed each by itself, on whatever thread and with
/// whatever filters, and put together afterwards.
///
/// ```text
/// stream header 12 | block | block | … | index | stream footer 12
/// index            00 | number of blocks | unpadded and uncompressed size of each | pad | CRC32
/// ```
///
/// @param bytes the block with its padding
/// @param sizes its two sizes as they stand in the index
record XzBlock(byte[] bytes, byte[] sizes) {
  static final int CHECK = XZ.CHECK_CRC64;
  static final int HEADER_BYTES = 12;
  static final int FOOTER_BYTES = 12;

  private static final int BACKWARD_AT = 4;
  private static final int CRC_BYTES = 4;

  /// The stream while its array grows, and the block taken out of it, when nothing gets smaller.
  private static final int RESULTS = 3;

  private static final int VARINT_MORE = 0x80;

  /// How many bytes of heap it takes at most to compress so many bytes, those included.
  static long memoryBytes(int length) throws UnsupportedOptionsException {
    long encoder = 1024L * XzTuning.encoderKib(length);
    return encoder + length + RESULTS * (long) length;
  }

  /// Compresses so many bytes, at least one.
  ///
  /// @param arrays where the encoder's arrays, which are large, come from and go to
  static XzBlock compress(byte[] plain, int length, FilterOptions[] filters, ArrayCache arrays)
      throws IOException {
    var sink = new ByteArrayOutputStream(length / 4);
    try (var out = new XZOutputStream(sink, filters, CHECK, arrays)) {
      out.write(plain, 0, length);
    }
    return ofStream(sink.toByteArray());
  }

  /// Takes apart a stream of one block which was just made.
  private static XzBlock ofStream(byte[] stream) {
    int backward = stream.length - FOOTER_BYTES + BACKWARD_AT;
    int indexBytes = (littleEndian(stream, backward) + 1) * 4;
    int index = stream.length - FOOTER_BYTES - indexBytes;
    int start = index + 2; // after the mark and the number of blocks, which is one
    int end = start;
    for (int numbers = 0; numbers < 2; end++) {
      numbers += (stream[end] & VARINT_MORE) == 0 ? 1 : 0;
    }
    return new XzBlock(
        Arrays.copyOfRange(stream, HEADER_BYTES, index), Arrays.copyOfRange(stream, start, end));
  }

  private static int littleEndian(byte[] bytes, int at) {
    int value = 0;
    for (int i = CRC_BYTES - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }
}
