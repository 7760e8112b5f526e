// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.util.Optional;

/// Removes what is below a directory, without following a symlink.
final class Trees {

  private Trees() {}

  /// Removes a name with all below it; nothing happens when it is not there.
  static void removeAll(Kernel kernel, Descriptor at, String name) throws IOException {
    Optional<FileStatus> status = kernel.findStatus(at, name);
    if (status.isEmpty()) {
      return;
    }
    if (!status.get().isDirectory()) {
      kernel.unlink(at, name);
      return;
    }
    try (Descriptor directory = kernel.openDirectory(at, name)) {
      removeContents(kernel, directory);
    }
    kernel.removeDirectory(at, name);
  }

  /// Removes all that is in a directory.
  static void removeContents(Kernel kernel, Descriptor directory) throws IOException {
    for (DirectoryEntry entry : kernel.list(directory)) {
      removeAll(kernel, directory, entry.name());
    }
  }
}
