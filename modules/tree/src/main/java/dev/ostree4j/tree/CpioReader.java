// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.object.Xattrs;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads cpio archives with ASCII headers: the portable and the "new" formats.
///
/// The new formats give the content of an inode with several names only with its last name. The
/// other names are held back until it comes, and then follow it as hardlinks.
final class CpioReader implements ArchiveReader {

  private static final String TRAILER = "TRAILER!!!";
  private static final int NAME_BYTES_MAX = 64 * 1024;
  private static final int TYPE_BITS = 0170000;
  private static final int MAGIC_BYTES = 6;
  private static final int NEW_FIELDS = 13;
  private static final int NEW_FIELD_BYTES = 8;
  private static final int[] OLD_FIELD_BYTES = {6, 6, 6, 6, 6, 6, 6, 11, 6, 11};

  private record Inode(long device, long number) {}

  private record Header(
      Inode inode, int mode, int uid, int gid, long links, long sizeBytes, int nameBytes) {}

  private final InputStream in;
  private final EntryContent content;
  private final Map<Inode, List<ArchiveEntry>> waiting = new LinkedHashMap<>();
  private final Deque<ArchiveEntry> ready = new ArrayDeque<>();
  private int alignment = 1;
  private int paddingBytes;
  private boolean ended;

  CpioReader(InputStream in) {
    this.in = in;
    this.content = new EntryContent(in);
  }

  static boolean isCpio(byte[] start) {
    if (start.length < MAGIC_BYTES) {
      return false;
    }
    String magic = new String(start, 0, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
    return magic.equals("070701") || magic.equals("070702") || magic.equals("070707");
  }

  @Override
  public InputStream content() {
    return content;
  }

  @Override
  public Optional<ArchiveEntry> next() throws IOException {
    skip();
    while (ready.isEmpty() && !ended) {
      read();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void read() throws IOException {
    skip();
    Header header = header();
    String path = FileNames.decode(name(header));
    if (path.equals(TRAILER)) {
      ended = true;
      for (List<ArchiveEntry> names : waiting.values()) {
        release(names, names.getFirst());
      }
      return;
    }
    content.begin(header.sizeBytes);
    paddingBytes = (int) (-header.sizeBytes & (alignment - 1));
    ArchiveEntry.Kind kind = kind(header.mode);
    String target = "";
    if (kind == ArchiveEntry.Kind.SYMLINK) {
      if (header.sizeBytes > NAME_BYTES_MAX) {
        throw damaged();
      }
      target = FileNames.decode(content.readAllBytes());
    }
    var entry =
        new ArchiveEntry(
            path,
            kind,
            target,
            header.mode & 07777,
            header.uid,
            header.gid,
            kind == ArchiveEntry.Kind.REGULAR ? header.sizeBytes : 0,
            Xattrs.EMPTY);
    boolean linked = kind == ArchiveEntry.Kind.REGULAR && header.links > 1 && alignment > 1;
    if (!linked) {
      ready.add(entry);
      return;
    }
    List<ArchiveEntry> names = waiting.computeIfAbsent(header.inode, inode -> new ArrayList<>());
    names.add(entry);
    if (header.sizeBytes > 0) {
      waiting.remove(header.inode);
      release(names, entry);
    }
  }

  private void release(List<ArchiveEntry> names, ArchiveEntry first) {
    ready.add(first);
    for (ArchiveEntry name : names) {
      if (name != first) {
        ready.add(
            new ArchiveEntry(
                name.path(),
                ArchiveEntry.Kind.HARD_LINK,
                first.path(),
                name.permissions(),
                name.uid(),
                name.gid(),
                0,
                Xattrs.EMPTY));
      }
    }
  }

  private static ArchiveEntry.Kind kind(int mode) {
    return switch (mode & TYPE_BITS) {
      case 0100000 -> ArchiveEntry.Kind.REGULAR;
      case 0040000 -> ArchiveEntry.Kind.DIRECTORY;
      case 0120000 -> ArchiveEntry.Kind.SYMLINK;
      default -> ArchiveEntry.Kind.SPECIAL;
    };
  }

  private Header header() throws IOException {
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    if (!isCpio(magic)) {
      throw damaged();
    }
    return magic[MAGIC_BYTES - 1] == '7' ? oldHeader() : newHeader();
  }

  private Header newHeader() throws IOException {
    alignment = 4;
    var fields = new long[NEW_FIELDS];
    for (int i = 0; i < NEW_FIELDS; i++) {
      fields[i] = number(NEW_FIELD_BYTES, 16);
    }
    var inode = new Inode(fields[7] << 32 | fields[8], fields[0]);
    return new Header(
        inode,
        (int) fields[1],
        (int) fields[2],
        (int) fields[3],
        fields[4],
        fields[6],
        length(fields[11]));
  }

  private Header oldHeader() throws IOException {
    alignment = 1;
    var fields = new long[OLD_FIELD_BYTES.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = number(OLD_FIELD_BYTES[i], 8);
    }
    return new Header(
        new Inode(fields[0], fields[1]),
        (int) fields[2],
        (int) fields[3],
        (int) fields[4],
        fields[5],
        fields[9],
        length(fields[8]));
  }

  private static int length(long nameBytes) throws TreeException.BadArchive {
    if (nameBytes < 1 || nameBytes > NAME_BYTES_MAX) {
      throw damaged();
    }
    return (int) nameBytes;
  }

  private long number(int digits, int radix) throws IOException {
    long number = 0;
    for (byte digit : in.readNBytes(digits)) {
      int value = Character.digit(digit, radix);
      if (value < 0) {
        throw damaged();
      }
      number = number * radix + value;
    }
    return number;
  }

  /// The name without its NUL; name and header together are aligned.
  private byte[] name(Header header) throws IOException {
    byte[] name = in.readNBytes(header.nameBytes);
    if (name.length < header.nameBytes || name[name.length - 1] != 0) {
      throw damaged();
    }
    int headerBytes = MAGIC_BYTES + NEW_FIELDS * NEW_FIELD_BYTES;
    skipFully(-(headerBytes + header.nameBytes) & (alignment - 1));
    return Arrays.copyOf(name, name.length - 1);
  }

  private void skip() throws IOException {
    content.skipRest();
    skipFully(paddingBytes);
    paddingBytes = 0;
  }

  private void skipFully(long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw damaged();
    }
  }

  private static TreeException.BadArchive damaged() {
    return new TreeException.BadArchive("Damaged cpio archive");
  }
}
