// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Removes from `tmp` what interrupted programs left there.
///
/// That is what was not touched for the configured time, but for the cache; and staging directories
/// of other boots, which nobody can go on with. Those of this boot are left for the next
/// transaction.
final class TmpCleaner {
  private static final String CACHE = "cache";

  private final Kernel kernel;
  private final Descriptor tmp;
  private final String bootId;
  private final Instant oldest;

  /// @param tmp the directory `tmp`
  TmpCleaner(Kernel kernel, Descriptor tmp, String bootId, Instant now, Duration expiry) {
    this.kernel = kernel;
    this.tmp = tmp;
    this.bootId = bootId;
    this.oldest = now.minus(expiry);
  }

  void clean() throws IOException {
    for (DirectoryEntry entry : kernel.list(tmp)) {
      String name = entry.name();
      if (name.equals(CACHE) || name.startsWith(StagingDirectory.PREFIX + bootId + "-")) {
        continue;
      }
      if (name.startsWith(StagingDirectory.PREFIX)) {
        cleanStaging(entry);
      } else {
        removeWhenOld(entry);
      }
    }
  }

  /// Another machine may have the repository mounted too, so its lock counts whatever the boot.
  private void cleanStaging(DirectoryEntry entry) throws IOException {
    boolean isLock = entry.name().endsWith(StagingDirectory.LOCK_SUFFIX);
    if (isLock) {
      removeWhenOld(entry);
      return;
    }
    String lockName = entry.name() + StagingDirectory.LOCK_SUFFIX;
    Optional<Descriptor> lock = StagingDirectory.tryLock(kernel, tmp, lockName);
    if (lock.isPresent()) {
      try (Descriptor held = lock.get()) {
        remove(kernel, tmp, entry);
        kernel.unlink(tmp, lockName);
        kernel.unlock(held);
      }
    }
  }

  private void removeWhenOld(DirectoryEntry entry) throws IOException {
    Optional<FileStatus> status = kernel.findStatus(tmp, entry.name());
    if (status.isPresent() && status.get().modified().isBefore(oldest)) {
      remove(kernel, tmp, entry);
    }
  }

  /// Removes whatever has this name, directories with all that is below them. What vanishes
  /// meanwhile is fine.
  static void remove(Kernel kernel, Descriptor at, DirectoryEntry entry) throws IOException {
    try {
      if (isDirectory(kernel, at, entry)) {
        try (Descriptor directory = kernel.openDirectory(at, entry.name())) {
          removeContents(kernel, directory);
        }
        kernel.removeDirectory(at, entry.name());
      } else {
        kernel.unlink(at, entry.name());
      }
    } catch (NoSuchFileException e) {
      return;
    }
  }

  /// Removes a directory with all that is below it, unless it vanished.
  static void removeTree(Kernel kernel, Descriptor at, String name) throws IOException {
    remove(kernel, at, new DirectoryEntry(name, FileType.DIRECTORY, 0));
  }

  static void removeContents(Kernel kernel, Descriptor directory) throws IOException {
    for (DirectoryEntry entry : kernel.list(directory)) {
      remove(kernel, directory, entry);
    }
  }

  private static boolean isDirectory(Kernel kernel, Descriptor at, DirectoryEntry entry)
      throws IOException {
    return entry.type() == FileType.UNKNOWN
        ? kernel.status(at, entry.name()).isDirectory()
        : entry.type() == FileType.DIRECTORY;
  }
}
