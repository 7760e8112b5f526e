// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.util.function.IntToLongFunction;

/// What an inode holds besides itself and its attributes: the *tail*, which follows them, and
/// blocks of data elsewhere.
sealed interface Body permits Listing, Target, Chunks, Body.Nothing {
  /// The body of a node.
  static Body of(NodeTable nodes, int index) {
    return switch (nodes.node(index)) {
      case ImageDirectory _ -> new Listing(nodes, index);
      case ImageSymlink symlink -> new Target(symlink.targetBytes());
      case ImageFile file when file.sizeBytes() > 0 -> new Chunks(file.sizeBytes());
      case ImageFile _, Mask _ -> new Nothing();
    };
  }

  /// The number by which the inode says how to read what follows.
  InodeLayout layout();

  /// The size which the inode tells.
  long sizeBytes();

  /// How many blocks there are.
  int blocks();

  /// How much follows the inode; at most a block.
  int tailBytes();

  /// Writes the tail.
  ///
  /// @param numbers the number of each inode
  void writeTail(LittleEndianOutput out, IntToLongFunction numbers) throws IOException;

  /// Writes the blocks.
  void writeBlocks(LittleEndianOutput out, IntToLongFunction numbers) throws IOException;

  /// An empty file, or a device.
  record Nothing() implements Body {
    @Override
    public InodeLayout layout() {
      return InodeLayout.PLAIN;
    }

    @Override
    public long sizeBytes() {
      return 0;
    }

    @Override
    public int blocks() {
      return 0;
    }

    @Override
    public int tailBytes() {
      return 0;
    }

    @Override
    public void writeTail(LittleEndianOutput out, IntToLongFunction numbers) {}

    @Override
    public void writeBlocks(LittleEndianOutput out, IntToLongFunction numbers) {}
  }
}
