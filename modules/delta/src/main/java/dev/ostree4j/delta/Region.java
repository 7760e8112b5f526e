// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.syscall.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;

/// A range of a source as a stream, without a buffer of its own.
final class Region extends BulkInputStream {
  private final ByteSource source;
  private long position;
  private long left;

  /// @param offset and size must lie within the source
  Region(ByteSource source, long offset, long size) {
    if (!source.contains(offset, size)) {
      throw new IllegalArgumentException(
          "range " + offset + ", " + size + " of " + source.sizeBytes() + " bytes");
    }
    this.source = source;
    this.position = offset;
    this.left = size;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0 || left == 0) {
      return length == 0 ? 0 : -1;
    }
    int n = source.readAt(position, buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("Content ended at byte " + position + " of " + source.sizeBytes());
    }
    position += n;
    left -= n;
    return n;
  }
}
