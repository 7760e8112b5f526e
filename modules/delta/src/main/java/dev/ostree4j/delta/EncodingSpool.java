// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;

/// Keeps what is computed before it is known where it goes, in one temporary file, so that memory
/// does not grow with a delta. Several threads may add to it at a time, and then any may read.
final class EncodingSpool implements AutoCloseable {
  /// Guarded by this while bytes are added.
  private final Spool kept;

  EncodingSpool(Repo repo) {
    this.kept = new Spool(repo);
  }

  /// A piece that was added.
  record Slice(long start, long length) {}

  /// Keeps all of these bytes.
  synchronized Slice add(ByteSource bytes) throws IOException {
    long start = kept.sizeBytes();
    kept.fill(new Region(bytes, 0, bytes.sizeBytes()));
    return new Slice(start, bytes.sizeBytes());
  }

  /// Reads what was kept.
  InputStream open(Slice slice) {
    return new Region(kept, slice.start(), slice.length());
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
