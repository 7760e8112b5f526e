// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tukaani.xz.UnsupportedOptionsException;

/// Cuts the payload of a part into blocks of one kind each, and hands each full one on. A block too
/// small to be worth one of its own takes in what follows.
final class PayloadBlocks {
  /// The most of a payload that is compressed as one. An encoder takes about ten times as much.
  private static final int BLOCK_BYTES = 8 << 20;

  /// However little memory there is, blocks are not cut smaller.
  private static final int BLOCK_MIN_BYTES = 1 << 20;

  /// The most of patches: they repeat themselves near by, and hardly get smaller with more.
  private static final int PATCHES_BYTES = 2 << 20;

  private static final int FIRST_BYTES = 1 << 16;
  private static final int WORTHWHILE_BYTES = 1 << 16;

  private final Sink sink;
  private final int blockBytes;
  private byte[] buffer = {};
  private int used;
  private PayloadKind kind = PayloadKind.METADATA;

  /// Takes a block.
  @FunctionalInterface
  interface Sink {
    /// The array belongs to the sink from now on.
    void block(byte[] bytes, int length, PayloadKind kind) throws IOException;
  }

  /// @param memoryBytes what the compression of a block may take
  PayloadBlocks(Sink sink, long memoryBytes) throws UnsupportedOptionsException {
    this.sink = sink;
    int most = BLOCK_BYTES;
    while (most > BLOCK_MIN_BYTES && XzBlock.memoryBytes(most) > memoryBytes) {
      most /= 2;
    }
    this.blockBytes = most;
  }

  /// What follows is of this kind.
  void begin(PayloadKind next) throws IOException {
    if (next != kind && used >= WORTHWHILE_BYTES) {
      flush();
    }
    kind = next;
  }

  void write(InputStream in) throws IOException {
    while (true) {
      if (used >= mostBytes()) {
        flush();
      }
      makeRoom();
      int n = in.readNBytes(buffer, used, buffer.length - used);
      if (n == 0) {
        return;
      }
      used += n;
    }
  }

  /// The buffer grows with what is written, so that a small delta needs little.
  private void makeRoom() {
    if (used == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.clamp(2L * used, FIRST_BYTES, mostBytes()));
    }
  }

  private int mostBytes() {
    return kind == PayloadKind.PATCHES ? Math.min(PATCHES_BYTES, blockBytes) : blockBytes;
  }

  /// Hands on what is left.
  void flush() throws IOException {
    if (used > 0) {
      sink.block(buffer, used, kind);
    }
    buffer = new byte[0];
    used = 0;
  }
}
