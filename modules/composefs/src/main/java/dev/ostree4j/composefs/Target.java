// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.util.function.IntToLongFunction;

/// The target of a symlink: behind the inode, or in a block of its own.
///
/// @param text the bytes of the target
/// @param blocks 1 when they are in a block
@SuppressWarnings("ArrayRecordComponent")
record Target(byte[] text, int blocks) implements Body {
  Target(byte[] text) {
    this(text, 0);
  }

  /// The same in a block of its own.
  Target inBlock() {
    return new Target(text, 1);
  }

  @Override
  public InodeLayout layout() {
    return blocks == 0 ? InodeLayout.INLINE_TAIL : InodeLayout.PLAIN;
  }

  @Override
  public long sizeBytes() {
    return text.length;
  }

  @Override
  public int tailBytes() {
    return blocks == 0 ? text.length : 0;
  }

  @Override
  public void writeTail(LittleEndianOutput out, IntToLongFunction numbers) throws IOException {
    if (blocks == 0) {
      out.bytes(text);
    }
  }

  @Override
  public void writeBlocks(LittleEndianOutput out, IntToLongFunction numbers) throws IOException {
    if (blocks > 0) {
      out.bytes(text);
      out.alignTo(Align.BLOCK_BYTES);
    }
  }
}
