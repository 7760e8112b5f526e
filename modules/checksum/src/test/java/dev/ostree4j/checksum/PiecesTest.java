// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PiecesTest {
  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Checksum checksum(MemorySegment memory) {
    Hasher hasher = Hasher.sha256();
    for (ByteBuffer piece : new Pieces(memory)) {
      hasher.update(piece);
    }
    return hasher.finish();
  }

  @Test
  void togetherTheyAreEverything() {
    for (int size : new int[] {0, 1, 1 << 20, (1 << 20) + 1, (3 << 20) - 1}) {
      byte[] bytes = content(size);
      assertEquals(Checksum.ofContent(bytes), checksum(MemorySegment.ofArray(bytes)));
      List<Integer> sizes = new ArrayList<>();
      new Pieces(MemorySegment.ofArray(bytes)).forEach(piece -> sizes.add(piece.remaining()));
      assertTrue(sizes.stream().allMatch(each -> each > 0 && each <= 1 << 20), sizes::toString);
      assertEquals((size + (1 << 20) - 1) >> 20, sizes.size());
    }
  }

  @Test
  void whatWasLetGoOfIsReadAgain(@TempDir Path directory) throws IOException {
    byte[] bytes = content((5 << 20) + 17);
    Path file = Files.write(directory.resolve("file"), bytes);
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      // Not at the start of a page.
      MemorySegment inside = mapped.asSlice(5, bytes.length - 9);
      for (int i = 0; i < 2; i++) {
        assertEquals(Checksum.ofContent(bytes), checksum(mapped));
        assertEquals(Hasher.sha256().update(bytes, 5, bytes.length - 9).finish(), checksum(inside));
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatWasSeenDoesNotStayInMemory(@TempDir Path directory) throws IOException {
    long size = 128 << 20;
    try (Arena arena = Arena.ofConfined();
        FileChannel channel =
            FileChannel.open(
                directory.resolve("sparse"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
      long before = residentKib();
      checksum(mapped);
      long after = residentKib();
      assertTrue(after - before < size >> 11, after + " KiB after " + before);
    }
  }

  /// What this process has of files in its memory.
  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssFile:") || line.startsWith("RssShmem:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  @Test
  void thereIsNoneBehindTheLast() {
    Iterator<ByteBuffer> pieces = new Pieces(MemorySegment.ofArray(content(3))).iterator();
    pieces.next();
    assertFalse(pieces.hasNext());
    assertThrows(NoSuchElementException.class, pieces::next);
  }
}
