// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileSystemException;

/// Seals stored files with fs-verity where the configuration wants it.
final class FsVerity {
  private FsVerity() {}

  /// Seals a regular content file that has just got its name. The writer is closed first: the
  /// kernel seals no file that somebody could still write to.
  static void enable(Repo repo, Descriptor root, ObjectName name, TempFile writer)
      throws IOException {
    RepoConfig.TriState wanted = repo.config().fsVerity();
    boolean sealable = name.type() == ObjectType.FILE && repo.mode() != RepoMode.ARCHIVE;
    if (wanted == RepoConfig.TriState.NO || !sealable) {
      return;
    }
    writer.close();
    Kernel kernel = repo.kernel();
    String path = name.loosePath(false);
    FileStatus status = kernel.status(root, path);
    if (!status.isRegular()) {
      return;
    }
    try (Descriptor file = kernel.openRead(root, path)) {
      if (!kernel.enableVerity(file) && wanted == RepoConfig.TriState.YES) {
        throw new FileSystemException(path, null, "fsverity required, but not supported");
      }
    }
  }
}
