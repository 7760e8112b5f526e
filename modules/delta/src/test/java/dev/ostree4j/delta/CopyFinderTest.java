// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Pieces that files have in common, as small as memory allows.
class CopyFinderTest {
  private static final int SIZE = 1 << 20;
  private static final int EVERY = 8 << 10;

  private final byte[] old = new byte[SIZE];

  CopyFinderTest() {
    new Random(3).nextBytes(old);
  }

  private CopyRuns find(byte[] fresh, long statedOldSize, long memoryBytes) throws IOException {
    return new CopyFinder(statedOldSize, fresh.length, memoryBytes)
        .find(new ByteArrayInputStream(old), new ByteArrayInputStream(fresh));
  }

  private byte[] changed() {
    byte[] fresh = old.clone();
    for (int i = 0; i < SIZE; i += EVERY) {
      fresh[i]++;
    }
    return fresh;
  }

  @Test
  void smallPiecesAreFoundWhereTheirTableHasRoom() throws IOException {
    CopyRuns runs = find(changed(), SIZE, 1L << 30);
    assertTrue(runs.literalBytes() < SIZE / 20, runs.literalBytes() + " bytes");
  }

  @Test
  void withLittleMemoryOnlyLargePiecesAre() throws IOException {
    CopyRuns runs = find(changed(), SIZE, 1 << 10);
    assertTrue(runs.literalBytes() > SIZE / 2, runs.literalBytes() + " bytes");
    assertEquals(0, find(old, SIZE, 1 << 10).literalBytes());
  }

  @Test
  void theTableOfAHugeFileHasTheSameBound() throws IOException {
    CopyRuns runs = find(changed(), 1L << 35, 1L << 30);
    assertTrue(runs.literalBytes() > SIZE / 2, runs.literalBytes() + " bytes");
    assertEquals(0, find(old, 1L << 35, 1L << 30).literalBytes());
  }

  @Test
  void aSmallFileThatBecameHugeIsToldInFewRuns() throws IOException {
    long size = 1L << 27;
    byte[] zeros = new byte[16 << 10];
    CopyRuns runs =
        new CopyFinder(zeros.length, size, 1L << 20)
            .find(new ByteArrayInputStream(zeros), alternating(size));
    assertTrue(runs.count() <= 1 << 13, runs.count() + " runs");
    long length = 0;
    for (int i = 0; i < runs.count(); i++) {
      length += runs.length(i);
    }
    assertEquals(size, length);
  }

  /// Zeros and noise in turn, so that no run can continue the one before.
  private static InputStream alternating(long size) {
    var random = new Random(5);
    byte[] piece = new byte[1 << 10];
    return new InputStream() {
      private long done;

      @Override
      public int read() {
        if (done == size) {
          return -1;
        }
        int at = (int) (done++ % piece.length);
        if (at == 0) {
          random.nextBytes(piece);
          Arrays.fill(piece, 0, piece.length / 2, (byte) 0);
        }
        return piece[at] & 0xff;
      }
    };
  }
}
