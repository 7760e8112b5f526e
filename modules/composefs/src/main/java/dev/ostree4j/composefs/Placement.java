// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

/// Where each inode lies, so that no tail crosses a block.
final class Placement {
  /// The first inode: header, superblock.
  private static final long START = 1152;

  private final NodeTable nodes;
  private final SharedXattrs shared;
  private final long[] positions;
  private final long end;
  private long blocks;

  Placement(NodeTable nodes, SharedXattrs shared) {
    this.nodes = nodes;
    this.shared = shared;
    this.positions = new long[nodes.count()];
    long position = START;
    for (int i = 0; i < nodes.count(); i++) {
      position = place(i, Align.up(position, Align.SLOT_BYTES));
    }
    this.end = Align.up(position, Align.SLOT_BYTES);
  }

  /// Finds the place of an inode at this position or behind it, and returns where it ends.
  private long place(int index, long from) {
    Body body = body(index);
    long head = headBytes(index, body);
    long position = from;
    if (nodes.node(index) instanceof ImageSymlink symlink) {
      // Room is looked for as if the target were there in any case.
      if (crossesBlock(position, position + head + symlink.targetBytes().length)) {
        position = Align.up(position, Align.BLOCK_BYTES);
      }
    } else if (Align.leftInBlock(position + head) < body.tailBytes()) {
      position += Align.up(Align.leftInBlock(position + head), Align.SLOT_BYTES);
    }
    positions[index] = position;
    blocks += body.blocks();
    return position + head + body.tailBytes();
  }

  private long headBytes(int index, Body body) {
    var xattrs = new InodeXattrs(nodes.node(index), shared);
    return (long) Inode.of(nodes, index, body).sizeBytes() + xattrs.sizeBytes();
  }

  private static boolean crossesBlock(long start, long end) {
    return start / Align.BLOCK_BYTES != (end - 1) / Align.BLOCK_BYTES;
  }

  /// The body of a node: the target of a symlink is in a block when it would not fit the one of its
  /// inode.
  Body body(int index) {
    Body body = Body.of(nodes, index);
    boolean fits = headBytes(index, body) + body.tailBytes() < Align.BLOCK_BYTES;
    return body instanceof Target target && !fits ? target.inBlock() : body;
  }

  /// Where an inode lies.
  long position(int index) {
    return positions[index];
  }

  /// By what number directories name an inode.
  long number(int index) {
    return positions[index] / Align.SLOT_BYTES;
  }

  /// Where the inodes end.
  long end() {
    return end;
  }

  /// How many blocks of data there are.
  long blocks() {
    return blocks;
  }
}
