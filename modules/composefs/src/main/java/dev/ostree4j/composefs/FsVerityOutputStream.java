// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.io.OutputStream;

/// Passes bytes on and feeds those which the target took to an [FsVerityDigest].
///
/// Closing closes the target.
///
/// @since 0.1
public final class FsVerityOutputStream extends OutputStream {
  private final OutputStream out;
  private final FsVerityDigest digest;

  /// Writes to `out`; the caller finishes the digest.
  public FsVerityOutputStream(OutputStream out, FsVerityDigest digest) {
    this.out = out;
    this.digest = digest;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    digest.update(bytes, offset, length);
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
