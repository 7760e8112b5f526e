// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.Commit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class InlineStreamTest {
  private static final int PARTS = 64;
  private static final int PART_BYTES = 250_000;

  /// One stretch around the end of the last part, or around what was looked at last.
  private static final long MAPPED_MAX_KIB = 256;

  @TempDir private Path directory;

  @Test
  void readsItsPartAndNoMore() throws IOException {
    byte[] bytes = bytes();
    MemorySegment superblock = MemorySegment.ofArray(bytes).asSlice(5);
    for (int start : new int[] {0, 100, 200_000}) {
      byte[] expected = Arrays.copyOfRange(bytes, 5 + start, 5 + start + PART_BYTES);
      try (var part = new InlineStream(superblock, superblock.asSlice(start, PART_BYTES))) {
        assertArrayEquals(expected, part.readAllBytes());
        assertEquals(-1, part.read());
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatWasReadOfManyPartsIsNotKept() throws IOException {
    byte[] bytes = bytes();
    Path file = Files.write(directory.resolve("superblock"), bytes);
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment superblock = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes.length, arena);
      for (int i = 0; i < PARTS; i++) {
        MemorySegment part = superblock.asSlice((long) i * PART_BYTES, PART_BYTES);
        try (InputStream in = new InlineStream(superblock, part)) {
          int start = i * PART_BYTES;
          assertArrayEquals(
              Arrays.copyOfRange(bytes, start, start + PART_BYTES), in.readAllBytes());
        }
      }
      long kib = mappedKib(file);
      assertTrue(kib <= MAPPED_MAX_KIB, kib + " KiB");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void lookingForThePartsKeepsNoneOfThem() throws IOException {
    Commit commit = Commit.of(Checksum.ofContent(new byte[1]), Checksum.ofContent(new byte[2]), 0);
    var headers = new ArrayList<PartHeader>();
    var inside = new HashMap<Integer, Variant>();
    for (int i = 0; i < PARTS; i++) {
      byte[] part = new byte[PART_BYTES];
      headers.add(PartHeader.of(Checksum.ofContent(part), PART_BYTES, PART_BYTES, List.of()));
      inside.put(i, Variant.of(Superblock.PART_TYPE, part));
    }
    Path file = directory.resolve("superblock");
    try (OutputStream out = Files.newOutputStream(file)) {
      SuperblockDraft.of(Optional.empty(), commit)
          .withParts(headers, inside)
          .serialise()
          .writeTo(out);
    }
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      Superblock superblock =
          Superblock.parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      long kib = mappedKib(file);
      assertTrue(kib <= MAPPED_MAX_KIB, kib + " KiB");
      assertEquals(PART_BYTES, superblock.inlinePart(PARTS - 1).orElseThrow().byteSize());
      assertEquals(Optional.empty(), superblock.detachedMetadata());
      kib = mappedKib(file);
      assertTrue(kib <= 2 * MAPPED_MAX_KIB, kib + " KiB");
    }
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[PARTS * PART_BYTES];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /// How much of a file's mapping is resident.
  private static long mappedKib(Path file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
    String name = file.toRealPath().toString();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith(name)) {
        return lines.subList(i, lines.size()).stream()
            .filter(line -> line.startsWith("Rss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow();
      }
    }
    throw new AssertionError(name + " is not mapped");
  }
}
