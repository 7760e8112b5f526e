// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import dev.ostree4j.syscall.SyscallErrors;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [Kernel] must do.
///
/// A capability that a kernel does not declare must fail cleanly, which is tested too. The groups
/// are spread over the classes above this one, for the reader's sake only.
///
/// @since 0.1
@SuppressWarnings("exports") // As FaultyKernel: whoever may see the kernel sees both.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class KernelContract extends KernelFileContract {
  /// For the tests of a kernel.
  protected KernelContract() {}

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
    }

    @Test
    void threadsMayShareAKernel() throws Exception {
      write("file", "shared");
      Thread[] threads = new Thread[4];
      int[] right = new int[threads.length];
      for (int i = 0; i < threads.length; i++) {
        int own = i;
        threads[i] =
            new Thread(
                () -> {
                  try {
                    String link = "link" + own;
                    for (int k = 0; k < 100; k++) {
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
        assertEquals(100, count);
      }
    }
  }
}
