// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/// The entries of a directory as they are stored, with itself and its parent: in blocks as long as
/// there is enough to fill one, the rest with the inode.
///
/// ```text
/// in each block   entries   inode number u64 | offset of name u16 | type u8 | 0
///                 names     one after the other, without NUL
///                 zeros to 4096, but not with the inode
/// ```
final class Listing implements Body {
  private static final int ENTRY_BYTES = 12;

  /// What takes more is given a block of its own.
  private static final int TAIL_BYTES_MAX = Align.BLOCK_BYTES / 2;

  private static final byte[] SELF = ".".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PARENT = "..".getBytes(StandardCharsets.US_ASCII);

  private record Entry(byte[] name, int node) {}

  private final NodeTable nodes;
  private final List<Entry> entries;

  /// Where each block ends, as an index of entries.
  private final List<Integer> blockEnds = new ArrayList<>();

  private final int tailBytes;

  Listing(NodeTable nodes, int directory) {
    this.nodes = nodes;
    this.entries = entries(nodes, directory);
    int used = 0;
    for (int i = 0; i < entries.size(); i++) {
      int size = ENTRY_BYTES + entries.get(i).name().length;
      if (used + size > Align.BLOCK_BYTES) {
        blockEnds.add(i);
        used = 0;
      }
      used += size;
    }
    if (used > TAIL_BYTES_MAX) {
      blockEnds.add(entries.size());
      used = 0;
    }
    this.tailBytes = used;
  }

  private static List<Entry> entries(NodeTable nodes, int index) {
    var directory = (ImageDirectory) nodes.node(index);
    var entries = new ArrayList<Entry>(directory.size() + 2);
    entries.add(new Entry(SELF, index));
    entries.add(new Entry(PARENT, nodes.parent(index)));
    for (int i = 0; i < directory.size(); i++) {
      entries.add(new Entry(directory.nameBytes(i), nodes.firstChild(index) + i));
    }
    entries.sort((a, b) -> Arrays.compareUnsigned(a.name(), b.name()));
    return entries;
  }

  @Override
  public InodeLayout layout() {
    return tailBytes > 0 ? InodeLayout.INLINE_TAIL : InodeLayout.PLAIN;
  }

  @Override
  public long sizeBytes() {
    return (long) blocks() * Align.BLOCK_BYTES + tailBytes;
  }

  @Override
  public int blocks() {
    return blockEnds.size();
  }

  @Override
  public int tailBytes() {
    return tailBytes;
  }

  @Override
  public void writeTail(LittleEndianOutput out, IntToLongFunction numbers) throws IOException {
    write(blockEnds.isEmpty() ? 0 : blockEnds.getLast(), entries.size(), out, numbers);
  }

  @Override
  public void writeBlocks(LittleEndianOutput out, IntToLongFunction numbers) throws IOException {
    int from = 0;
    for (int end : blockEnds) {
      write(from, end, out, numbers);
      out.alignTo(Align.BLOCK_BYTES);
      from = end;
    }
  }

  private void write(int from, int to, LittleEndianOutput out, IntToLongFunction numbers)
      throws IOException {
    int nameOffset = (to - from) * ENTRY_BYTES;
    for (Entry entry : entries.subList(from, to)) {
      out.u64(numbers.applyAsLong(entry.node()));
      out.u16(nameOffset);
      out.u8(type(nodes.node(entry.node())));
      out.u8(0);
      nameOffset += entry.name().length;
    }
    for (Entry entry : entries.subList(from, to)) {
      out.bytes(entry.name());
    }
  }

  private static int type(ImageNode node) {
    return switch (node) {
      case ImageFile _ -> 1;
      case ImageDirectory _ -> 2;
      case Mask _ -> 3;
      case ImageSymlink _ -> 7;
    };
  }
}
