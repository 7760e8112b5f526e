// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Trust;
import java.io.IOException;

/// A file as it came from an archive, not verified: what the fetch stage hands on.
interface Body extends AutoCloseable {
  /// How many bytes it has.
  long sizeBytes();

  /// Verifies it and stores it; true when it is new here.
  boolean importInto(Transaction transaction, Checksum name, Trust trust, ModePolicy modes)
      throws IOException;

  /// Gives back what it takes on disk.
  @Override
  void close() throws IOException;

  /// A small one, in memory.
  ///
  /// @param bytes all of it
  record InMemory(byte[] bytes) implements Body {
    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public boolean importInto(Transaction transaction, Checksum name, Trust trust, ModePolicy modes)
        throws IOException {
      return transaction.importArchived(name, bytes, trust, modes);
    }

    @Override
    public void close() {}
  }
}
