// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;

/// A directory in which files are made that nobody is to see before all of them are complete. It
/// takes its place as a whole; until then, or when it is closed without, it is rubbish, and closing
/// removes it.
///
/// For one thread at a time.
///
/// @since 0.1
@SuppressWarnings("exports")
public final class ScratchDirectory implements AutoCloseable {
  private static final int MODE = 0755;

  private final Kernel kernel;
  private final Descriptor parent;
  private final String prefix;
  private final Descriptor directory;

  /// What is to be removed, which is not the directory itself once that has its place.
  private String rubbish;

  private ScratchDirectory(
      Kernel kernel, Descriptor parent, String prefix, String name, Descriptor directory) {
    this.kernel = kernel;
    this.parent = parent;
    this.prefix = prefix;
    this.rubbish = name;
    this.directory = directory;
  }

  /// An empty directory below the repository's `tmp`. What is left when the machine dies goes when
  /// `tmp` is cleaned.
  public static ScratchDirectory create(Repo repo) throws IOException {
    return in(repo.kernel(), repo.tmpDirectory(), "tmp-");
  }

  /// An empty directory in this one, which must stay open; its name begins so.
  public static ScratchDirectory in(Kernel kernel, Descriptor parent, String prefix)
      throws IOException {
    String name = RandomNames.next(prefix);
    kernel.makeDirectory(parent, name, MODE);
    try {
      return new ScratchDirectory(kernel, parent, prefix, name, kernel.openDirectory(parent, name));
    } catch (IOException | RuntimeException e) {
      removeAfter(e, kernel, parent, name);
      throw e;
    }
  }

  private static void removeAfter(Exception failure, Kernel kernel, Descriptor at, String name) {
    try {
      kernel.removeDirectory(at, name);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// The open directory; it stays the same one when it has its place.
  public Descriptor directory() {
    return directory;
  }

  /// Gives the directory its place, and takes away the directory that is there. In one step, so
  /// that there is the old one or this one at any time; where the file system cannot exchange
  /// names, there is none for a moment.
  ///
  /// @param at on the same file system
  /// @param path whose parent must be there
  public void place(Descriptor at, String path) throws IOException {
    try {
      kernel.rename(parent, rubbish, at, path);
      rubbish = "";
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException occupied) {
      if (!exchange(at, path)) {
        moveAside(at, path);
      }
    }
  }

  private void moveAside(Descriptor at, String path) throws IOException {
    String former = RandomNames.next(prefix);
    kernel.rename(at, path, parent, former);
    try {
      kernel.rename(parent, rubbish, at, path);
      rubbish = former;
    } catch (IOException e) {
      try {
        kernel.rename(parent, former, at, path);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private boolean exchange(Descriptor at, String path) throws IOException {
    if (!kernel.capabilities().contains(Capability.EXCHANGE)) {
      return false;
    }
    try {
      kernel.exchange(parent, rubbish, at, path);
      return true;
    } catch (SyscallException e) {
      if (e.errno() == Errno.EINVAL || e.errno() == Errno.ENOSYS) {
        return false; // a file system without this
      }
      throw e;
    }
  }

  /// Removes what is not in its place: this directory, or what was there before it.
  @Override
  public void close() throws IOException {
    try (directory) {
      if (!rubbish.isEmpty()) {
        String name = rubbish;
        rubbish = "";
        TmpCleaner.removeTree(kernel, parent, name);
      }
    }
  }
}
