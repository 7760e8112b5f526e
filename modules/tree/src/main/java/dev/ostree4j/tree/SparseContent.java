// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.syscall.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The content of one archive entry after the other, with the zeros that are not stored.
final class SparseContent extends BulkInputStream {
  private final InputStream stored;
  private boolean sparse;
  private long[] map = {};
  private int region;
  private long at;
  private long sizeBytes;

  SparseContent(InputStream stored) {
    this.stored = stored;
  }

  /// The next entry is stored whole.
  void beginPlain() {
    sparse = false;
  }

  /// Of the next entry only these regions are stored.
  ///
  /// @param regions offsets and lengths in turns, as [SparseMap#checked] gives them
  void beginSparse(long[] regions, long size) {
    sparse = true;
    map = regions;
    region = 0;
    at = 0;
    sizeBytes = size;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!sparse || length == 0) {
      return stored.read(buffer, offset, length);
    }
    while (region < map.length && at == map[region] + map[region + 1]) {
      region += 2;
    }
    if (at == sizeBytes) {
      return -1;
    }
    int n = isStored() ? readStored(buffer, offset, length) : readHole(buffer, offset, length);
    at += n;
    return n;
  }

  private boolean isStored() {
    return region < map.length && at >= map[region];
  }

  private int readStored(byte[] buffer, int offset, int length) throws IOException {
    long end = map[region] + map[region + 1];
    int n = stored.read(buffer, offset, (int) Math.min(length, end - at));
    if (n < 0) {
      throw new TreeException.BadArchive("Truncated archive");
    }
    return n;
  }

  private int readHole(byte[] buffer, int offset, int length) {
    long end = region < map.length ? map[region] : sizeBytes;
    int n = (int) Math.min(length, end - at);
    Arrays.fill(buffer, offset, offset + n, (byte) 0);
    return n;
  }
}
