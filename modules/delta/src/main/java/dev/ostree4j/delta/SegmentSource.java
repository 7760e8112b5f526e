// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Memory that is read like a file.
record SegmentSource(MemorySegment segment) implements ByteSource {
  @Override
  public long sizeBytes() {
    return segment.byteSize();
  }

  @Override
  public int readAt(long position, byte[] buffer, int offset, int length) {
    if (position >= sizeBytes()) {
      return -1;
    }
    int n = (int) Math.min(length, sizeBytes() - position);
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, position, buffer, offset, n);
    return n;
  }
}
