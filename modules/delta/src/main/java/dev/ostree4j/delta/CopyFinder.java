// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import java.io.IOException;
import java.io.InputStream;

/// Finds which pieces of a new file are in an old one, and where, by cutting both into chunks. Both
/// are read once from start to end, so that size does not matter.
final class CopyFinder {
  /// So many chunks of the old file are known, and so many runs are told, at most.
  private static final int CHUNKS_MAX = 1 << 19;

  /// So many are at any rate.
  private static final int CHUNKS_MIN = 1 << 10;

  /// What a chunk takes up in the table while that grows, and a run after it.
  private static final int CHUNK_BYTES = 128;

  private static final int AVERAGE_BITS_MIN = 6;
  private static final int AVERAGE_BITS_MAX = 16;

  private final Hasher hasher = Hasher.sha256();
  private final ChunkTable table = new ChunkTable();
  private final CopyRuns.Builder runs = new CopyRuns.Builder();
  private final Chunker chunker;
  private final long most;
  private long oldEnd;

  /// With less memory than it takes to find all pieces only large ones are looked for; what is too
  /// much even so is not known, and not told.
  CopyFinder(long oldSizeBytes, long freshSizeBytes, long memoryBytes) {
    long size = Math.max(oldSizeBytes, freshSizeBytes);
    long wanted = Math.min(CHUNKS_MAX, memoryBytes / CHUNK_BYTES);
    int bits = AVERAGE_BITS_MIN;
    while (bits < AVERAGE_BITS_MAX && size >> bits > wanted) {
      bits++;
    }
    chunker = new Chunker(bits);
    most = Math.max(CHUNKS_MIN, wanted);
  }

  /// How much memory it takes to find all pieces.
  static long memoryBytes(long oldSizeBytes, long freshSizeBytes) {
    long size = Math.max(oldSizeBytes, freshSizeBytes);
    return CHUNK_BYTES * Math.min(CHUNKS_MAX, (size >> AVERAGE_BITS_MIN) + 1);
  }

  /// Reads both to their ends. To be called once.
  CopyRuns find(InputStream old, InputStream fresh) throws IOException {
    chunker.cut(old, this::remember);
    chunker.cut(fresh, this::tell);
    return runs.build();
  }

  private void remember(byte[] bytes, int start, int length) {
    if (table.count() < most) {
      table.add(hash(bytes, start, length), oldEnd, length);
    }
    oldEnd += length;
  }

  private void tell(byte[] bytes, int start, int length) {
    boolean known = runs.count() < most;
    runs.add(known ? table.find(hash(bytes, start, length), length) : CopyRuns.LITERAL, length);
  }

  private Checksum hash(byte[] bytes, int start, int length) {
    return hasher.update(bytes, start, length).finish();
  }
}
