// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PortableKernel;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a kernel that maps files, and on one that does not.
class ScratchFileTest {
  private static final int SIZE_BYTES = 300_001;

  @TempDir Path directory;

  private interface Use {
    void use(Repo repo) throws IOException;
  }

  private void onEachKernel(Use use) throws IOException {
    for (Kernel kernel : List.of(Kernel.system(), new PortableKernel(FileSystems.getDefault()))) {
      Path root = directory.resolve(kernel.getClass().getSimpleName());
      try (Repo repo = Repo.create(kernel, root, RepoMode.ARCHIVE)) {
        use.use(repo);
      }
      try (Stream<Path> left = Files.list(root.resolve("tmp"))) {
        assertEquals(
            List.of(), left.filter(path -> !path.endsWith("cache")).map(Path::toString).toList());
      }
    }
  }

  private static byte[] content() {
    byte[] content = new byte[SIZE_BYTES];
    new Random(1).nextBytes(content);
    return content;
  }

  private static ScratchFile filled(Repo repo, byte[] content) throws IOException {
    ScratchFile file = ScratchFile.create(repo);
    file.append(content, 0, 1000);
    file.append(content, 1000, content.length - 1000);
    return file;
  }

  @Test
  void whatWasAddedIsReadFromAnyPosition() throws IOException {
    byte[] content = content();
    onEachKernel(
        repo -> {
          try (ScratchFile file = filled(repo, content)) {
            byte[] some = new byte[10];
            assertEquals(5, file.readAt(995, some, 2, 5));
            assertArrayEquals(
                MemorySegment.ofArray(content).asSlice(995, 5).toArray(JAVA_BYTE),
                MemorySegment.ofArray(some).asSlice(2, 5).toArray(JAVA_BYTE));
            assertEquals(-1, file.readAt(SIZE_BYTES, some, 0, 10));
            assertEquals(SIZE_BYTES, file.sizeBytes());
          }
        });
  }

  @Test
  void whatIsMappedOutlivesTheFile() throws IOException {
    byte[] content = content();
    onEachKernel(
        repo -> {
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment mapped;
            try (ScratchFile file = filled(repo, content)) {
              mapped = file.map(arena);
            }
            assertArrayEquals(content, mapped.toArray(JAVA_BYTE));
          }
        });
  }
}
