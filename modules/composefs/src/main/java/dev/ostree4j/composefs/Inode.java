// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;

/// The fixed part of an inode: the short form where all its numbers fit, else the long one.
///
/// ```text
/// short, 32   format u16 | xattr count u16 | mode u16 | links u16 | size u32 | 0 u32 | address u32
/// number u32 | uid u16 | gid u16 | 0 u32 long, 64    format u16 | xattr count u16 | mode u16 | 0
/// u16 | size u64 | address u32 | number u32
///             uid u32 | gid u32 | mtime u64 | nanoseconds u32 | links u32 | zeros
///
/// format      layout << 1 | 1 for the long form
/// address     the first block of a directory or symlink, how large the chunks of a file are
/// ```
///
/// @param index its number, for whoever looks at a mounted image
/// @param node what it is of
/// @param body what it holds
/// @param links how many names it has
record Inode(int index, ImageNode node, Body body, int links) {
  private static final int SHORT_BYTES = 32;
  private static final int LONG_BYTES = 64;
  private static final long SHORT_FIELD_MAX = 0xffff;
  private static final long SHORT_SIZE_MAX = 0xffffffffL;

  static Inode of(NodeTable nodes, int index, Body body) {
    ImageNode node = nodes.node(index);
    int links = 1;
    if (node instanceof ImageDirectory directory) {
      links = 2;
      for (int i = 0; i < directory.size(); i++) {
        links += directory.node(i) instanceof ImageDirectory ? 1 : 0;
      }
    }
    return new Inode(index, node, body, links);
  }

  int sizeBytes() {
    return isShort() ? SHORT_BYTES : LONG_BYTES;
  }

  private boolean isShort() {
    ImageAttributes attributes = node.attributes();
    return Integer.toUnsignedLong(attributes.uid()) <= SHORT_FIELD_MAX
        && Integer.toUnsignedLong(attributes.gid()) <= SHORT_FIELD_MAX
        && links <= SHORT_FIELD_MAX
        && body.sizeBytes() <= SHORT_SIZE_MAX;
  }

  /// @param xattrs what the inode says about its extended attributes
  /// @param block the first block of its data
  void write(LittleEndianOutput out, InodeXattrs xattrs, long block) throws IOException {
    boolean isShort = isShort();
    out.u16(body.layout().number() << 1 | (isShort ? 0 : 1));
    out.u16(xattrs.count());
    out.u16(mode());
    long address = body instanceof Chunks chunks ? chunks.format() : body.blocks() > 0 ? block : 0;
    if (isShort) {
      writeShort(out, address);
    } else {
      writeLong(out, address);
    }
  }

  private void writeShort(LittleEndianOutput out, long address) throws IOException {
    out.u16(links);
    out.u32(body.sizeBytes());
    out.u32(0);
    out.u32(address);
    out.u32(index);
    out.u16(node.attributes().uid());
    out.u16(node.attributes().gid());
    out.u32(0);
  }

  private void writeLong(LittleEndianOutput out, long address) throws IOException {
    out.u16(0);
    out.u64(body.sizeBytes());
    out.u32(address);
    out.u32(index);
    out.u32(node.attributes().uid());
    out.u32(node.attributes().gid());
    out.u64(0);
    out.u32(0);
    out.u32(links);
    out.repeat(0, 16);
  }

  private int mode() {
    int type =
        switch (node) {
          case ImageFile _ -> 0100000;
          case ImageDirectory _ -> 0040000;
          case Mask _ -> 0020000;
          case ImageSymlink _ -> 0120000;
        };
    return type | node.attributes().mode();
  }
}
