// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.PortableKernel;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaFilesTest {
  private static final int LARGE_BYTES = 3 << 20;

  @TempDir Path directory;
  private Path delta;

  @BeforeEach
  void write() throws IOException {
    delta = SampleDelta.write(directory.resolve("delta"));
  }

  private static byte[] part(DeltaFiles files, int index) throws IOException {
    try (InputStream part = files.openPart(index)) {
      return part.readAllBytes();
    }
  }

  private byte[] stored(String part) throws IOException {
    return Files.readAllBytes(delta.resolve(part));
  }

  @Test
  void aDirectoryOrTheSuperblockInItIsTheSame() throws IOException {
    for (Path path : new Path[] {delta, delta.resolve("superblock")}) {
      try (DeltaFiles files = DeltaFiles.open(path)) {
        assertEquals(SampleDelta.TO.checksum(), files.superblock().name().to());
        assertArrayEquals(stored("0"), part(files, 0));
        assertArrayEquals(stored("1"), part(files, 1));
        assertThrows(NoSuchFileException.class, () -> files.openPart(2));
      }
    }
  }

  @Test
  void whatIsNotThereIsToldSo() throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    for (String name : new String[] {"none", "delta/none", "empty"}) {
      assertThrows(NoSuchFileException.class, () -> DeltaFiles.open(directory.resolve(name)), name);
    }
    assertThrows(
        FileSystemException.class,
        () -> DeltaFiles.open(directory.resolve("delta/superblock/none")));
  }

  @Test
  void whatCannotBeASuperblockIsRefused() throws IOException {
    for (String target : new String[] {"/", "..", "/dev/null"}) {
      Path other = Files.createDirectory(directory.resolve("other"));
      Path superblock = Files.createSymbolicLink(other.resolve("superblock"), Path.of(target));
      assertThrows(IOException.class, () -> DeltaFiles.open(other), target);
      Files.delete(superblock);
      Files.delete(other);
    }
  }

  @Test
  void theSuperblockMayBeALinkAndPartsAreBesideTheLink() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.move(delta.resolve("superblock"), elsewhere.resolve("block"));
    Files.createSymbolicLink(delta.resolve("link"), Path.of("../elsewhere/block"));
    try (DeltaFiles files = DeltaFiles.open(delta.resolve("link"))) {
      assertArrayEquals(stored("0"), part(files, 0));
    }
  }

  @Test
  void partsMayBeLinksWithinTheDirectoryOnly() throws IOException {
    byte[] first = stored("0");
    Files.move(delta.resolve("0"), delta.resolve("first"));
    Files.createSymbolicLink(delta.resolve("0"), Path.of("first"));
    Files.move(delta.resolve("1"), directory.resolve("second"));
    try (DeltaFiles files = DeltaFiles.open(delta)) {
      assertArrayEquals(first, part(files, 0));
      for (Path target : new Path[] {Path.of("../second"), directory.resolve("second")}) {
        Files.createSymbolicLink(delta.resolve("1"), target);
        var refused = assertThrows(FileSystemException.class, () -> files.openPart(1));
        assertEquals("a part must not be a link to somewhere else", refused.getReason());
        Files.delete(delta.resolve("1"));
      }
    }
  }

  @Test
  void inARepositoryNothingLeadsOutOfIt() throws IOException {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE)) {
      DeltaName name = SampleDelta.draft().name();
      Path inside = repo.path().resolve(name.directory());
      SampleDelta.write(inside);
      try (DeltaFiles files = DeltaFiles.open(repo, name)) {
        assertArrayEquals(stored("0"), part(files, 0));
      }
      Files.move(inside, directory.resolve("outside"));
      Files.createSymbolicLink(inside, directory.resolve("outside"));
      assertThrows(IOException.class, () -> DeltaFiles.open(repo, name));
    }
  }

  /// Where files cannot be mapped they are read.
  @Test
  void aLargeSuperblockIsTheSameOnAnyKernel() throws IOException {
    byte[] content = new byte[LARGE_BYTES];
    new Random(1).nextBytes(content);
    PartBuilder.Part part = new PartBuilder().stored(content);
    byte[] superblock =
        SampleDelta.draft()
            .withInlinePart(part.header(), MemorySegment.ofArray(part.stored()))
            .serialise()
            .bytes();
    for (Kernel kernel :
        new Kernel[] {Kernel.system(), new PortableKernel(FileSystems.getDefault())}) {
      Path root = directory.resolve(kernel.getClass().getSimpleName());
      try (Repo repo = Repo.create(kernel, root, RepoMode.ARCHIVE)) {
        DeltaName name = SampleDelta.draft().name();
        Files.createDirectories(root.resolve(name.directory()));
        Files.write(root.resolve(name.superblockPath()), superblock);
        try (DeltaFiles files = DeltaFiles.open(repo, name)) {
          assertArrayEquals(part.stored(), part(files, 0));
        }
      }
    }
  }
}
