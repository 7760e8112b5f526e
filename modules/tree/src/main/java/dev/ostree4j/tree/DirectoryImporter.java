// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Workers;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/// Reads a directory of the file system into a tree.
///
/// Files are read, hashed and stored by a pool of as many threads as there are processors; the
/// caller's thread walks and waits. The result does not depend on the number of threads.
/// Interrupting the caller ends in an [java.io.InterruptedIOException].
///
/// @since 0.1
public final class DirectoryImporter {

  private final Transaction transaction;
  private final ImportOptions options;

  /// An importer into the transaction.
  public DirectoryImporter(Transaction transaction, ImportOptions options) {
    this.transaction = transaction;
    this.options = options;
  }

  /// Stores the directory's files and gives its tree, stored too.
  public TreeRoot read(Path directory) throws IOException {
    MutableTree tree = MutableTree.empty();
    read(directory, tree);
    return new TreeWriter(transaction).write(tree);
  }

  /// Lays the directory over the tree, which is the caller's to store.
  ///
  /// @throws TreeException names what cannot be stored
  public void read(Path directory, MutableTree onto) throws IOException {
    Kernel kernel = transaction.repo().kernel();
    try (Descriptor root = kernel.openRoot(directory)) {
      read(root, onto);
    }
    if (options.source() == ImportOptions.SourceUse.CONSUME) {
      removeRoot(kernel, directory);
    }
  }

  /// Lays an open directory over the tree. Even when its content is consumed, the directory itself
  /// stays.
  @SuppressWarnings("exports")
  public void read(Descriptor directory, MutableTree onto) throws IOException {
    try (Workers workers = Workers.forAllProcessors()) {
      new DirectoryWalk(transaction, options, workers).run(directory, onto);
    }
  }

  /// Removes the emptied directory, unless it is one without a name of its own, like `.`.
  private static void removeRoot(Kernel kernel, Path directory) throws IOException {
    Path name = directory.getFileName();
    if (name == null || name.toString().isEmpty() || Set.of(".", "..").contains(name.toString())) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    try (Descriptor at = kernel.openRoot(Objects.requireNonNull(parent))) {
      kernel.removeDirectory(at, name.toString());
    }
  }
}
