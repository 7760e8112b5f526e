// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    return CopyFinder.find(
        new ByteArrayInputStream(old), statedOldSize, new ByteArrayInputStream(fresh), memoryBytes);
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
}
