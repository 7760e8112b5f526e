// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.repo.Transaction;
import dev.ostree4j.syscall.Descriptor;
import java.io.IOException;
import java.nio.file.Path;

/// Reads a directory of the file system into a tree.
///
/// Files are read, hashed and stored by a pool of as many threads as there are processors; the
// caller's thread walks and
/// waits. The result does not depend on the number of threads. Interrupting the caller ends in an
/// [java.io.InterruptedIOException].
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
    throw new AssertionError("not yet");
  }

  /// Lays the directory over the tree, which is the caller's to store.
  public void read(Path directory, MutableTree onto) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Lays an open directory over the tree.
  public void read(Descriptor directory, MutableTree onto) throws IOException {
    throw new AssertionError("not yet");
  }
}
