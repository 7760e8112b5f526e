// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import java.io.IOException;
import java.io.OutputStream;

/// Passes bytes on and feeds those which the target took to a [Hasher].
///
/// Closing closes the target.
///
/// @since 0.1
public final class HashingOutputStream extends OutputStream {
  private final OutputStream out;
  private final Hasher hasher;

  /// Writes to `out`; the caller finishes the hasher.
  public HashingOutputStream(OutputStream out, Hasher hasher) {
    this.out = out;
    this.hasher = hasher;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    hasher.update(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    hasher.update(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
