// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A directory that receives objects, with its directories `00` to `ff` made on demand.
///
/// Remembers which of them were written to, since those are the ones to sync. Safe for many
/// threads.
final class ObjectDirectory {
  /// The process' umask takes away what the user does not want to share.
  private static final int DIRECTORY_MODE = 0777;

  private final Kernel kernel;
  private final Descriptor root;

  /// Guarded by itself.
  private final BitSet touched = new BitSet(256);

  ObjectDirectory(Kernel kernel, Descriptor root) {
    this.kernel = kernel;
    this.root = root;
  }

  Descriptor root() {
    return root;
  }

  /// Gives an unnamed file this name; false when an object of this name is there already.
  boolean linkUnnamed(Descriptor file, String path) throws IOException {
    return place(path, () -> kernel.linkUnnamed(file, root, path));
  }

  /// Gives a file this second name; false when an object of this name is there already.
  boolean link(Descriptor at, String from, String path) throws IOException {
    return place(path, () -> kernel.link(at, from, root, path));
  }

  /// Moves a file here; false when an object of this name is there already.
  boolean move(Descriptor at, String from, String path) throws IOException {
    return place(path, () -> kernel.renameNoReplace(at, from, root, path));
  }

  /// Moves a file here in place of what is there.
  void replace(Descriptor at, String from, String path) throws IOException {
    place(path, () -> kernel.rename(at, from, root, path));
  }

  /// Makes a symlink here; false when there is something of this name already.
  boolean symlink(String target, String path) throws IOException {
    return place(path, () -> kernel.symlink(target, root, path));
  }

  private boolean place(String path, Step step) throws IOException {
    touch(path);
    try {
      step.run();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      makePrefix(path); // when it is the source that is missing, the second try says so
    }
    try {
      step.run();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private void makePrefix(String path) throws IOException {
    try {
      kernel.makeDirectory(root, path.substring(0, 2), DIRECTORY_MODE);
    } catch (FileAlreadyExistsException e) {
      return; // another thread was faster
    }
  }

  private void touch(String path) {
    int prefix = Integer.parseInt(path, 0, 2, 16);
    synchronized (touched) {
      touched.set(prefix);
    }
  }

  /// The directories that were written to since the last call, in their order.
  List<String> takeTouched() {
    List<String> names = new ArrayList<>();
    synchronized (touched) {
      for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
        names.add("" + Character.forDigit(i >> 4, 16) + Character.forDigit(i & 15, 16));
      }
      touched.clear();
    }
    return names;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
