// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.syscall.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Those bytes of a file that are in no copy.
final class LiteralStream extends BulkInputStream {
  private final InputStream file;
  private final CopyRuns runs;
  private int next;
  private long left;

  /// Closing it closes the file.
  LiteralStream(InputStream file, CopyRuns runs) {
    this.file = file;
    this.runs = runs;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!findLiteral()) {
      return -1;
    }
    int n = file.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("The file became shorter while the delta was made");
    }
    left -= n;
    return n;
  }

  private boolean findLiteral() throws IOException {
    while (left == 0 && next < runs.count()) {
      if (runs.isLiteral(next)) {
        left = runs.length(next);
      } else {
        file.skipNBytes(runs.length(next));
      }
      next++;
    }
    return left > 0;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
