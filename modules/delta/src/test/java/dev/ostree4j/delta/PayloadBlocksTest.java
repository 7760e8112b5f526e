// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Blocks are as large as the memory for their compression allows.
class PayloadBlocksTest {
  @ParameterizedTest
  @CsvSource({
    "DATA, 1024, 8, 3",
    "DATA, 96, 4, 5",
    "DATA, 40, 2, 9",
    "DATA, 0, 1, 17",
    "PATCHES, 1024, 2, 9",
    "PATCHES, 40, 2, 9",
    "PATCHES, 0, 1, 17",
  })
  void areCutToTheMemory(PayloadKind kind, long memoryMiB, int largestMiB, int count)
      throws IOException {
    List<Integer> lengths = new ArrayList<>();
    var blocks = new PayloadBlocks((bytes, length, of) -> lengths.add(length), memoryMiB << 20);
    blocks.begin(kind);
    blocks.write(new ByteArrayInputStream(new byte[(16 << 20) + 1]));
    blocks.flush();
    assertEquals(largestMiB << 20, lengths.getFirst());
    assertEquals(count, lengths.size(), lengths::toString);
    assertTrue(XzBlock.memoryBytes(largestMiB << 20) <= Math.max(memoryMiB, 20) << 20);
  }
}
