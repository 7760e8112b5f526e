// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;

/// Cuts the payload of a part into blocks of one kind each, and hands each full one on. A block too
/// small to be worth one of its own takes in what follows.
final class PayloadBlocks implements AutoCloseable {
  /// The most of a payload that is compressed as one. Each block begins with nothing to refer to,
  /// so few large ones are smaller, and many small ones keep more threads busy.
  private static final int BLOCK_BYTES = 12 << 20;

  /// The most of patches, of which there is less.
  private static final int PATCHES_BYTES = 8 << 20;

  private static final int WORTHWHILE_BYTES = 1 << 16;

  private final Repo repo;
  private final Sink sink;
  private Spool block;
  private PayloadKind kind = PayloadKind.METADATA;

  /// Takes a block.
  @FunctionalInterface
  interface Sink {
    /// The block belongs to the sink from now on, which closes it.
    void block(Spool block, PayloadKind kind) throws IOException;
  }

  /// @param repo where blocks lie until they are compressed
  PayloadBlocks(Repo repo, Sink sink) {
    this.repo = repo;
    this.sink = sink;
    this.block = new Spool(repo);
  }

  /// What follows is of this kind.
  void begin(PayloadKind next) throws IOException {
    if (next != kind && block.sizeBytes() >= WORTHWHILE_BYTES) {
      flush();
    }
    kind = next;
  }

  void write(InputStream in) throws IOException {
    while (block.fillUpTo(mostBytes(), in)) {
      flush();
    }
  }

  private int mostBytes() {
    return kind == PayloadKind.PATCHES ? PATCHES_BYTES : BLOCK_BYTES;
  }

  /// Hands on what is left.
  void flush() throws IOException {
    if (block.sizeBytes() > 0) {
      Spool full = block;
      block = new Spool(repo);
      sink.block(full, kind);
    }
  }

  /// Forgets what was not handed on.
  @Override
  public void close() throws IOException {
    block.close();
  }
}
