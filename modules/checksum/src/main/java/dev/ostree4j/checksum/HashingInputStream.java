// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import java.io.IOException;
import java.io.InputStream;

/// Passes bytes on and feeds each of them to a [Hasher].
///
/// Skipped bytes are read and hashed too, and marks are not supported: the checksum is that of all
/// bytes from the first to the position. Closing closes the source.
///
/// @since 0.1
public final class HashingInputStream extends InputStream {
  private final InputStream in;
  private final Hasher hasher;

  /// Reads from `in`; the caller finishes the hasher.
  public HashingInputStream(InputStream in, Hasher hasher) {
    this.in = in;
    this.hasher = hasher;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      hasher.update(value);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      hasher.update(buffer, offset, count);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
