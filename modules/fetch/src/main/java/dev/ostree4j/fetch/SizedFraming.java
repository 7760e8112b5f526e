// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.EOFException;
import java.io.IOException;

/// A body of a length that was told before.
final class SizedFraming implements Framing {
  private final Connection connection;
  private final long size;
  private long left;

  SizedFraming(Connection connection, long size) {
    this.connection = connection;
    this.size = size;
    this.left = size;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = connection.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException(size - left + " of " + size + " bytes came");
    }
    left -= count;
    return count;
  }

  @Override
  public boolean isDone() {
    return left == 0;
  }
}
