// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A composefs image, format version 0: the same tree gives the same bytes, which are those of the
/// C library.
///
/// It is laid out in memory, some hundred bytes a file, and written as often as wanted without
/// being held as a whole.
///
/// @since 0.1
public final class ComposefsImage {
  /// More than any system has files. The layout of so many takes some 200 megabytes, whatever trick
  /// the tree was put together with.
  public static final long NODES_MAX = 8_000_000;

  private static final long BLOCKS_MAX = 0xffffffffL;

  private final NodeTable nodes;
  private final SharedXattrs shared;
  private final Placement placement;
  private final long dataStart;

  private ComposefsImage(NodeTable nodes) {
    this.nodes = nodes;
    this.shared = new SharedXattrs(nodes);
    this.placement = new Placement(nodes, shared);
    this.dataStart = Align.up(placement.end() + shared.sizeBytes(), Align.BLOCK_BYTES);
  }

  /// The image of a tree. What overlayfs must be told is added to it.
  ///
  /// @throws ImageLimitException when the tree has more than [#NODES_MAX] things in it, or more
  ///     data than blocks can be counted
  public static ComposefsImage of(ImageDirectory root) throws ImageLimitException {
    ImageDirectory written = Overlay.root(root);
    if (written.nodeCount() > NODES_MAX) {
      throw new ImageLimitException("a tree of more than " + NODES_MAX + " files");
    }
    var image = new ComposefsImage(new NodeTable(written));
    if (image.sizeBytes() / Align.BLOCK_BYTES > BLOCKS_MAX) {
      throw new ImageLimitException("an image of " + image.sizeBytes() + " bytes");
    }
    return image;
  }

  /// How large the image is.
  public long sizeBytes() {
    return dataStart + placement.blocks() * Align.BLOCK_BYTES;
  }

  /// The fs-verity digest of the image, by which a commit names it.
  public Checksum digest() {
    var digest = new FsVerityDigest();
    try {
      writeTo(new FsVerityOutputStream(OutputStream.nullOutputStream(), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to nowhere does not fail
    }
    return digest.finish();
  }

  /// Writes the image and flushes; the stream stays open.
  public void writeTo(OutputStream stream) throws IOException {
    var out = new LittleEndianOutput(stream);
    new Superblock(nodes, placement, sizeBytes()).write(out);
    writeInodes(out);
    out.zerosTo(placement.end());
    for (ImageXattr xattr : shared.entries()) {
      XattrEntry.write(xattr, out);
    }
    out.zerosTo(dataStart);
    for (int i = 0; i < nodes.count(); i++) {
      placement.body(i).writeBlocks(out, placement::number);
    }
    out.flush();
    stream.flush();
  }

  private void writeInodes(LittleEndianOutput out) throws IOException {
    int tableStart = (int) (placement.end() % Align.BLOCK_BYTES);
    long block = dataStart / Align.BLOCK_BYTES;
    for (int i = 0; i < nodes.count(); i++) {
      out.zerosTo(placement.position(i));
      Body body = placement.body(i);
      var xattrs = new InodeXattrs(nodes.node(i), shared);
      Inode.of(nodes, i, body).write(out, xattrs, block);
      xattrs.write(out, tableStart);
      body.writeTail(out, placement::number);
      block += body.blocks();
    }
  }
}
