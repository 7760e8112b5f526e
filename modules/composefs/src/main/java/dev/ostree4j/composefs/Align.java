// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

/// The units of an image, and rounding up to them.
final class Align {
  static final int BLOCK_BYTES = 4096;
  static final int SLOT_BYTES = 32;

  private Align() {}

  static long up(long value, int unit) {
    return (value + unit - 1) / unit * unit;
  }

  static int up(int value, int unit) {
    return Math.toIntExact(up((long) value, unit));
  }

  /// How many bytes of the block are left at this position; a whole block at its start.
  static int leftInBlock(long position) {
    return BLOCK_BYTES - (int) (position % BLOCK_BYTES);
  }
}
