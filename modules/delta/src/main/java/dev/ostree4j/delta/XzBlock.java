// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.FilterOptions;
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
/// @param stream a stream with this block alone, which belongs to it
/// @param start where the block begins in there
/// @param sizeBytes how long it is, with its padding
/// @param sizes its two sizes as they stand in the index
record XzBlock(Spool stream, long start, long sizeBytes, byte[] sizes) implements Closeable {
  static final int CHECK = XZ.CHECK_CRC64;
  static final int HEADER_BYTES = 12;
  static final int FOOTER_BYTES = 12;

  private static final int BACKWARD_AT = 4;
  private static final int CRC_BYTES = 4;
  private static final int VARINT_MORE = 0x80;

  /// Compresses some bytes, at least one.
  ///
  /// @param repo where the result lies
  /// @param arrays where the encoder's arrays, which are large, come from and go to
  static XzBlock compress(Repo repo, ByteSource plain, FilterOptions[] filters, ArrayCache arrays)
      throws IOException {
    var stream = new Spool(repo);
    try {
      try (var out = new XZOutputStream(stream.output(), filters, CHECK, arrays)) {
        new Region(plain, 0, plain.sizeBytes()).transferTo(out);
      }
      return ofStream(stream);
    } catch (IOException | RuntimeException e) {
      try (stream) {
        throw e;
      }
    }
  }

  /// Takes apart a stream of one block which was just made.
  private static XzBlock ofStream(Spool stream) throws IOException {
    byte[] footer = part(stream, stream.sizeBytes() - FOOTER_BYTES, FOOTER_BYTES);
    int indexBytes = (littleEndian(footer, BACKWARD_AT) + 1) * 4;
    long indexAt = stream.sizeBytes() - FOOTER_BYTES - indexBytes;
    byte[] index = part(stream, indexAt, indexBytes);
    int start = 2; // after the mark and the number of blocks, which is one
    int end = start;
    for (int numbers = 0; numbers < 2; end++) {
      numbers += (index[end] & VARINT_MORE) == 0 ? 1 : 0;
    }
    byte[] sizes = Arrays.copyOfRange(index, start, end);
    return new XzBlock(stream, HEADER_BYTES, indexAt - HEADER_BYTES, sizes);
  }

  private static byte[] part(Spool stream, long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    stream.readFully(at, bytes, 0, length);
    return bytes;
  }

  private static int littleEndian(byte[] bytes, int at) {
    int value = 0;
    for (int i = CRC_BYTES - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  void writeTo(OutputStream out) throws IOException {
    new Region(stream, start, sizeBytes).transferTo(out);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
