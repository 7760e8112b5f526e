// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;

/// An open regular file.
interface ServedFile extends Closeable {
  long sizeBytes();

  Instant modified();

  /// Reads from a position; the number of bytes, or −1 at the end.
  int read(long position, byte[] buffer, int length) throws IOException;

  /// Changes whenever the content does, as far as size and time of change can tell.
  default String tag() {
    Instant time = modified();
    return "\""
        + Long.toHexString(sizeBytes())
        + "-"
        + Long.toHexString(time.getEpochSecond())
        + "-"
        + Integer.toHexString(time.getNano())
        + "\"";
  }
}
