// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The directories that an open repository holds, and whether it may write there.
final class OpenDirectories implements AutoCloseable {
  private static final int DIRECTORY_MODE = 0775;
  private static final String DENIED = "Permission denied";

  private final Kernel kernel;
  private final Descriptor root;
  private final Descriptor objects;
  private final FileStatus rootStatus;
  private final @Nullable String refusal;
  private final boolean cached = System.getenv("OSTREE_SKIP_CACHE") == null;
  private @Nullable Descriptor tmp;

  private OpenDirectories(Kernel kernel, Descriptor root, Descriptor objects) throws IOException {
    this.kernel = kernel;
    this.root = root;
    this.objects = objects;
    this.rootStatus = kernel.status(root);
    this.refusal = refusalToWrite();
  }

  static OpenDirectories open(Kernel kernel, Path path) throws IOException {
    Descriptor root = openRoot(kernel, path);
    Descriptor objects = null;
    try {
      objects = openObjects(kernel, root);
      return new OpenDirectories(kernel, root, objects);
    } catch (IOException | RuntimeException e) {
      try (root;
          Descriptor _ = objects) {
        throw e;
      }
    }
  }

  private static Descriptor openRoot(Kernel kernel, Path path) throws IOException {
    try {
      return kernel.openRoot(path);
    } catch (FileSystemException e) {
      throw new RepoException.NotARepository(
          "opendir(" + path.toAbsolutePath() + "): " + text(e), e);
    }
  }

  private static Descriptor openObjects(Kernel kernel, Descriptor root) throws IOException {
    try {
      return kernel.openDirectory(root, "objects");
    } catch (FileSystemException e) {
      throw new RepoException.NotARepository("opendir(objects): " + text(e), e);
    }
  }

  /// What the system says, without the name of the call.
  private static String text(FileSystemException e) {
    String described = SyscallErrors.describe(e);
    int colon = described.lastIndexOf(": ");
    return colon < 0 ? described : described.substring(colon + 2);
  }

  /// Why nothing can be written, as far as it can be told without trying.
  private @Nullable String refusalToWrite() throws IOException {
    if (kernel.fileSystem(objects).readOnly()) {
      return "Read-only file system";
    }
    int user = kernel.effectiveUser();
    if (user <= 0) {
      return null;
    }
    FileStatus status = kernel.status(objects);
    // Which groups a user is in is not known here; the write itself tells.
    int needed = user == status.uid() ? 0200 : 0022;
    return (status.permissions() & needed) == 0 ? DENIED : null;
  }

  /// People remove `tmp` to free space, so it is made again.
  void prepareScratch() throws IOException {
    if (refusal == null) {
      SmallFiles.ensureDirectory(kernel, root, "tmp", DIRECTORY_MODE);
      if (cached) {
        SmallFiles.ensureDirectory(kernel, root, "tmp/cache", DIRECTORY_MODE);
      }
    }
  }

  /// Whether `tmp/cache` counts.
  boolean cached() {
    return cached;
  }

  Descriptor root() {
    return root;
  }

  Descriptor objects() {
    return objects;
  }

  FileStatus rootStatus() {
    return rootStatus;
  }

  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  synchronized Descriptor tmp() throws IOException {
    if (tmp == null) {
      tmp = kernel.openDirectory(root, "tmp");
    }
    return tmp;
  }

  @Override
  public synchronized void close() throws IOException {
    try (root;
        objects;
        Descriptor _ = tmp) {
      tmp = null;
    }
  }
}
