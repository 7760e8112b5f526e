// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

final class SyscallErrorsTest {
  private static void assertError(int errno, Class<?> type, String text) {
    FileSystemException error = SyscallErrors.of("openat", "some/path", errno);
    assertInstanceOf(type, error);
    assertEquals("some/path", error.getFile());
    assertEquals("openat: " + text, error.getReason());
    assertEquals("some/path: openat: " + text, error.getMessage());
    assertEquals("openat(some/path): " + text, SyscallErrors.describe(error));
  }

  @Test
  void theJdkTypesAreUsedWhereThereAreSome() {
    assertError(Errno.ENOENT, NoSuchFileException.class, "No such file or directory");
    assertError(Errno.EEXIST, FileAlreadyExistsException.class, "File exists");
    assertError(Errno.EACCES, AccessDeniedException.class, "Permission denied");
    assertError(Errno.EPERM, AccessDeniedException.class, "Operation not permitted");
    assertError(Errno.ENOTDIR, NotDirectoryException.class, "Not a directory");
    assertError(Errno.ENOTEMPTY, DirectoryNotEmptyException.class, "Directory not empty");
  }

  @Test
  void theRestCarriesCallAndNumber() {
    assertError(Errno.ENOSPC, SyscallException.class, "No space left on device");
    var error = (SyscallException) SyscallErrors.of("write", "f", Errno.EIO);
    assertEquals("write", error.call());
    assertEquals(Errno.EIO, error.errno());
  }

  @Test
  void unknownNumbersAreShown() {
    assertError(4095, SyscallException.class, "Unknown error 4095");
  }

  @Test
  void errorsOfOthersAreDescribedToo() {
    assertEquals("path", SyscallErrors.describe(new NoSuchFileException("path")));
    assertEquals("path: odd", SyscallErrors.describe(new FileSystemException("path", null, "odd")));
  }
}
