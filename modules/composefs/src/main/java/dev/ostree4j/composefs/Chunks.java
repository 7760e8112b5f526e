// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.util.function.IntToLongFunction;

/// A file of so many bytes which the image has not: chunks as large as possible, all of them holes,
/// four bytes of ones for each.
///
/// @param sizeBytes the size of the file
record Chunks(long sizeBytes) implements Body {
  private static final int BITS_MIN = 12;
  private static final int BITS_MAX = 43;
  private static final int ADDRESS_BYTES = 4;

  /// What of the chunks' size the inode tells: bits above those of a block.
  int format() {
    return bits() - BITS_MIN;
  }

  private int bits() {
    return Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(sizeBytes - 1), BITS_MIN, BITS_MAX);
  }

  @Override
  public InodeLayout layout() {
    return InodeLayout.CHUNKS;
  }

  @Override
  public int blocks() {
    return 0;
  }

  @Override
  public int tailBytes() {
    long chunks = (sizeBytes - 1 >>> bits()) + 1;
    return Math.toIntExact(chunks * ADDRESS_BYTES);
  }

  @Override
  public void writeTail(LittleEndianOutput out, IntToLongFunction numbers) throws IOException {
    out.repeat(0xff, tailBytes());
  }

  @Override
  public void writeBlocks(LittleEndianOutput out, IntToLongFunction numbers) {}
}
