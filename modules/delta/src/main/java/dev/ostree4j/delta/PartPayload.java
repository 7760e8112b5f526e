// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.Xattrs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// A decompressed part and its pieces, see [PartLayout].
final class PartPayload implements AutoCloseable {
  /// No file system of Linux keeps as many attributes with one file: their names have at most
  /// 64 KiB in all, and the file systems which share one block or leaf among them less than that.
  static final int XATTRS_MAX_BYTES = 7 << 20;

  /// Most files of a tree have one of a few sets.
  private static final int RECENT_MAX = 64;

  private static final int RECENT_XATTRS_MAX_BYTES = 4096;
  private static final int BUFFER_BYTES = 32 * 1024;

  private final Spool spool;
  private final ByteSource bytes;
  private final PartLayout layout;
  private final Map<Long, FileOwner> owners = new RecentEntries<>(RECENT_MAX);
  private final Map<Long, Xattrs> xattrs = new RecentEntries<>(RECENT_MAX);

  /// Negative until it is asked for.
  private long xattrsCount = -1;

  private PartPayload(Spool spool, PartLayout layout) {
    this.spool = spool;
    this.bytes = new Window(spool);
    this.layout = layout;
  }

  static PartPayload parse(Spool spool) throws IOException {
    long size = spool.sizeBytes();
    byte[] ends = new byte[PartLayout.endsBytes(size)];
    if (ends.length > size) {
      throw new DeltaException.Malformed("The delta part is cut short: " + size + " bytes");
    }
    spool.readFully(size - ends.length, ends, 0, ends.length);
    return new PartPayload(spool, PartLayout.parse(ends, size));
  }

  PartLayout layout() {
    return layout;
  }

  /// The operations from the first on.
  InputStream operations() {
    return new BufferedInputStream(
        new Region(spool, layout.blobEnd(), layout.operationsBytes()), BUFFER_BYTES);
  }

  /// The blob.
  ByteSource blob() {
    return new Blob();
  }

  /// An entry of the table of modes.
  FileOwner owner(long index) throws IOException {
    FileOwner known = owners.get(index);
    if (known != null) {
      return known;
    }
    if (index < 0 || index >= layout.modeCount()) {
      throw new DeltaException.Malformed(
          "Mode " + index + " of a delta part which has " + layout.modeCount());
    }
    byte[] entry = new byte[PartLayout.MODE_BYTES];
    bytes.readFully(index * PartLayout.MODE_BYTES, entry, 0, entry.length);
    FileOwner owner = FileOwner.parse(entry);
    owners.put(index, owner);
    return owner;
  }

  /// How many sets of extended attributes there are.
  long xattrsCount() throws IOException {
    if (xattrsCount < 0) {
      xattrsCount = countXattrs();
    }
    return xattrsCount;
  }

  private long countXattrs() throws IOException {
    if (layout.xattrsBytes() == 0) {
      return 0;
    }
    int width = PartLayout.width(layout.xattrsBytes());
    long ends = layout.xattrsBytes() - xattrsEnds(width);
    if (ends <= 0 || ends % width != 0) {
      throw xattrsMalformed();
    }
    return ends / width;
  }

  /// Where the ends of the sets begin, from the start of the sets: where the last set ends.
  private long xattrsEnds(int width) throws IOException {
    long ends = xattrsNumber(layout.xattrsEnd() - width, width);
    if (ends < 0 || ends > layout.xattrsBytes() - width) {
      throw xattrsMalformed();
    }
    return ends;
  }

  private long xattrsNumber(long position, int width) throws IOException {
    byte[] number = new byte[width];
    bytes.readFully(position, number, 0, width);
    return PartLayout.number(number, 0, width);
  }

  /// Refuses an index beyond the table of sets of extended attributes. Of an object that is there
  /// already no more is asked: a set may be large, and reading it once for each of a million such
  /// objects would take hours.
  void requireXattrs(long index) throws IOException {
    long count = xattrsCount();
    if (index < 0 || index >= count) {
      throw new DeltaException.Malformed(
          "Extended attributes " + index + " of a delta part which has " + count + " sets");
    }
  }

  /// An entry of the table of sets of extended attributes.
  Xattrs xattrs(long index) throws IOException {
    Xattrs known = xattrs.get(index);
    if (known != null) {
      return known;
    }
    requireXattrs(index);
    byte[] set = xattrsBytes(index);
    try {
      Xattrs parsed = Xattrs.parse(set);
      if (set.length <= RECENT_XATTRS_MAX_BYTES) {
        xattrs.put(index, parsed);
      }
      return parsed;
    } catch (ObjectFormatException e) {
      throw new DeltaException.Malformed(
          "Extended attributes " + index + " of a delta part: " + e.getMessage(), e);
    }
  }

  private byte[] xattrsBytes(long index) throws IOException {
    int width = PartLayout.width(layout.xattrsBytes());
    long ends = layout.modesEnd() + xattrsEnds(width);
    long start = index == 0 ? 0 : xattrsNumber(ends + (index - 1) * width, width);
    long end = xattrsNumber(ends + index * width, width);
    if (start < 0 || start > end || end > ends - layout.modesEnd()) {
      throw xattrsMalformed();
    }
    if (end - start > XATTRS_MAX_BYTES) {
      throw new DeltaException.Malformed(
          "Extended attributes " + index + " of a delta part have " + (end - start) + " bytes");
    }
    byte[] set = new byte[(int) (end - start)];
    bytes.readFully(layout.modesEnd() + start, set, 0, set.length);
    return set;
  }

  private static DeltaException.Malformed xattrsMalformed() {
    return new DeltaException.Malformed(
        "The extended attributes of a delta part are not in normal form");
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  private final class Blob implements ByteSource {
    @Override
    public long sizeBytes() {
      return layout.blobBytes();
    }

    @Override
    public int readAt(long position, byte[] buffer, int offset, int length) throws IOException {
      if (position >= sizeBytes()) {
        return -1;
      }
      int n = (int) Math.min(length, sizeBytes() - position);
      return bytes.readAt(layout.xattrsEnd() + position, buffer, offset, n);
    }
  }
}
