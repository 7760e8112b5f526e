// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Capability;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.BitSet;

/// A directory that receives objects, with its directories `00` to `ff` made on demand.
///
/// Remembers which of them were written to, since those are the ones to sync. Safe for many
/// threads.
final class ObjectDirectory {
  /// From so many directories on, one sync of the whole file system costs less: each directory
  /// would have the disk empty its cache.
  private static final int MANY = 16;

  private final Kernel kernel;
  private final PrefixDirectories prefixes;

  /// Guarded by itself.
  private final BitSet touched = new BitSet(256);

  ObjectDirectory(Kernel kernel, PrefixDirectories prefixes) {
    this.kernel = kernel;
    this.prefixes = prefixes;
  }

  Descriptor root() {
    return prefixes.root();
  }

  /// Gives an unnamed file this name; false when an object of this name is there already.
  boolean linkUnnamed(Descriptor file, String path) throws IOException {
    return place(path, (to, name) -> kernel.linkUnnamed(file, to, name));
  }

  /// Gives a file this second name; false when an object of this name is there already.
  boolean link(Descriptor at, String from, String path) throws IOException {
    return place(path, (to, name) -> kernel.link(at, from, to, name));
  }

  /// Moves a file here; false when an object of this name is there already.
  boolean move(Descriptor at, String from, String path) throws IOException {
    return place(path, (to, name) -> kernel.renameNoReplace(at, from, to, name));
  }

  /// Moves a file here in place of what is there.
  void replace(Descriptor at, String from, String path) throws IOException {
    place(path, (to, name) -> kernel.rename(at, from, to, name));
  }

  private boolean place(String path, Step step) throws IOException {
    Descriptor directory = prefixes.make(path);
    synchronized (touched) {
      touched.set(Integer.parseInt(path, 0, 2, 16));
    }
    try {
      step.run(directory, PrefixDirectories.name(path));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /// Forces the names that were given since the last call to disk, and those of the directories
  /// that were made for them.
  void sync() throws IOException {
    BitSet due;
    synchronized (touched) {
      due = (BitSet) touched.clone();
      touched.clear();
    }
    if (due.cardinality() >= MANY && kernel.capabilities().contains(Capability.FILE_SYSTEM_SYNC)) {
      kernel.syncFileSystem(prefixes.root());
    } else if (!due.isEmpty()) {
      syncOneByOne(due);
    }
  }

  private void syncOneByOne(BitSet due) throws IOException {
    for (int i = due.nextSetBit(0); i >= 0; i = due.nextSetBit(i + 1)) {
      String prefix = "" + Character.forDigit(i >> 4, 16) + Character.forDigit(i & 15, 16);
      kernel.sync(prefixes.make(prefix));
    }
    kernel.sync(prefixes.root());
  }

  /// Forgets which names were given.
  void skipSync() {
    synchronized (touched) {
      touched.clear();
    }
  }

  @FunctionalInterface
  private interface Step {
    void run(Descriptor directory, String name) throws IOException;
  }
}
