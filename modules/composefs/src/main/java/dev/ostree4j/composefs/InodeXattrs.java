// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The extended attributes of one inode: those it shares, by number, then its own.
///
/// ```text
/// name filter u32 | count of shared u8 | zeros to 12 | shared: u32 each | entries
/// ```
///
/// The filter is all ones but for a bit per attribute. There is nothing at all when there are no
/// attributes.
final class InodeXattrs {
  private static final int HEADER_BYTES = 12;
  private static final int UNIT_BYTES = 4;

  /// More are stored with the inode, though the table has them. The library's own limit.
  private static final int SHARED_MAX = 128;

  private final SharedXattrs table;
  private final List<ImageXattr> shared = new ArrayList<>();
  private final List<ImageXattr> own = new ArrayList<>();
  private final int sizeBytes;

  InodeXattrs(ImageNode node, SharedXattrs table) {
    this.table = table;
    int size = 0;
    for (ImageXattr xattr : Overlay.xattrs(node)) {
      if (shared.size() < SHARED_MAX && table.contains(xattr)) {
        shared.add(xattr);
        size += UNIT_BYTES;
      } else {
        own.add(xattr);
        size += XattrEntry.sizeBytes(xattr);
      }
    }
    sizeBytes = size == 0 ? 0 : HEADER_BYTES + size;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  /// How the inode says how long this is.
  int count() {
    return sizeBytes == 0 ? 0 : (sizeBytes - HEADER_BYTES) / UNIT_BYTES + 1;
  }

  /// @param tableStart where the shared ones begin, counted from the start of a block
  void write(LittleEndianOutput out, int tableStart) throws IOException {
    if (sizeBytes == 0) {
      return;
    }
    out.u32(filter());
    out.u8(shared.size());
    out.repeat(0, 7);
    for (ImageXattr xattr : shared) {
      out.u32((tableStart + table.offset(xattr)) / UNIT_BYTES);
    }
    for (ImageXattr xattr : own) {
      XattrEntry.write(xattr, out);
    }
  }

  private int filter() {
    int filter = -1;
    for (ImageXattr xattr : shared) {
      filter &= ~XattrEntry.filterBit(xattr);
    }
    for (ImageXattr xattr : own) {
      filter &= ~XattrEntry.filterBit(xattr);
    }
    return filter;
  }
}
