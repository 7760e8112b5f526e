// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import java.io.IOException;
import java.io.InputStream;

/// A stream which knows how to read many bytes; one alone is read the same way.
///
/// @since 0.1
public abstract class BulkInputStream extends InputStream {
  /// For subclasses.
  protected BulkInputStream() {}

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
