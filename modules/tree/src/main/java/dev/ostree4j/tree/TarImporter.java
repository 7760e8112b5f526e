// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.io.InputStream;

/// Reads a tar or cpio archive, compressed or not, into a tree.
public final class TarImporter {

  private final Transaction transaction;
  private final ImportOptions options;
  private final TarOptions tarOptions;

  /// An importer into the transaction.
  public TarImporter(Transaction transaction, ImportOptions options, TarOptions tarOptions) {
    this.transaction = transaction;
    this.options = options;
    this.tarOptions = tarOptions;
  }

  /// Lays the archive over the tree, which is the caller's to store. Reads to the archive's end,
  /// does not close.
  public void read(InputStream archive, MutableTree onto) throws IOException {
    throw new AssertionError("not yet");
  }
}
