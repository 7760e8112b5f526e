// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.util.Objects;

/// The bytes of an open file from its start on, wherever its own offset stands. Closing it leaves
/// the file open.
///
/// @since 0.1
public class PositionalStream extends BulkInputStream {
  private final Kernel kernel;
  private final Descriptor file;
  private long position;

  /// Reads from the first byte on.
  public PositionalStream(Kernel kernel, Descriptor file) {
    this.kernel = kernel;
    this.file = file;
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
