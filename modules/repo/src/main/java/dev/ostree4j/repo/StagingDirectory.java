// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.DirectoryEntry;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.FileType;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// The directory `tmp/staging-BOOTID-RANDOM` in which one transaction collects its objects.
///
/// A lock on the file of the same name with `-lock` shows that it is in use. One that is not, from
/// the same boot, was left by an interrupted transaction: its finished objects are taken over,
/// which is how an interrupted pull goes on where it stopped.
final class StagingDirectory implements AutoCloseable {
  static final String PREFIX = "staging-";
  static final String LOCK_SUFFIX = "-lock";
  private static final int DIRECTORY_MODE = 0755;
  private static final int LOCK_MODE = 0644;

  /// Enough for any number of programs that begin at the same moment.
  private static final int ATTEMPTS_MAX = 1000;

  private final Kernel kernel;
  private final Descriptor tmp;
  private final String name;
  private final Descriptor directory;
  private final Descriptor lock;

  private StagingDirectory(
      Kernel kernel, Descriptor tmp, String name, Descriptor directory, Descriptor lock) {
    this.kernel = kernel;
    this.tmp = tmp;
    this.name = name;
    this.directory = directory;
    this.lock = lock;
  }

  /// Takes over an abandoned directory of this boot, or makes a new one.
  ///
  /// @param tmp the directory `tmp`; closed with the result
  static StagingDirectory open(Kernel kernel, Descriptor tmp, String bootId) throws IOException {
    String prefix = PREFIX + bootId + "-";
    for (DirectoryEntry entry : kernel.list(tmp)) {
      boolean mine = entry.name().startsWith(prefix) && !entry.name().endsWith(LOCK_SUFFIX);
      Optional<StagingDirectory> old =
          mine && entry.type() == FileType.DIRECTORY
              ? tryOpen(kernel, tmp, entry.name())
              : Optional.empty();
      if (old.isPresent()) {
        old.get().removeLeftovers();
        return old.get();
      }
    }
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
      Optional<StagingDirectory> fresh = tryMake(kernel, tmp, RandomNames.next(prefix));
      if (fresh.isPresent()) {
        return fresh.get();
      }
    }
    throw new IOException("No free name for a staging directory in tmp");
  }

  /// The lock comes before the directory: whoever sees a directory can tell whether it is in use.
  private static Optional<StagingDirectory> tryMake(Kernel kernel, Descriptor tmp, String name)
      throws IOException {
    Optional<Descriptor> lock = tryLock(kernel, tmp, name + LOCK_SUFFIX);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    return orClose(
        lock.get(),
        () -> {
          kernel.makeDirectory(tmp, name, DIRECTORY_MODE);
          Descriptor directory = kernel.openDirectory(tmp, name);
          return new StagingDirectory(kernel, tmp, name, directory, lock.get());
        });
  }

  private static Optional<StagingDirectory> tryOpen(Kernel kernel, Descriptor tmp, String name)
      throws IOException {
    Optional<Descriptor> lock = tryLock(kernel, tmp, name + LOCK_SUFFIX);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    return orClose(
        lock.get(),
        () -> {
          Descriptor directory = kernel.openDirectory(tmp, name);
          return new StagingDirectory(kernel, tmp, name, directory, lock.get());
        });
  }

  private static Optional<StagingDirectory> orClose(Descriptor lock, Opener opener)
      throws IOException {
    boolean opened = false;
    try {
      StagingDirectory staging = opener.open();
      opened = true;
      return Optional.of(staging);
    } catch (NoSuchFileException | FileAlreadyExistsException | NotDirectoryException e) {
      return Optional.empty(); // published by its owner, or made by another, in between
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /// Takes the lock of a directory, unless somebody has it. Its owner removes the lock file while
  /// holding the lock, so one that was had must still have its name.
  static Optional<Descriptor> tryLock(Kernel kernel, Descriptor tmp, String lockName)
      throws IOException {
    Descriptor lock = kernel.openOrCreate(tmp, lockName, LOCK_MODE);
    boolean held = false;
    try {
      if (kernel.tryLock(lock, LockKind.EXCLUSIVE)) {
        FileStatus mine = kernel.status(lock);
        held = kernel.findStatus(tmp, lockName).filter(mine::isSameFile).isPresent();
      }
    } finally {
      if (!held) {
        lock.close();
      }
    }
    return held ? Optional.of(lock) : Optional.empty();
  }

  /// Half-written files of the transaction that was interrupted are of no use.
  private void removeLeftovers() throws IOException {
    for (DirectoryEntry entry : kernel.list(directory)) {
      if (!LooseObjects.isPrefix(entry.name())) {
        TmpCleaner.remove(kernel, directory, entry);
      }
    }
  }

  /// What objects are written into.
  Descriptor directory() {
    return directory;
  }

  /// The directory `tmp` around it.
  Descriptor tmp() {
    return tmp;
  }

  /// Removes the directory with all that is in it, and then the lock.
  void remove() throws IOException {
    TmpCleaner.removeContents(kernel, directory);
    kernel.removeDirectory(tmp, name);
    kernel.unlink(tmp, name + LOCK_SUFFIX);
  }

  /// Gives the directory up for whoever wants to go on with it; an empty one is removed.
  void abandon() throws IOException {
    try {
      for (DirectoryEntry entry : kernel.list(directory)) {
        kernel.removeDirectory(directory, entry.name());
      }
      kernel.removeDirectory(tmp, name);
    } catch (DirectoryNotEmptyException | NotDirectoryException e) {
      return; // there are objects to go on with
    }
    kernel.unlink(tmp, name + LOCK_SUFFIX);
  }

  /// Lets go of the directory without removing anything.
  @Override
  public void close() throws IOException {
    try (tmp;
        directory;
        lock) {
      kernel.unlock(lock);
    }
  }

  @FunctionalInterface
  private interface Opener {
    StagingDirectory open() throws IOException;
  }
}
