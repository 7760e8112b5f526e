// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.io.OutputStream;

/// Writes numbers and bytes, and knows how far it is. Buffers; the caller flushes.
final class LittleEndianOutput {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private long position;

  LittleEndianOutput(OutputStream out) {
    this.out = out;
  }

  long position() {
    return position;
  }

  void u8(int value) throws IOException {
    if (filled == BUFFER_BYTES) {
      flush();
    }
    buffer[filled++] = (byte) value;
    position++;
  }

  void u16(int value) throws IOException {
    u8(value);
    u8(value >>> 8);
  }

  void u32(long value) throws IOException {
    u16((int) value);
    u16((int) (value >>> 16));
  }

  void u64(long value) throws IOException {
    u32(value);
    u32(value >>> 32);
  }

  void bytes(byte[] bytes) throws IOException {
    bytes(bytes, 0, bytes.length);
  }

  void bytes(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == BUFFER_BYTES) {
        flush();
      }
      int some = Math.min(BUFFER_BYTES - filled, length - done);
      System.arraycopy(bytes, offset + done, buffer, filled, some);
      filled += some;
      done += some;
    }
    position += length;
  }

  void repeat(int value, long count) throws IOException {
    for (long i = 0; i < count; i++) {
      u8(value);
    }
  }

  /// Fills up with zeros.
  void zerosTo(long end) throws IOException {
    repeat(0, end - position);
  }

  /// Fills up with zeros to a multiple.
  void alignTo(int unit) throws IOException {
    zerosTo(Align.up(position, unit));
  }

  void flush() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }
}
