// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.syscall.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The content of one archive entry after the other: at most as much as the entry has.
final class EntryContent extends BulkInputStream {

  private final InputStream archive;
  private long leftBytes;

  EntryContent(InputStream archive) {
    this.archive = archive;
  }

  /// Begins the next entry's content, and then its padding.
  void begin(long sizeBytes) {
    leftBytes = sizeBytes;
  }

  /// Leaves out what was not read.
  void skipRest() throws IOException {
    skipNBytes(leftBytes);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (leftBytes == 0) {
      return -1;
    }
    int n = archive.read(buffer, offset, (int) Math.min(length, leftBytes));
    if (n < 0) {
      throw new TreeException.BadArchive("Truncated archive");
    }
    leftBytes -= n;
    return n;
  }
}
