// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.ScratchFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that come as a stream and are then wanted in any order: in memory as long as they are few,
/// then in a file which vanishes with it.
///
/// How many bytes come is bounded by the disk space that the repository's configuration leaves.
/// Nothing a delta says could bound it better: whoever makes one that swells also writes down the
/// sizes.
final class Spool implements ByteSource, Closeable {
  static final int MEMORY_MAX_BYTES = 1 << 18;
  private static final int PIECE_BYTES = 64 * 1024;

  private final Repo repo;
  private byte[] memory = new byte[0];
  private long sizeBytes;
  private @Nullable ScratchFile file;

  Spool(Repo repo) {
    this.repo = repo;
  }

  /// Takes everything that is left of a stream.
  ///
  /// @throws InterruptedIOException when the thread is interrupted
  void fill(InputStream in) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      Interrupts.check();
      append(piece, 0, n);
    }
  }

  /// Takes what is left of a stream until there are so many bytes here; whether there may be more.
  ///
  /// @throws InterruptedIOException when the thread is interrupted
  boolean fillUpTo(long mostBytes, InputStream in) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    while (sizeBytes < mostBytes) {
      Interrupts.check();
      int n = in.read(piece, 0, (int) Math.min(piece.length, mostBytes - sizeBytes));
      if (n < 0) {
        return false;
      }
      append(piece, 0, n);
    }
    return true;
  }

  /// What is written to this is appended; closing it does nothing.
  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        append(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        append(bytes, offset, length);
      }
    };
  }

  private void append(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && sizeBytes + length > MEMORY_MAX_BYTES) {
      file = ScratchFile.create(repo);
      file.append(memory, 0, (int) sizeBytes);
      memory = new byte[0];
    }
    if (file != null) {
      file.append(bytes, offset, length);
    } else {
      keep(bytes, offset, length);
    }
    sizeBytes += length;
  }

  private void keep(byte[] bytes, int offset, int length) {
    int needed = (int) sizeBytes + length;
    if (needed > memory.length) {
      memory = Arrays.copyOf(memory, Math.min(MEMORY_MAX_BYTES, Math.max(PIECE_BYTES, 2 * needed)));
    }
    System.arraycopy(bytes, offset, memory, (int) sizeBytes, length);
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public int readAt(long position, byte[] buffer, int offset, int length) throws IOException {
    if (position >= sizeBytes) {
      return -1;
    }
    if (file != null) {
      return file.readAt(position, buffer, offset, length);
    }
    int n = (int) Math.min(length, sizeBytes - position);
    System.arraycopy(memory, (int) position, buffer, offset, n);
    return n;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
