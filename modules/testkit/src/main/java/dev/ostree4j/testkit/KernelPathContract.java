// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// How a [Kernel] opens, stays beneath, lists and names.
abstract class KernelPathContract extends KernelFixture {
  @Nested
  class Opening {
    @Test
    void aMissingRootIsNamed() throws IOException {
      Path missing = newDirectory().resolve("missing");
      var error = assertThrows(NoSuchFileException.class, () -> kernel.openRoot(missing));
      assertEquals(missing.toString(), error.getFile());
    }

    @Test
    void aDotIsTheDirectoryItself() throws IOException {
      try (Descriptor again = kernel.openDirectory(root, ".")) {
        assertTrue(kernel.status(root).isSameFile(kernel.status(again)));
      }
    }

    @Test
    void directoriesAreOpenedAcrossComponents() throws IOException {
      kernel.makeDirectory(root, "a", 0755);
      kernel.makeDirectory(root, "a/b", 0755);
      kernel.makeDirectory(root, "a/b/c", 0755);
      write("a/b/c/file", "deep");
      try (Descriptor directory = kernel.openDirectory(root, "a/b");
          Descriptor file = kernel.openRead(directory, "c/file")) {
        assertEquals("deep", read(file));
      }
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
      write("file", "");
      assertErrno(Errno.ENOTDIR, () -> kernel.openDirectory(root, "file"));
      assertErrno(Errno.ENOTDIR, () -> kernel.openRead(root, "file/below"));
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
      kernel.makeDirectory(root, "directory", 0755);
      assertErrno(Errno.EISDIR, () -> kernel.openRead(root, "directory"));
      assertErrno(Errno.EISDIR, () -> kernel.openReadWrite(root, "directory"));
    }

    @Test
    void aPipeIsRefusedAtOnce() throws IOException {
      if (can(Capability.NODES)) {
        kernel.makeNode(root, "pipe", 0010644, 0);
        assertEquals(FileType.FIFO, kernel.status(root, "pipe").type());
        assertErrno(Errno.EINVAL, () -> kernel.openRead(root, "pipe"));
      } else {
        assertUnsupported(() -> kernel.makeNode(root, "pipe", 0010644, 0));
      }
    }

    @Test
    void creatingWhatExistsIsRefused() throws IOException {
      write("file", "old");
      kernel.symlink("nowhere", root, "link");
      assertErrno(Errno.EEXIST, () -> kernel.create(root, "file", 0644));
      assertErrno(Errno.EEXIST, () -> kernel.create(root, "link", 0644));
      assertEquals("old", read("file"));
    }

    @Test
    void openOrCreateKeepsTheContent() throws IOException {
      try (Descriptor file = kernel.openOrCreate(root, "lock", 0644)) {
        write(file, "kept");
      }
      try (Descriptor file = kernel.openOrCreate(root, "lock", 0644)) {
        assertEquals("kept", read(file));
      }
    }

    @Test
    void openOrCreateFollowsNoSymlink() throws IOException {
      kernel.symlink("elsewhere", root, "lock");
      assertSymlinkRefused(() -> kernel.openOrCreate(root, "lock", 0644));
      assertFalse(exists("elsewhere"));
    }
  }

  @Nested
  class StayingBeneath {
    @BeforeEach
    void plant() throws IOException {
      kernel.makeDirectory(root, "real", 0755);
      kernel.makeDirectory(root, "real/inner", 0755);
      write("real/file", "content");
      kernel.symlink("real", root, "planted");
      kernel.symlink("real/file", root, "toFile");
    }

    @Test
    void aPlantedSymlinkIsNoDirectory() {
      assertSymlinkRefused(() -> kernel.openDirectory(root, "planted"));
      assertSymlinkRefused(() -> kernel.openDirectory(root, "planted/inner"));
      assertSymlinkRefused(() -> kernel.openRead(root, "planted/file"));
      assertSymlinkRefused(() -> kernel.openRead(root, "planted/inner/file"));
      assertSymlinkRefused(() -> kernel.openReadWrite(root, "toFile"));
      assertSymlinkRefused(() -> kernel.openRead(root, "toFile"));
    }

    @Test
    void noChangeGoesThroughAPlantedSymlink() throws IOException {
      assertSymlinkRefused(() -> kernel.create(root, "planted/new", 0644));
      assertSymlinkRefused(() -> kernel.openOrCreate(root, "planted/new", 0644));
      assertSymlinkRefused(() -> kernel.makeDirectory(root, "planted/new", 0755));
      assertSymlinkRefused(() -> kernel.symlink("x", root, "planted/new"));
      assertSymlinkRefused(() -> kernel.unlink(root, "planted/file"));
      assertSymlinkRefused(() -> kernel.removeDirectory(root, "planted/inner"));
      assertSymlinkRefused(() -> kernel.rename(root, "planted/file", root, "moved"));
      assertSymlinkRefused(() -> kernel.rename(root, "real/file", root, "planted/moved"));
      assertSymlinkRefused(() -> kernel.link(root, "planted/file", root, "second"));
      assertSymlinkRefused(() -> kernel.link(root, "real/file", root, "planted/second"));
      assertSymlinkRefused(() -> kernel.changeMode(root, "planted/file", 0600));
      assertSymlinkRefused(() -> kernel.status(root, "planted/file"));
      assertSymlinkRefused(() -> kernel.findStatus(root, "planted/file"));
      assertSymlinkRefused(() -> kernel.xattrNames(root, "planted/file"));
      assertEquals(List.of("file", "inner"), names("real"));
    }

    @Test
    void parentsAreRefused() {
      for (String path : List.of("..", "../x", "real/..", "real/../real/file", "real/inner/../x")) {
        assertErrno(Errno.EXDEV, () -> kernel.openRead(root, path));
        assertErrno(Errno.EXDEV, () -> kernel.openDirectory(root, path));
        assertErrno(Errno.EXDEV, () -> kernel.unlink(root, path));
        assertErrno(Errno.EXDEV, () -> kernel.create(root, path, 0644));
        assertErrno(Errno.EXDEV, () -> kernel.status(root, path));
      }
    }

    @Test
    void absolutePathsAreRefused() {
      assertErrno(Errno.EXDEV, () -> kernel.openRead(root, "/etc/passwd"));
      assertErrno(Errno.EXDEV, () -> kernel.openDirectory(root, "/"));
      assertErrno(Errno.EXDEV, () -> kernel.makeDirectory(root, "/new", 0755));
      assertErrno(Errno.EXDEV, () -> kernel.rename(root, "real", root, "/tmp/x"));
    }

    @Test
    void aTrailingSlashIsRefused() {
      assertErrno(Errno.EINVAL, () -> kernel.openDirectory(root, "planted/"));
      assertErrno(Errno.EINVAL, () -> kernel.openDirectory(root, "real//inner"));
    }

    @Test
    void anEmptyPathIsNothing() {
      assertErrno(Errno.ENOENT, () -> kernel.openRead(root, ""));
      assertErrno(Errno.ENOENT, () -> kernel.status(root, ""));
    }

    @Test
    void nulIsRefused() {
      assertThrows(IllegalArgumentException.class, () -> kernel.openRead(root, "real\0/x"));
      assertThrows(IllegalArgumentException.class, () -> kernel.create(root, "a\0b", 0644));
      assertThrows(IllegalArgumentException.class, () -> kernel.makeDirectory(root, "\0", 0755));
    }

    @Test
    void linksThatStayBeneathAreFollowedOnDemand() throws IOException {
      kernel.symlink("../real/inner/../file", root, "real/around");
      kernel.symlink("planted/around", root, "chain");
      for (String path : List.of("toFile", "planted/file", "chain", "real/file")) {
        try (Descriptor file = kernel.openReadBeneath(root, path)) {
          assertEquals("content", read(file));
        }
      }
    }

    @Test
    void linksThatLeaveAreRefused() throws IOException {
      kernel.symlink("../outside", root, "up");
      kernel.symlink("real/../../outside", root, "sly");
      kernel.symlink("/etc/passwd", root, "absolute");
      assertErrno(Errno.EXDEV, () -> kernel.openReadBeneath(root, "up"));
      assertErrno(Errno.EXDEV, () -> kernel.openReadBeneath(root, "sly"));
      assertErrno(Errno.EXDEV, () -> kernel.openReadBeneath(root, "absolute"));
    }

    @Test
    void linksToThemselvesEnd() throws IOException {
      kernel.symlink("loop", root, "loop");
      assertErrno(Errno.ELOOP, () -> kernel.openReadBeneath(root, "loop"));
    }

    @Test
    void aDanglingLinkIsMissing() throws IOException {
      kernel.symlink("nothing", root, "dangling");
      assertErrno(Errno.ENOENT, () -> kernel.openReadBeneath(root, "dangling"));
    }

    @Test
    void aLinkToADirectoryIsNoFile() {
      assertErrno(Errno.EISDIR, () -> kernel.openReadBeneath(root, "planted"));
    }
  }

  @Nested
  class Listing {
    @Test
    void everyNameComesWithItsType() throws IOException {
      write("file", "");
      kernel.makeDirectory(root, "directory", 0755);
      kernel.symlink("target", root, "link");
      Map<String, FileType> found = new HashMap<>();
      for (DirectoryEntry entry : kernel.list(root)) {
        found.put(entry.name(), entry.type());
      }
      assertEquals(
          Map.of(
              "file", FileType.REGULAR, "directory", FileType.DIRECTORY, "link", FileType.SYMLINK),
          found);
    }

    @Test
    void listingAgainSeesWhatChanged() throws IOException {
      assertEquals(List.of(), kernel.list(root));
      write("first", "");
      assertEquals(1, kernel.list(root).size());
      write("second", "");
      assertEquals(2, kernel.list(root).size());
    }

    @Test
    void manyNamesAreAllListed() throws IOException {
      String stem = "x".repeat(200);
      for (int i = 0; i < 1200; i++) {
        kernel.symlink("t", root, stem + i);
      }
      assertEquals(1200, kernel.list(root).stream().map(DirectoryEntry::name).distinct().count());
    }

    @Test
    void aFileHasNoNames() throws IOException {
      write("file", "");
      try (Descriptor file = kernel.openRead(root, "file")) {
        assertErrno(Errno.ENOTDIR, () -> kernel.list(file));
      }
    }
  }

  @Nested
  class FileNaming {
    @Test
    void namesOf255BytesWork() throws IOException {
      String longest = "n".repeat(255);
      write(longest, "x");
      assertEquals(List.of(longest), names("."));
      assertEquals("x", read(longest));
      kernel.unlink(root, longest);
    }

    @Test
    void longerNamesAreRefused() {
      assertErrno(Errno.ENAMETOOLONG, () -> kernel.create(root, "n".repeat(256), 0644));
      assertErrno(Errno.ENAMETOOLONG, () -> kernel.openRead(root, "é".repeat(128)));
    }

    @Test
    void bytesThatAreNoTextRoundTrip() throws IOException {
      String name = "a" + ESCAPED_BYTE + "b";
      if (!can(Capability.BYTE_NAMES)) {
        assertUnsupported(() -> kernel.create(root, name, 0644));
        return;
      }
      write(name, "x");
      assertEquals(List.of(name), names("."));
      kernel.symlink(name, root, "link");
      assertEquals(name, kernel.readLink(root, "link"));
      assertEquals("x", read(name));
      kernel.unlink(root, name);
      assertFalse(exists(name));
    }

    @Test
    void textBeyondAsciiRoundTrips() throws IOException {
      if (!can(Capability.BYTE_NAMES)) {
        return; // What a provider does with such names depends on the locale.
      }
      String name = "grün-日本-\ud83d\ude00";
      write(name, "x");
      assertEquals(List.of(name), names("."));
    }

    @Test
    void strayHalvesOfPairsAreRefused() {
      if (can(Capability.BYTE_NAMES)) {
        assertThrows(IllegalArgumentException.class, () -> kernel.create(root, "a\ud83d", 0644));
      }
    }
  }
}
