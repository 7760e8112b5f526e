// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.syscall.BulkInputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Reads a part inside of a superblock once, from its start to its end. Where the superblock is a
/// mapped file, what was read is not kept in memory.
final class InlineStream extends BulkInputStream {
  private static final long KEPT_BYTES = 1 << 20;

  /// Who looks at a page may get its neighbours mapped, too, so far to both sides.
  private static final long AROUND_BYTES = 1 << 16;

  private final MemorySegment superblock;
  private final long end;
  private long position;
  private long released;

  /// @param part a slice of the superblock
  InlineStream(MemorySegment superblock, MemorySegment part) {
    this.superblock = superblock;
    this.position = part.address() - superblock.address();
    this.end = position + part.byteSize();
    this.released = Math.max(0, position - AROUND_BYTES);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    long left = end - position;
    if (length == 0 || left == 0) {
      return length == 0 ? 0 : -1;
    }
    int n = (int) Math.min(length, left);
    MemorySegment.copy(superblock, ValueLayout.JAVA_BYTE, position, buffer, offset, n);
    position += n;
    if (position - released >= KEPT_BYTES) {
      release();
    }
    return n;
  }

  /// Pages that are looked at again are read again.
  private void release() {
    if (superblock.isMapped()) {
      superblock.asSlice(released, position - released).unload();
    }
    released = position;
  }

  @Override
  public void close() {
    release();
  }
}
