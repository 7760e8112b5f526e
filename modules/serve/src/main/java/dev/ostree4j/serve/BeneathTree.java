// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/// The files beneath an open directory: the kernel itself keeps every path and symlink inside.
final class BeneathTree implements ServedTree {
  private final Kernel kernel;
  private final Descriptor root;

  private BeneathTree(Kernel kernel, Descriptor root) {
    this.kernel = kernel;
    this.root = root;
  }

  static BeneathTree open(Path directory) throws IOException {
    Kernel kernel = Kernel.system();
    return new BeneathTree(kernel, kernel.openRoot(directory));
  }

  @Override
  public Found find(String path) throws IOException {
    try {
      return path.isEmpty() ? directory(".") : file(path);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new Found.Nothing();
    } catch (AccessDeniedException e) {
      return new Found.Hidden();
    } catch (SyscallException e) {
      return switch (e.errno()) {
        case Errno.EISDIR -> directoryOrNothing(path);
        // A pipe or a device.
        case Errno.EINVAL -> new Found.Hidden();
        // A symlink which leads out, or in a circle; a name too long to exist.
        default -> new Found.Nothing();
      };
    }
  }

  private Found file(String path) throws IOException {
    Descriptor file = kernel.openReadBeneath(root, path);
    boolean handedOver = false;
    try {
      FileStatus status = kernel.status(file);
      if (!ServedTree.isPublic(status.permissions(), false)) {
        return new Found.Hidden();
      }
      handedOver = true;
      return new Found.File(new DescriptorFile(kernel, file, status));
    } finally {
      if (!handedOver) {
        file.close();
      }
    }
  }

  private Found directoryOrNothing(String path) throws IOException {
    try {
      return directory(path);
    } catch (NoSuchFileException | NotDirectoryException | SyscallException e) {
      return new Found.Nothing();
    }
  }

  private Found directory(String path) throws IOException {
    try (Descriptor directory = kernel.openDirectory(root, path)) {
      if (!ServedTree.isPublic(kernel.status(directory).permissions(), true)) {
        return new Found.Hidden();
      }
      List<String> names =
          kernel.list(directory).stream().map(DirectoryEntry::name).sorted().toList();
      return new Found.Directory(names);
    }
  }

  @Override
  public void close() throws IOException {
    root.close();
  }
}
