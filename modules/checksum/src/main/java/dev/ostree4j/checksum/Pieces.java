// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Memory in pieces of a mebibyte, from its start to its end, for what looks at everything once.
///
/// Of a mapped file no more than the last piece stays in memory: what was seen is let go of when
/// the next piece is asked for, and comes from the file again for whoever looks at it again.
///
/// @param memory what to look at
/// @since 0.1
public record Pieces(MemorySegment memory) implements Iterable<ByteBuffer> {
  private static final long SIZE_BYTES = 1 << 20;

  @Override
  public Iterator<ByteBuffer> iterator() {
    return new Iterator<>() {
      private long position;
      private MemorySegment last = memory.asSlice(0, 0);

      @Override
      public boolean hasNext() {
        if (last.isMapped()) {
          last.unload();
        }
        return position < memory.byteSize();
      }

      @Override
      public ByteBuffer next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        last = memory.asSlice(position, Math.min(SIZE_BYTES, memory.byteSize() - position));
        position += last.byteSize();
        return last.asByteBuffer();
      }
    };
  }
}
