// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;

/// A source which is read in larger pieces than it is asked for: in large ones where one follows
/// the other, in small ones elsewhere.
final class Window implements ByteSource {
  private static final int SIZE_BYTES = 64 * 1024;
  private static final int JUMP_BYTES = 4 * 1024;

  private final ByteSource source;
  private final byte[] bytes = new byte[SIZE_BYTES];
  private long start;
  private int filled;

  Window(ByteSource source) {
    this.source = source;
  }

  @Override
  public long sizeBytes() {
    return source.sizeBytes();
  }

  @Override
  public int readAt(long position, byte[] buffer, int offset, int length) throws IOException {
    if (length >= SIZE_BYTES) {
      return source.readAt(position, buffer, offset, length);
    }
    if (position < start || position >= start + filled) {
      int wanted = position == start + filled ? SIZE_BYTES : Math.max(JUMP_BYTES, length);
      int n = source.readAt(position, bytes, 0, wanted);
      start = position;
      filled = Math.max(0, n);
      if (n < 0) {
        return -1;
      }
    }
    int at = (int) (position - start);
    int n = Math.min(length, filled - at);
    System.arraycopy(bytes, at, buffer, offset, n);
    return n;
  }
}
