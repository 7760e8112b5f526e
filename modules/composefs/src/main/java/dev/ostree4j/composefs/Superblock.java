// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;

/// What an image begins with.
///
/// ```text 0  composefs   magic u32 | version 1 u32 | flags u32: 1 for some ACL | format version
/// u32 | zeros 1024  EROFS       magic u32 | checksum u32 0 | compatible features u32 6
///                   bits of a block u8 12 | 0 u8 | number of the root u16 | count of inodes u64
///                   time u64 0 | nanoseconds u32 0 | blocks u32
///                   first block of inodes u32 0 | block where shared xattrs begin u32 | zeros
/// ```
///
/// @param nodes the tree
/// @param placement where its inodes are
/// @param sizeBytes the size of the image
record Superblock(NodeTable nodes, Placement placement, long sizeBytes) {
  private static final long COMPOSEFS_MAGIC = 0xd078629aL;
  private static final int COMPOSEFS_VERSION = 1;
  private static final int HAS_ACL = 1;
  private static final int FORMAT_VERSION = 0;
  private static final long EROFS_START = 1024;
  private static final long EROFS_END = 1152;
  private static final long EROFS_MAGIC = 0xe0f5e1e2L;

  /// Times are kept, and attributes have a filter.
  private static final int COMPATIBLE_FEATURES = 6;

  private static final int BLOCK_BITS = 12;

  void write(LittleEndianOutput out) throws IOException {
    out.u32(COMPOSEFS_MAGIC);
    out.u32(COMPOSEFS_VERSION);
    out.u32(hasAcl() ? HAS_ACL : 0);
    out.u32(FORMAT_VERSION);
    out.zerosTo(EROFS_START);
    out.u32(EROFS_MAGIC);
    out.u32(0);
    out.u32(COMPATIBLE_FEATURES);
    out.u8(BLOCK_BITS);
    out.u8(0);
    out.u16((int) placement.number(0));
    out.u64(nodes.count());
    out.u64(0);
    out.u32(0);
    out.u32(sizeBytes / Align.BLOCK_BYTES);
    out.u32(0);
    out.u32(placement.end() / Align.BLOCK_BYTES);
    out.zerosTo(EROFS_END);
  }

  private boolean hasAcl() {
    for (int i = 0; i < nodes.count(); i++) {
      if (nodes.node(i).attributes().stored().stream().anyMatch(XattrEntry::isAcl)) {
        return true;
      }
    }
    return false;
  }
}
