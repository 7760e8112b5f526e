// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.EOFException;
import java.io.IOException;

/// Bytes that can be read from any position.
interface ByteSource {
  long sizeBytes();

  /// Reads up to so many bytes; −1 at the end.
  int readAt(long position, byte[] buffer, int offset, int length) throws IOException;

  /// Reads exactly so many bytes.
  default void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = readAt(position + done, buffer, offset + done, length - done);
      if (n < 0) {
        throw new EOFException("Content ended at byte " + (position + done) + " of " + sizeBytes());
      }
      done += n;
    }
  }

  /// Whether a range lies within; no sum of the two is ever made, which could overflow.
  default boolean contains(long offset, long size) {
    return offset >= 0 && size >= 0 && size <= sizeBytes() && offset <= sizeBytes() - size;
  }
}
