// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/// A temporary file for what is computed before it is known where it goes, so that memory does not
/// grow with a delta. Safe for use by several threads.
final class EncodingSpool implements AutoCloseable {
  private final Kernel kernel;
  private final Descriptor file;

  /// How much was written; guarded by this.
  private long end;

  private EncodingSpool(Kernel kernel, Descriptor file) {
    this.kernel = kernel;
    this.file = file;
  }

  /// A piece that was written.
  record Slice(long start, long length) {}

  static EncodingSpool create(Kernel kernel, Descriptor directory) throws IOException {
    Optional<Descriptor> unnamed = kernel.createUnnamed(directory, 0600);
    if (unnamed.isPresent()) {
      return new EncodingSpool(kernel, unnamed.get());
    }
    String name = "tmp-delta-" + UUID.randomUUID();
    Descriptor file = kernel.create(directory, name, 0600);
    try {
      kernel.unlink(directory, name);
      return new EncodingSpool(kernel, file);
    } catch (IOException e) {
      try (file) {
        throw e;
      }
    }
  }

  /// Keeps these bytes.
  synchronized Slice append(byte[] bytes, int length) throws IOException {
    kernel.write(file, bytes, 0, length);
    var slice = new Slice(end, length);
    end += length;
    return slice;
  }

  /// Reads what was kept.
  InputStream open(Slice slice) {
    return new SliceStream(slice);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private final class SliceStream extends InputStream {
    private long position;
    private final long limit;

    private SliceStream(Slice slice) {
      this.position = slice.start();
      this.limit = slice.start() + slice.length();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (position == limit) {
        return -1;
      }
      int most = (int) Math.min(length, limit - position);
      int n = kernel.readAt(file, position, buffer, offset, most);
      position += Math.max(n, 0);
      return n;
    }
  }
}
