// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/// What the tests of a [Kernel] stand on: a new kernel, an empty directory, a few short words.
@SuppressWarnings("exports") // As FaultyKernel: whoever may see the kernel sees both.
abstract class KernelFixture {
  static final String ESCAPED_BYTE = "\udcff";

  /// For the contracts.
  KernelFixture() {}

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

  boolean can(Capability capability) {
    return kernel.capabilities().contains(capability);
  }

  void write(String path, String content) throws IOException {
    try (Descriptor file = kernel.create(root, path, 0644)) {
      write(file, content);
    }
  }

  void write(Descriptor file, String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    kernel.write(file, bytes, 0, bytes.length);
  }

  String read(String path) throws IOException {
    try (Descriptor file = kernel.openRead(root, path)) {
      return read(file);
    }
  }

  String read(Descriptor file) throws IOException {
    byte[] buffer = new byte[100];
    int length = kernel.read(file, buffer, 0, buffer.length);
    return length < 0 ? "" : new String(buffer, 0, length, UTF_8);
  }

  boolean exists(String path) throws IOException {
    return kernel.findStatus(root, path).isPresent();
  }

  static int errno(FileSystemException error) {
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

  static void assertErrno(int errno, Executable call) {
    FileSystemException error = assertThrows(FileSystemException.class, call);
    assertEquals(Errno.text(errno), Errno.text(errno(error)), error::toString);
  }

  static void assertUnsupported(Executable call) {
    assertErrno(Errno.EOPNOTSUPP, call);
  }

  static void assertSymlinkRefused(Executable call) {
    int errno = errno(assertThrows(FileSystemException.class, call));
    assertTrue(errno == Errno.ELOOP || errno == Errno.ENOTDIR, () -> Errno.text(errno));
  }

  List<String> names(String directory) throws IOException {
    try (Descriptor open = kernel.openDirectory(root, directory)) {
      return kernel.list(open).stream().map(DirectoryEntry::name).sorted().toList();
    }
  }
}
