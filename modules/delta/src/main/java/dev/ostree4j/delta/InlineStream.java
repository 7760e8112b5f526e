// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Reads a part inside of a superblock once, from its start to its end. Where the superblock is a
/// mapped file, what was read is not kept in memory.
final class InlineStream extends InputStream {
  private static final long KEPT_BYTES = 1 << 20;

  private final MemorySegment part;
  private long position;
  private long released;

  InlineStream(MemorySegment part) {
    this.part = part;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long left = part.byteSize() - position;
    if (length == 0 || left == 0) {
      return length == 0 ? 0 : -1;
    }
    int n = (int) Math.min(length, left);
    MemorySegment.copy(part, ValueLayout.JAVA_BYTE, position, buffer, offset, n);
    position += n;
    if (position - released >= KEPT_BYTES) {
      release();
    }
    return n;
  }

  /// Pages that are looked at again are read again.
  private void release() {
    if (part.isMapped()) {
      part.asSlice(released, position - released).unload();
    }
    released = position;
  }

  @Override
  public void close() {
    release();
  }
}
