// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;
import java.io.InputStream;

/// Cuts a stream into chunks where its bytes say so: after a byte at which a rolling hash of the
/// last ones has so many zero bits. What stands before or after a chunk has no part in where it
/// ends, so that bytes which moved are cut as before.
final class Chunker {
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int LONGEST = 8;
  private static final int SHORTEST_SHIFT = 2;

  private final int shortest;
  private final int longest;
  private final int mask;

  /// Chunks of two to the power of this many bytes, on average: from 6 to 16.
  Chunker(int averageBits) {
    this.shortest = 1 << averageBits >> SHORTEST_SHIFT;
    this.longest = LONGEST << averageBits;
    // The upper bits depend on the most bytes.
    this.mask = -1 << Integer.SIZE - averageBits;
  }

  /// Takes a chunk.
  @FunctionalInterface
  interface Sink {
    /// The bytes are valid during the call only.
    void chunk(byte[] bytes, int start, int length) throws IOException;
  }

  /// Cuts the stream to its end.
  void cut(InputStream in, Sink sink) throws IOException {
    byte[] buffer = new byte[Math.max(BUFFER_BYTES, 2 * longest)];
    int start = 0;
    int end = 0;
    while (true) {
      int n = in.readNBytes(buffer, end, buffer.length - end);
      end += n;
      boolean last = end < buffer.length;
      while (end - start >= longest || (last && start < end)) {
        int length = length(buffer, start, Math.min(end, start + longest));
        sink.chunk(buffer, start, length);
        start += length;
      }
      if (last) {
        return;
      }
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
  }

  private int length(byte[] bytes, int start, int limit) {
    int hash = 0;
    for (int i = start; i < limit; i++) {
      hash = (hash << 1) + Gear.of(bytes[i]);
      if ((hash & mask) == 0 && i - start + 1 >= shortest) {
        return i - start + 1;
      }
    }
    return limit - start;
  }
}
