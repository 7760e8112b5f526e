// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import java.io.IOException;
import java.io.InputStream;

/// Finds which pieces of a new file are in an old one, and where, by cutting both into chunks. Both
/// are read once from start to end, so that size does not matter.
final class CopyFinder {
  /// With no more chunks the table has at most 48 MiB.
  private static final int CHUNKS_MAX = 1 << 19;

  /// What a chunk takes up in the table, while that grows.
  private static final int CHUNK_BYTES = 128;

  private static final int AVERAGE_BITS_MIN = 6;
  private static final int AVERAGE_BITS_MAX = 16;

  private final ChunkTable table = new ChunkTable();
  private final Chunker chunker;
  private long oldEnd;

  private CopyFinder(long oldSizeBytes, long memoryBytes) {
    long most = Math.min(CHUNKS_MAX, memoryBytes / CHUNK_BYTES);
    int bits = AVERAGE_BITS_MIN;
    while (bits < AVERAGE_BITS_MAX && oldSizeBytes >> bits > most) {
      bits++;
    }
    chunker = new Chunker(bits);
  }

  /// Reads both to their ends; with less memory than it takes to find all pieces, looks for large
  /// ones only.
  static CopyRuns find(InputStream old, long oldSizeBytes, InputStream fresh, long memoryBytes)
      throws IOException {
    var finder = new CopyFinder(oldSizeBytes, memoryBytes);
    finder.chunker.cut(old, finder::remember);
    var runs = new CopyRuns.Builder();
    finder.chunker.cut(
        fresh, (bytes, start, length) -> runs.add(finder.find(bytes, start, length), length));
    return runs.build();
  }

  private void remember(byte[] bytes, int start, int length) {
    table.add(hash(bytes, start, length), oldEnd, length);
    oldEnd += length;
  }

  private long find(byte[] bytes, int start, int length) {
    return table.find(hash(bytes, start, length), length);
  }

  private static Checksum hash(byte[] bytes, int start, int length) {
    return Hasher.sha256().update(bytes, start, length).finish();
  }
}
