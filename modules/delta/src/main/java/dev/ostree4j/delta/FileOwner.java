// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.object.FileHeader;

/// An entry of a part's table of modes: what many files have in common.
///
/// ```text
/// uid BE32 | gid BE32 | mode BE32
/// ```
///
/// @param uid a number without sign
/// @param gid a number without sign
/// @param mode with the bits of the type
record FileOwner(int uid, int gid, int mode) {
  private static final int TYPE_MASK = 0170000;
  private static final int SYMLINK = 0120000;

  static FileOwner of(FileHeader header) {
    return new FileOwner(header.uid(), header.gid(), header.mode());
  }

  static FileOwner parse(byte[] entry) {
    return new FileOwner(number(entry, 0), number(entry, 4), number(entry, 8));
  }

  boolean isSymlink() {
    return (mode & TYPE_MASK) == SYMLINK;
  }

  byte[] bytes() {
    byte[] bytes = new byte[PartLayout.MODE_BYTES];
    put(bytes, 0, uid);
    put(bytes, 4, gid);
    put(bytes, 8, mode);
    return bytes;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  private static void put(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 24 - 8 * i);
    }
  }
}
