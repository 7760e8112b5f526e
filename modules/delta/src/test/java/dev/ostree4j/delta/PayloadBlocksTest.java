// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadBlocksTest {
  @TempDir Path directory;

  private final List<PayloadKind> kinds = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  private void take(Spool block, PayloadKind kind) throws IOException {
    try (block) {
      kinds.add(kind);
      lengths.add(block.sizeBytes());
      new Region(block, 0, block.sizeBytes()).transferTo(all);
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"DATA, 12, 2", "CODE, 12, 2", "PATCHES, 8, 3"})
  void areAsLargeAsTheirKindAllowsAndLoseNothing(PayloadKind kind, int largestMiB, int count)
      throws IOException {
    byte[] payload = bytes((16 << 20) + 1);
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
        var blocks = new PayloadBlocks(repo, this::take)) {
      blocks.begin(kind);
      blocks.write(new ByteArrayInputStream(payload));
      blocks.flush();
    }
    assertEquals((long) largestMiB << 20, lengths.getFirst());
    assertEquals(count, lengths.size(), lengths::toString);
    assertArrayEquals(payload, all.toByteArray());
  }

  @Test
  void aKindBeginsABlockUnlessWhatIsThereIsTooSmallForOne() throws IOException {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
        var blocks = new PayloadBlocks(repo, this::take)) {
      blocks.begin(PayloadKind.METADATA);
      blocks.write(new ByteArrayInputStream(bytes(100)));
      blocks.begin(PayloadKind.TEXT);
      blocks.write(new ByteArrayInputStream(bytes(100_000)));
      blocks.begin(PayloadKind.DATA);
      blocks.write(new ByteArrayInputStream(bytes(10)));
      blocks.flush();
      blocks.flush();
    }
    assertEquals(List.of(PayloadKind.TEXT, PayloadKind.DATA), kinds);
    assertEquals(List.of(100_100L, 10L), lengths);
  }

  @Test
  void whatIsNotHandedOnVanishes() throws IOException {
    Path path = directory.resolve("repo");
    try (Repo repo = Repo.create(path, RepoMode.ARCHIVE)) {
      try (var blocks = new PayloadBlocks(repo, this::take)) {
        blocks.write(new ByteArrayInputStream(bytes(Spool.MEMORY_MAX_BYTES + 1)));
      }
      try (var left = Files.list(path.resolve("tmp"))) {
        assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
      }
    }
    assertEquals(List.of(), lengths);
  }
}
