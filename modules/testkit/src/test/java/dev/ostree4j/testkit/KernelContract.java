// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import dev.ostree4j.syscall.SyscallErrors;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/// What every [Kernel] must do.
///
/// A capability that a kernel does not declare must fail cleanly, which is tested too.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class KernelContract {
  private static final String ESCAPED_BYTE = "\udcff";

  /// The kernel under test.
  protected Kernel kernel;

  /// An empty directory.
  protected Descriptor root;

  /// A new kernel for each test.
  protected abstract Kernel newKernel() throws IOException;

  /// A new, empty directory of the kernel's file system.
  protected abstract Path newDirectory() throws IOException;

  @BeforeEach
  final void openRoot() throws IOException {
    kernel = newKernel();
    root = kernel.openRoot(newDirectory());
  }

  @AfterEach
  final void closeRoot() throws IOException {
    root.close();
  }

  private boolean can(Capability capability) {
    return kernel.capabilities().contains(capability);
  }

  private void write(String path, String content) throws IOException {
    try (Descriptor file = kernel.create(root, path, 0644)) {
      write(file, content);
    }
  }

  private void write(Descriptor file, String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    kernel.write(file, bytes, 0, bytes.length);
  }

  private String read(String path) throws IOException {
    try (Descriptor file = kernel.openRead(root, path)) {
      return read(file);
    }
  }

  private String read(Descriptor file) throws IOException {
    byte[] buffer = new byte[100];
    int length = kernel.read(file, buffer, 0, buffer.length);
    return length < 0 ? "" : new String(buffer, 0, length, UTF_8);
  }

  private boolean exists(String path) throws IOException {
    return kernel.findStatus(root, path).isPresent();
  }

  private static int errno(FileSystemException error) {
    return switch (error) {
      case SyscallException e -> e.errno();
      case NoSuchFileException e -> Errno.ENOENT;
      case FileAlreadyExistsException e -> Errno.EEXIST;
      case NotDirectoryException e -> Errno.ENOTDIR;
      case DirectoryNotEmptyException e -> Errno.ENOTEMPTY;
      case AccessDeniedException e -> Errno.EACCES;
      default -> throw new AssertionError("undeclared", error);
    };
  }

  private static void assertErrno(int errno, Executable call) {
    FileSystemException error = assertThrows(FileSystemException.class, call);
    assertEquals(Errno.text(errno), Errno.text(errno(error)), error::toString);
  }

  private static void assertUnsupported(Executable call) {
    assertErrno(Errno.EOPNOTSUPP, call);
  }

  private static void assertSymlinkRefused(Executable call) {
    int errno = errno(assertThrows(FileSystemException.class, call));
    assertTrue(errno == Errno.ELOOP || errno == Errno.ENOTDIR, () -> Errno.text(errno));
  }

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

  private List<String> names(String directory) throws IOException {
    try (Descriptor open = kernel.openDirectory(root, directory)) {
      return kernel.list(open).stream().map(DirectoryEntry::name).sorted().toList();
    }
  }

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
      assertArrayEquals(content, java.util.Arrays.copyOf(back, length));
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
      for (int i = 0; i < 1500; i++) {
        kernel.symlink("t", root, stem + i);
      }
      assertEquals(1500, kernel.list(root).stream().map(DirectoryEntry::name).distinct().count());
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

  @Nested
  class Attributes {
    @Test
    void modesAreKept() throws IOException {
      try (Descriptor file = kernel.create(root, "file", 0600)) {
        kernel.changeMode(file, 0751);
      }
      kernel.makeDirectory(root, "directory", 0700);
      kernel.changeMode(root, "directory", 0711);
      if (can(Capability.PERMISSIONS)) {
        assertEquals(0751, kernel.status(root, "file").permissions());
        assertEquals(0711, kernel.status(root, "directory").permissions());
      }
    }

    @Test
    void theModeOfASymlinkStays() throws IOException {
      write("target", "");
      int before = kernel.status(root, "target").permissions();
      kernel.symlink("target", root, "link");
      assertUnsupported(() -> kernel.changeMode(root, "link", 0600));
      assertEquals(before, kernel.status(root, "target").permissions());
    }

    @Test
    void timesAreKept() throws IOException {
      Instant time = Instant.ofEpochSecond(1_234_567, 890_000_000);
      try (Descriptor file = kernel.create(root, "file", 0644)) {
        kernel.setTimes(file, Instant.EPOCH, time);
        assertEquals(time, kernel.status(file).modified());
      }
      kernel.makeDirectory(root, "directory", 0755);
      kernel.setTimes(root, "directory", Instant.EPOCH, time);
      assertEquals(time, kernel.status(root, "directory").modified());
    }

    @Test
    void theTimesOfASymlinkAreItsOwn() throws IOException {
      write("target", "");
      Instant before = kernel.status(root, "target").modified();
      kernel.symlink("target", root, "link");
      kernel.setTimes(root, "link", Instant.EPOCH, Instant.EPOCH);
      assertEquals(Instant.EPOCH, kernel.status(root, "link").modified());
      assertEquals(before, kernel.status(root, "target").modified());
    }

    @Test
    void ownersAreKept() throws IOException {
      write("file", "");
      kernel.symlink("file", root, "link");
      if (!can(Capability.OWNERSHIP)) {
        assertUnsupported(() -> kernel.changeOwner(root, "file", 1, 2));
        return;
      }
      FileStatus mine = kernel.status(root, "file");
      kernel.changeOwner(root, "file", -1, -1);
      kernel.changeOwner(root, "file", mine.uid(), mine.gid());
      if (kernel.effectiveUser() == 0) {
        kernel.changeOwner(root, "link", 12, 34);
        assertEquals(12, kernel.status(root, "link").uid());
        assertEquals(34, kernel.status(root, "link").gid());
        try (Descriptor file = kernel.openRead(root, "file")) {
          kernel.changeOwner(file, 56, -1);
        }
        assertEquals(56, kernel.status(root, "file").uid());
        assertEquals(mine.gid(), kernel.status(root, "file").gid());
      }
    }

    @Test
    void inodeFlagsAreReadWhereKnown() throws IOException {
      write("file", "");
      try (Descriptor file = kernel.openRead(root, "file")) {
        if (can(Capability.INODE_FLAGS)) {
          try {
            kernel.setInodeFlags(file, kernel.inodeFlags(file));
          } catch (SyscallException refused) {
            // Some file systems have none, or do not take back what they gave.
            assertTrue(
                List.of(Errno.ENOTTY, Errno.EOPNOTSUPP, Errno.EINVAL).contains(refused.errno()));
          }
        } else {
          assertUnsupported(() -> kernel.inodeFlags(file));
          assertUnsupported(() -> kernel.setInodeFlags(file, 0));
        }
      }
    }

    @Test
    void verityIsOnOrUnsupported() throws IOException {
      write("file", "content");
      try (Descriptor file = kernel.openRead(root, "file")) {
        assertTrue(kernel.verityDigest(file).isEmpty());
        boolean on = kernel.enableVerity(file);
        assertEquals(on, kernel.verityDigest(file).isPresent());
        if (on) {
          assertEquals(32, kernel.verityDigest(file).orElseThrow().length);
          assertTrue(kernel.enableVerity(file));
        }
      }
    }

    @Test
    void freezingIsRefusedWhereUnknown() {
      if (!can(Capability.FREEZE)) {
        assertUnsupported(() -> kernel.freeze(root));
        assertUnsupported(() -> kernel.thaw(root));
      }
    }
  }

  @Nested
  class ExtendedAttributes {
    private final byte[] name = "user.ostree4j".getBytes(UTF_8);
    private final byte[] value = {1, 0, 2, (byte) 0xFF};

    @Test
    void valuesAreKept() throws IOException {
      write("file", "");
      if (!can(Capability.XATTRS)) {
        assertUnsupported(() -> kernel.setXattr(root, "file", name, value));
        assertTrue(kernel.xattr(root, "file", name).isEmpty());
        assertEquals(List.of(), kernel.xattrNames(root, "file"));
        return;
      }
      kernel.setXattr(root, "file", name, value);
      try (Descriptor file = kernel.openReadWrite(root, "file")) {
        assertArrayEquals(value, kernel.xattr(file, name).orElseThrow());
        kernel.setXattr(file, "user.empty".getBytes(UTF_8), new byte[0]);
        assertEquals(2, kernel.xattrNames(file).size());
      }
      assertEquals(
          0, kernel.xattr(root, "file", "user.empty".getBytes(UTF_8)).orElseThrow().length);
      assertEquals(2, kernel.xattrNames(root, "file").size());
      kernel.removeXattr(root, "file", name);
      assertTrue(kernel.xattr(root, "file", name).isEmpty());
    }

    @Test
    void absenceIsAnAnswer() throws IOException {
      try (Descriptor file = kernel.create(root, "file", 0644)) {
        assertTrue(kernel.xattr(file, name).isEmpty());
        assertEquals(List.of(), kernel.xattrNames(file));
        kernel.removeXattr(file, name);
        kernel.removeXattr(root, "file", name);
      }
    }

    @Test
    void aSymlinkIsNotFollowed() throws IOException {
      write("target", "");
      if (can(Capability.XATTRS)) {
        kernel.setXattr(root, "target", name, value);
      }
      kernel.symlink("target", root, "link");
      assertTrue(kernel.xattr(root, "link", name).isEmpty());
      assertEquals(List.of(), kernel.xattrNames(root, "link"));
    }

    @Test
    void namesAcrossComponentsAreReached() throws IOException {
      if (!can(Capability.XATTRS)) {
        return;
      }
      kernel.makeDirectory(root, "a", 0755);
      kernel.makeDirectory(root, "a/b", 0755);
      kernel.setXattr(root, "a/b", name, value);
      try (Descriptor directory = kernel.openDirectory(root, "a/b")) {
        assertArrayEquals(value, kernel.xattr(directory, name).orElseThrow());
        assertArrayEquals(value, kernel.xattr(directory, ".", name).orElseThrow());
      }
    }
  }

  @Nested
  class Locks {
    @Test
    void exclusiveExcludes() throws IOException {
      try (Descriptor one = kernel.openOrCreate(root, "lock", 0644);
          Descriptor two = kernel.openOrCreate(root, "lock", 0644)) {
        assertTrue(kernel.tryLock(one, LockKind.EXCLUSIVE));
        assertTrue(kernel.tryLock(one, LockKind.EXCLUSIVE));
        assertFalse(kernel.tryLock(two, LockKind.EXCLUSIVE));
        assertFalse(kernel.tryLock(two, LockKind.SHARED));
        kernel.unlock(one);
        assertTrue(kernel.tryLock(two, LockKind.SHARED));
      }
    }

    @Test
    void sharedIsShared() throws IOException {
      try (Descriptor one = kernel.openOrCreate(root, "lock", 0644);
          Descriptor two = kernel.openOrCreate(root, "lock", 0644)) {
        assertTrue(kernel.tryLock(one, LockKind.SHARED));
        assertTrue(kernel.tryLock(two, LockKind.SHARED));
        assertFalse(kernel.tryLock(two, LockKind.EXCLUSIVE));
        kernel.unlock(one);
        assertTrue(kernel.tryLock(two, LockKind.EXCLUSIVE));
        assertFalse(kernel.tryLock(one, LockKind.SHARED));
        assertTrue(kernel.tryLock(two, LockKind.SHARED));
        assertTrue(kernel.tryLock(one, LockKind.SHARED));
      }
    }

    @Test
    void closingGivesBack() throws IOException {
      try (Descriptor one = kernel.openOrCreate(root, "lock", 0644)) {
        Descriptor two = kernel.openOrCreate(root, "lock", 0644);
        assertTrue(kernel.tryLock(two, LockKind.EXCLUSIVE));
        two.close();
        assertTrue(kernel.tryLock(one, LockKind.EXCLUSIVE));
      }
    }

    @Test
    void closingAnotherOpeningKeepsTheLock() throws IOException {
      try (Descriptor one = kernel.openOrCreate(root, "lock", 0644);
          Descriptor two = kernel.openOrCreate(root, "lock", 0644)) {
        assertTrue(kernel.tryLock(one, LockKind.EXCLUSIVE));
        kernel.openRead(root, "lock").close();
        assertFalse(kernel.tryLock(two, LockKind.SHARED));
      }
    }

    @Test
    void unlockingWhatIsNotLockedIsHarmless() throws IOException {
      try (Descriptor one = kernel.openOrCreate(root, "lock", 0644)) {
        kernel.unlock(one);
      }
    }
  }

  @Nested
  class Errors {
    @Test
    void theyCarryPathAndReason() {
      var error = assertThrows(NoSuchFileException.class, () -> kernel.openRead(root, "no/such"));
      assertEquals("no/such", error.getFile());
      assertTrue(error.getReason().endsWith(": No such file or directory"), error.getReason());
      String text = SyscallErrors.describe(error);
      assertTrue(text.endsWith("(no/such): No such file or directory"), text);
    }

    @Test
    void descriptorsCarryThePathTheyWereOpenedBy() throws IOException {
      kernel.makeDirectory(root, "directory", 0755);
      write("directory/file", "");
      try (Descriptor file = kernel.openRead(root, "directory/file")) {
        var error = assertThrows(FileSystemException.class, () -> kernel.list(file));
        assertEquals("directory/file", error.getFile());
      }
    }

    @Test
    void kindsWithoutAReasonOfTheirOwnHaveOneToo() throws IOException {
      kernel.makeDirectory(root, "full", 0755);
      write("full/file", "");
      var full =
          assertThrows(
              DirectoryNotEmptyException.class, () -> kernel.removeDirectory(root, "full"));
      assertEquals("unlinkat(full): Directory not empty", SyscallErrors.describe(full));
      var file =
          assertThrows(NotDirectoryException.class, () -> kernel.openDirectory(root, "full/file"));
      assertEquals("openat(full/file): Not a directory", SyscallErrors.describe(file));
    }
  }

  @Nested
  class Descriptors {
    @Test
    void closingTwiceIsHarmless() throws IOException {
      Descriptor file = kernel.create(root, "file", 0644);
      file.close();
      assertDoesNotThrow(file::close);
    }

    @Test
    void useAfterCloseIsRefused() throws IOException {
      Descriptor file = kernel.create(root, "file", 0644);
      file.close();
      assertThrows(IllegalStateException.class, () -> kernel.read(file, new byte[1], 0, 1));
      assertThrows(IllegalStateException.class, () -> kernel.write(file, new byte[1], 0, 1));
      assertThrows(IllegalStateException.class, () -> kernel.status(file));
      assertThrows(IllegalStateException.class, () -> kernel.sync(file));
      assertThrows(IllegalStateException.class, () -> kernel.tryLock(file, LockKind.SHARED));
      Descriptor directory = kernel.openDirectory(root, ".");
      directory.close();
      assertThrows(IllegalStateException.class, () -> kernel.list(directory));
      assertThrows(IllegalStateException.class, () -> kernel.openRead(directory, "file"));
      assertThrows(IllegalStateException.class, () -> kernel.status(directory, "file"));
    }

    @Test
    void strangersAreRefused() {
      Descriptor stranger = () -> {};
      assertThrows(IllegalArgumentException.class, () -> kernel.status(stranger));
      assertInstanceOf(Descriptor.class, stranger);
    }

    @Test
    void threadsMayShareAKernel() throws Exception {
      write("file", "shared");
      Thread[] threads = new Thread[8];
      int[] right = new int[threads.length];
      for (int i = 0; i < threads.length; i++) {
        int own = i;
        threads[i] =
            new Thread(
                () -> {
                  try {
                    String link = "link" + own;
                    for (int k = 0; k < 200; k++) {
                      kernel.symlink("target" + own, root, link);
                      boolean same =
                          read("file").equals("shared")
                              && kernel.readLink(root, link).equals("target" + own);
                      kernel.unlink(root, link);
                      right[own] += same ? 1 : 0;
                    }
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      for (int count : right) {
        assertEquals(200, count);
      }
    }
  }
}
