// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Makes the directories of a new repository.
final class RepoLayout {
  private static final int DIRECTORY_MODE = 0775;

  /// `objects` comes last: by it a directory is known to be a repository.
  private static final String[] DIRECTORIES = {
    "tmp", "extensions", "state", "refs", "refs/heads", "refs/mirrors", "refs/remotes", "objects"
  };

  private RepoLayout() {}

  /// Makes what is missing; does nothing when there is a repository.
  static void create(Kernel kernel, Path path, RepoMode mode, CreateOptions options)
      throws IOException {
    try (Descriptor directory = openOrMake(kernel, path)) {
      if (kernel.findStatus(directory, "objects").isPresent()) {
        return;
      }
      if (mode == RepoMode.BARE_USER) {
        requireUserXattrs(kernel, directory);
      }
      SmallFiles.ensureDirectory(kernel, directory, "tmp", DIRECTORY_MODE);
      try (Descriptor tmp = kernel.openDirectory(directory, "tmp")) {
        SmallFiles.replace(kernel, tmp, directory, "config", config(mode, options), true);
      }
      for (String name : DIRECTORIES) {
        SmallFiles.ensureDirectory(kernel, directory, name, DIRECTORY_MODE);
      }
    }
  }

  private static Descriptor openOrMake(Kernel kernel, Path path) throws IOException {
    try {
      return kernel.openRoot(path);
    } catch (NoSuchFileException absent) {
      Path full = path.toAbsolutePath();
      if (full.getParent() == null) {
        throw absent;
      }
      try (Descriptor parent = kernel.openRoot(full.getParent())) {
        SmallFiles.ensureDirectory(kernel, parent, full.getFileName().toString(), DIRECTORY_MODE);
      }
      return kernel.openRoot(path);
    }
  }

  /// Owner and permissions are kept in such attributes, so find out now whether there can be any.
  private static void requireUserXattrs(Kernel kernel, Descriptor directory) throws IOException {
    byte[] name = "user.ostree4j-test".getBytes(StandardCharsets.US_ASCII);
    try {
      kernel.setXattr(directory, name, new byte[] {'1'});
      kernel.removeXattr(directory, name);
    } catch (FileSystemException e) {
      throw new RepoException.ModeRefusesWrite(
          "The file system cannot hold a bare-user repository: " + SyscallErrors.describe(e));
    }
  }

  private static byte[] config(RepoMode mode, CreateOptions options) {
    KeyFile config = KeyFile.empty();
    config.setLong("core", "repo_version", 1);
    config.setRaw("core", "mode", mode.configText());
    options.collection().ifPresent(id -> config.setRaw("core", "collection-id", id.text()));
    return config.toBytes();
  }
}
