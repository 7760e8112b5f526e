// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a [Kernel] does with content and with the names of files.
abstract class KernelFileContract extends KernelPathContract {
  @Nested
  class Content {
    @Test
    void whatIsWrittenIsRead() throws IOException {
      byte[] content = new byte[700_001];
      new Random(1).nextBytes(content);
      try (Descriptor file = kernel.create(root, "big", 0644)) {
        kernel.write(file, content, 0, 300_000);
        kernel.write(file, content, 300_000, content.length - 300_000);
        assertEquals(content.length, kernel.status(file).sizeBytes());
      }
      byte[] back = new byte[content.length + 10];
      int length = 0;
      try (Descriptor file = kernel.openRead(root, "big")) {
        int count;
        while ((count = kernel.read(file, back, length, back.length - length)) > 0) {
          length += count;
        }
        assertEquals(-1, count);
      }
      assertEquals(content.length, length);
      assertArrayEquals(content, Arrays.copyOf(back, length));
    }

    @Test
    void readingNothingReadsNothing() throws IOException {
      write("file", "x");
      try (Descriptor file = kernel.openRead(root, "file")) {
        assertEquals(0, kernel.read(file, new byte[1], 1, 0));
        assertEquals("x", read(file));
        assertEquals(-1, kernel.read(file, new byte[1], 0, 1));
      }
    }

    @Test
    void outOfBoundsIsRefused() throws IOException {
      try (Descriptor file = kernel.create(root, "file", 0644)) {
        byte[] three = new byte[3];
        assertThrows(IndexOutOfBoundsException.class, () -> kernel.write(file, three, 1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> kernel.read(file, three, -1, 2));
      }
    }

    @Test
    void readAtLeavesTheOffset() throws IOException {
      write("file", "0123456789");
      try (Descriptor file = kernel.openRead(root, "file")) {
        byte[] two = new byte[2];
        assertEquals(2, kernel.readAt(file, 7, two, 0, 2));
        assertEquals("78", new String(two, UTF_8));
        assertEquals(-1, kernel.readAt(file, 10, two, 0, 2));
        assertEquals("0123456789", read(file));
      }
    }

    @Test
    void whatIsMappedOutlivesTheDescriptor() throws IOException {
      write("file", "0123456789");
      try (Arena arena = Arena.ofConfined()) {
        Optional<MemorySegment> mapped;
        try (Descriptor file = kernel.openRead(root, "file")) {
          mapped = kernel.map(file, arena);
        }
        if (mapped.isPresent()) {
          assertEquals("0123456789", new String(mapped.get().toArray(JAVA_BYTE), UTF_8));
          assertTrue(mapped.get().isReadOnly());
        }
      }
    }

    @Test
    void whoIsInterruptedWhileMappingHearsOfItAndKeepsTheFile() throws IOException {
      write("file", "0123456789");
      try (Arena arena = Arena.ofConfined();
          Descriptor file = kernel.openRead(root, "file")) {
        Thread.currentThread().interrupt();
        boolean mapped;
        try {
          mapped = kernel.map(file, arena).isPresent();
        } catch (InterruptedIOException expected) {
          mapped = false;
        } finally {
          assertTrue(Thread.interrupted());
        }
        assertFalse(mapped);
        assertEquals("0123456789", read(file));
      }
    }

    @Test
    void copyRangeGoesFromOffsetToOffset() throws IOException {
      write("from", "0123456789");
      try (Descriptor from = kernel.openRead(root, "from");
          Descriptor to = kernel.create(root, "to", 0644)) {
        write(to, "<");
        assertEquals(4, kernel.copyRange(from, to, 4));
        assertEquals(6, kernel.copyRange(from, to, 100));
        assertEquals(0, kernel.copyRange(from, to, 100));
        write(to, ">");
      }
      assertEquals("<0123456789>", read("to"));
    }

    @Test
    void reflinkSharesAllOrNothing() throws IOException {
      write("from", "content");
      try (Descriptor from = kernel.openRead(root, "from");
          Descriptor to = kernel.create(root, "to", 0644)) {
        boolean shared = kernel.reflink(from, to);
        assertEquals(shared ? "content" : "", read("to"));
      }
    }

    @Test
    void truncateCutsAndExtends() throws IOException {
      write("file", "0123456789");
      try (Descriptor file = kernel.openReadWrite(root, "file")) {
        kernel.truncate(file, 3);
        assertEquals("012", read("file"));
        kernel.truncate(file, 5);
        assertEquals("012\0\0", read("file"));
      }
    }

    @Test
    void writingToWhatIsOpenForReadingFails() throws IOException {
      write("file", "old");
      try (Descriptor file = kernel.openRead(root, "file")) {
        assertErrno(Errno.EBADF, () -> kernel.write(file, new byte[1], 0, 1));
      }
      assertEquals("old", read("file"));
    }

    @Test
    void aDirectoryHasNoContent() {
      assertErrno(Errno.EISDIR, () -> kernel.read(root, new byte[1], 0, 1));
    }

    @Test
    void syncingWorksOnFilesAndDirectories() throws IOException {
      try (Descriptor file = kernel.create(root, "file", 0644)) {
        write(file, "x");
        kernel.dataSync(file);
        kernel.sync(file);
        kernel.sync(root);
        kernel.syncFileSystem(root);
      }
    }
  }

  @Nested
  class Unnamed {
    @Test
    void anUnnamedFileAppearsWhenLinked() throws IOException {
      Optional<Descriptor> unnamed = kernel.createUnnamed(root, 0644);
      if (!can(Capability.UNNAMED_FILES)) {
        assertTrue(unnamed.isEmpty());
        write("file", "");
        try (Descriptor file = kernel.openRead(root, "file")) {
          assertUnsupported(() -> kernel.linkUnnamed(file, root, "second"));
        }
        return;
      }
      kernel.makeDirectory(root, "sub", 0755);
      try (Descriptor file = unnamed.orElseThrow()) {
        write(file, "complete");
        assertEquals(List.of("sub"), names("."));
        kernel.linkUnnamed(file, root, "sub/file");
        assertErrno(Errno.EEXIST, () -> kernel.linkUnnamed(file, root, "sub"));
      }
      assertEquals("complete", read("sub/file"));
    }
  }

  @Nested
  class Status {
    @Test
    void typesAndSizesAreTold() throws IOException {
      write("file", "four");
      kernel.makeDirectory(root, "directory", 0755);
      kernel.symlink("target", root, "link");
      FileStatus file = kernel.status(root, "file");
      assertTrue(file.isRegular());
      assertEquals(4, file.sizeBytes());
      assertTrue(kernel.status(root, "directory").isDirectory());
      assertTrue(kernel.status(root, "link").isSymlink());
      assertEquals("target".length(), kernel.status(root, "link").sizeBytes());
      assertTrue(kernel.status(root).isDirectory());
    }

    @Test
    void absenceIsAnAnswerOrAnError() throws IOException {
      write("file", "");
      assertTrue(kernel.findStatus(root, "absent").isEmpty());
      assertTrue(kernel.findStatus(root, "absent/below").isEmpty());
      assertTrue(kernel.findStatus(root, "absent/far/below").isEmpty());
      assertErrno(Errno.ENOENT, () -> kernel.status(root, "absent"));
      assertErrno(Errno.ENOTDIR, () -> kernel.findStatus(root, "file/below"));
    }

    @Test
    void openAndNamedStatusAgree() throws IOException {
      try (Descriptor file = kernel.create(root, "file", 0644)) {
        FileStatus open = kernel.status(file);
        FileStatus named = kernel.status(root, "file");
        assertEquals(open, named);
        assertTrue(open.isSameFile(named));
      }
    }

    @Test
    void differentFilesDiffer() throws IOException {
      write("one", "");
      write("two", "");
      assertNotEquals(kernel.status(root, "one").inode(), kernel.status(root, "two").inode());
    }

    @Test
    void linksAreCounted() throws IOException {
      write("one", "");
      kernel.link(root, "one", root, "two");
      FileStatus one = kernel.status(root, "one");
      assertTrue(one.isSameFile(kernel.status(root, "two")));
      if (can(Capability.OWNERSHIP)) {
        assertEquals(2, one.links());
      }
    }

    @Test
    void theFileSystemHasRoom() throws IOException {
      var room = kernel.fileSystem(root);
      assertTrue(room.blockSizeBytes() > 0);
      assertTrue(room.blocks() > 0);
      assertTrue(room.freeBlocks() <= room.blocks());
      assertTrue(room.availableBlocks() <= room.freeBlocks());
      assertFalse(room.readOnly());
    }

    @Test
    void targetsAreRead() throws IOException {
      kernel.symlink("../some/target", root, "link");
      assertEquals("../some/target", kernel.readLink(root, "link"));
    }

    @Test
    void onlySymlinksHaveTargets() throws IOException {
      write("file", "");
      assertErrno(Errno.EINVAL, () -> kernel.readLink(root, "file"));
      assertErrno(Errno.ENOENT, () -> kernel.readLink(root, "absent"));
    }
  }

  @Nested
  class Names {
    @Test
    void linkingKeepsWhatIsThere() throws IOException {
      write("one", "1");
      write("two", "2");
      assertErrno(Errno.EEXIST, () -> kernel.link(root, "one", root, "two"));
      assertEquals("2", read("two"));
      assertErrno(Errno.ENOENT, () -> kernel.link(root, "absent", root, "three"));
    }

    @Test
    void symlinksAreLinkedThemselves() throws IOException {
      kernel.symlink("target", root, "link");
      if (can(Capability.SYMLINK_HARD_LINKS)) {
        kernel.link(root, "link", root, "second");
        assertEquals("target", kernel.readLink(root, "second"));
      } else {
        assertUnsupported(() -> kernel.link(root, "link", root, "second"));
      }
    }

    @Test
    void directoriesAreNotLinked() throws IOException {
      kernel.makeDirectory(root, "directory", 0755);
      assertErrno(Errno.EACCES, () -> kernel.link(root, "directory", root, "second"));
    }

    @Test
    void renamingReplaces() throws IOException {
      kernel.makeDirectory(root, "sub", 0755);
      write("one", "1");
      write("sub/two", "2");
      kernel.rename(root, "one", root, "sub/two");
      assertEquals("1", read("sub/two"));
      assertFalse(exists("one"));
    }

    @Test
    void renamingReplacesASymlinkItself() throws IOException {
      write("one", "1");
      write("target", "untouched");
      kernel.symlink("target", root, "link");
      kernel.rename(root, "one", root, "link");
      assertEquals("1", read("link"));
      assertEquals("untouched", read("target"));
    }

    @Test
    void renamingRespectsKinds() throws IOException {
      write("file", "");
      kernel.makeDirectory(root, "empty", 0755);
      kernel.makeDirectory(root, "full", 0755);
      write("full/file", "");
      assertErrno(Errno.EISDIR, () -> kernel.rename(root, "file", root, "empty"));
      assertErrno(Errno.ENOTDIR, () -> kernel.rename(root, "empty", root, "file"));
      assertErrno(Errno.ENOTEMPTY, () -> kernel.rename(root, "empty", root, "full"));
      assertErrno(Errno.ENOENT, () -> kernel.rename(root, "absent", root, "file"));
      kernel.rename(root, "full", root, "empty");
      assertTrue(exists("empty/file"));
    }

    @Test
    void renameNoReplaceKeepsWhatIsThere() throws IOException {
      write("one", "1");
      write("two", "2");
      assertErrno(Errno.EEXIST, () -> kernel.renameNoReplace(root, "one", root, "two"));
      assertEquals("1", read("one"));
      assertEquals("2", read("two"));
      kernel.renameNoReplace(root, "one", root, "three");
      assertEquals("1", read("three"));
      assertFalse(exists("one"));
    }

    @Test
    void exchangingSwaps() throws IOException {
      write("file", "1");
      kernel.makeDirectory(root, "directory", 0755);
      if (!can(Capability.EXCHANGE)) {
        assertUnsupported(() -> kernel.exchange(root, "file", root, "directory"));
        return;
      }
      kernel.exchange(root, "file", root, "directory");
      assertEquals("1", read("directory"));
      assertTrue(kernel.status(root, "file").isDirectory());
      assertErrno(Errno.ENOENT, () -> kernel.exchange(root, "file", root, "absent"));
    }

    @Test
    void unlinkRemovesNamesOnly() throws IOException {
      write("one", "kept");
      kernel.link(root, "one", root, "two");
      kernel.unlink(root, "one");
      assertEquals("kept", read("two"));
      assertErrno(Errno.ENOENT, () -> kernel.unlink(root, "one"));
      kernel.makeDirectory(root, "directory", 0755);
      assertErrno(Errno.EISDIR, () -> kernel.unlink(root, "directory"));
    }

    @Test
    void unlinkRemovesASymlinkItself() throws IOException {
      write("target", "kept");
      kernel.symlink("target", root, "link");
      kernel.unlink(root, "link");
      assertEquals("kept", read("target"));
    }

    @Test
    void onlyEmptyDirectoriesAreRemoved() throws IOException {
      kernel.makeDirectory(root, "directory", 0755);
      write("directory/file", "");
      assertErrno(Errno.ENOTEMPTY, () -> kernel.removeDirectory(root, "directory"));
      assertErrno(Errno.ENOTDIR, () -> kernel.removeDirectory(root, "directory/file"));
      kernel.unlink(root, "directory/file");
      kernel.removeDirectory(root, "directory");
      assertFalse(exists("directory"));
    }

    @Test
    void makingWhatExistsIsRefused() throws IOException {
      kernel.makeDirectory(root, "directory", 0755);
      assertErrno(Errno.EEXIST, () -> kernel.makeDirectory(root, "directory", 0755));
      assertErrno(Errno.EEXIST, () -> kernel.symlink("x", root, "directory"));
      assertErrno(Errno.ENOENT, () -> kernel.makeDirectory(root, "absent/below", 0755));
    }
  }
}
