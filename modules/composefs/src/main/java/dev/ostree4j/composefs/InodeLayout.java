// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

/// Where an inode says that its data is.
enum InodeLayout {
  /// In blocks, if there is any.
  PLAIN(0),
  /// The last part behind the inode, the rest in blocks.
  INLINE_TAIL(2),
  /// In chunks, whose addresses are behind the inode.
  CHUNKS(4);

  private final int number;

  InodeLayout(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
