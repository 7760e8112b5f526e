// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The bytes of an open file from its start on, wherever its own offset stands. Closing it leaves
/// the file open.
final class PositionalStream extends InputStream {
  private final Kernel kernel;
  private final Descriptor file;
  private long position;

  PositionalStream(Kernel kernel, Descriptor file) {
    this.kernel = kernel;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    int n = kernel.readAt(file, position, buffer, offset, length);
    position += Math.max(n, 0);
    return n;
  }
}
