// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.object.Xattrs;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads tar archives: v7, ustar, pax and GNU, with sparse files of all four forms.
///
/// Written here because xattrs in pax headers are bytes, which a reader that takes them for text
/// destroys. Every length is checked before anything is allocated for it.
final class TarReader implements ArchiveReader {

  private static final int BLOCK_BYTES = 512;

  /// As much as a name or a set of xattrs may take; Linux allows 64 KiB for one xattr.
  private static final int EXTENSION_BYTES_MAX = 8 * 1024 * 1024;

  private static final int NAME = 0;
  private static final int NAME_BYTES = 100;
  private static final int MODE = 100;
  private static final int UID = 108;
  private static final int GID = 116;
  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int TARGET = 157;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_BYTES = 155;
  private static final int SPARSE = 386;
  private static final int SPARSE_EXTENDED = 482;
  private static final int SPARSE_SIZE = 483;
  private static final int SPARSE_BLOCK_EXTENDED = 504;
  private static final int ID_BYTES = 8;
  private static final int SIZE_BYTES = 12;

  private final InputStream in;
  private final byte[] block = new byte[BLOCK_BYTES];
  private final EntryContent content;
  private final SparseContent expanded;
  private boolean any;
  private long paddingBytes;

  TarReader(InputStream in) {
    this.in = in;
    this.content = new EntryContent(in);
    this.expanded = new SparseContent(content);
  }

  /// True when the first block of an archive is a tar header, or the end of an empty archive.
  static boolean isTar(byte[] firstBlock) {
    return firstBlock.length >= BLOCK_BYTES && (isZero(firstBlock) || hasChecksum(firstBlock));
  }

  @Override
  public InputStream content() {
    return expanded;
  }

  @Override
  public Optional<ArchiveEntry> next() throws IOException {
    byte[] longName = null;
    byte[] longTarget = null;
    PaxRecords pax = PaxRecords.NONE;
    while (readHeader()) {
      switch (block[TYPE]) {
        case 'L' -> longName = untilNul(extension());
        case 'K' -> longTarget = untilNul(extension());
        case 'x', 'X' -> pax = PaxRecords.parse(extension());
        // What is said about all entries, or names the volume, is of no use here.
        case 'g', 'V' -> extension();
        default -> {
          return Optional.of(entry(longName, longTarget, pax));
        }
      }
    }
    return Optional.empty();
  }

  /// Reads the next header; false at the end.
  private boolean readHeader() throws IOException {
    skipContent();
    int filled = in.readNBytes(block, 0, BLOCK_BYTES);
    if (filled == 0 && any) {
      return false; // the end marker is missing, but nothing else
    }
    if (filled < BLOCK_BYTES) {
      throw new TreeException.BadArchive("Truncated tar archive");
    }
    if (isZero(block)) {
      return false;
    }
    if (!hasChecksum(block)) {
      throw new TreeException.BadArchive(
          any ? "Damaged tar header" : "Unrecognized archive format");
    }
    any = true;
    return true;
  }

  private void skipContent() throws IOException {
    try {
      content.skipRest();
      in.skipNBytes(paddingBytes);
    } catch (EOFException e) {
      throw new TreeException.BadArchive("Truncated tar archive");
    }
    paddingBytes = 0;
  }

  private void expect(long sizeBytes) {
    content.begin(sizeBytes);
    paddingBytes = -sizeBytes & (BLOCK_BYTES - 1);
  }

  /// The content of a header that says something about the next one.
  private byte[] extension() throws IOException {
    long sizeBytes = number(SIZE, SIZE_BYTES);
    if (sizeBytes > EXTENSION_BYTES_MAX) {
      throw new TreeException.BadArchive("Extended tar header of " + sizeBytes + " bytes");
    }
    expect(sizeBytes);
    return content.readAllBytes();
  }

  private ArchiveEntry entry(
      byte @Nullable [] longName, byte @Nullable [] longTarget, PaxRecords pax) throws IOException {
    byte[] sparseName = pax.value("GNU.sparse.name");
    byte[] name = first(sparseName, pax.value("path"), first(longName, null, plainName()));
    byte[] target = first(pax.value("linkpath"), longTarget, field(TARGET, NAME_BYTES));
    String path = FileNames.decode(name);
    ArchiveEntry.Kind kind = kind(path);
    int mode = (int) number(MODE, ID_BYTES) & 07777;
    int uid = id(pax.number("uid", number(UID, ID_BYTES)));
    int gid = id(pax.number("gid", number(GID, ID_BYTES)));
    long storedBytes = pax.number("size", number(SIZE, SIZE_BYTES));
    long sizeBytes = storedBytes;
    if (kind == ArchiveEntry.Kind.REGULAR && isSparse(pax)) {
      sizeBytes = beginSparse(path, pax, storedBytes);
    } else {
      expect(hasContent(kind) ? storedBytes : 0);
      expanded.beginPlain();
    }
    boolean named = kind == ArchiveEntry.Kind.SYMLINK || kind == ArchiveEntry.Kind.HARD_LINK;
    Xattrs xattrs = pax.xattrs();
    return new ArchiveEntry(
        path,
        kind,
        named ? FileNames.decode(target) : "",
        mode,
        uid,
        gid,
        kind == ArchiveEntry.Kind.REGULAR ? sizeBytes : 0,
        xattrs);
  }

  private boolean isSparse(PaxRecords pax) {
    return block[TYPE] == 'S' || pax.has("GNU.sparse.major") || pax.has("GNU.sparse.size");
  }

  /// Prepares for the content of a sparse file and returns how large it is with its zeros.
  private long beginSparse(String path, PaxRecords pax, long storedBytes) throws IOException {
    var map = new SparseMap(path);
    if (block[TYPE] == 'S') {
      long size = number(SPARSE_SIZE, SIZE_BYTES);
      readGnuMap(map);
      expect(storedBytes);
      expanded.beginSparse(map.checked(size, storedBytes), size);
      return size;
    }
    expect(storedBytes);
    long mapBytes = 0;
    long size = pax.number("GNU.sparse.size", 0);
    long version = pax.number("GNU.sparse.major", 0);
    if (version == 1) {
      size = pax.number("GNU.sparse.realsize", size);
      mapBytes = map.readFrom(content);
    } else if (version == 0 && pax.has("GNU.sparse.map")) {
      map.addAll(pax.value("GNU.sparse.map"));
    } else if (version != 0 || storedBytes != 0) {
      throw map.bad();
    }
    expanded.beginSparse(map.checked(size, storedBytes - mapBytes), size);
    return size;
  }

  /// Reads the map of the header, and the blocks behind the header that go on with it.
  private void readGnuMap(SparseMap map) throws IOException {
    readGnuPairs(map, SPARSE, SPARSE_EXTENDED);
    boolean more = block[SPARSE_EXTENDED] != 0;
    while (more) {
      if (in.readNBytes(block, 0, BLOCK_BYTES) < BLOCK_BYTES) {
        throw new TreeException.BadArchive("Truncated tar archive");
      }
      readGnuPairs(map, 0, SPARSE_BLOCK_EXTENDED);
      more = block[SPARSE_BLOCK_EXTENDED] != 0;
    }
  }

  private void readGnuPairs(SparseMap map, int start, int end) throws IOException {
    for (int at = start; at < end && block[at] != 0; at += 2 * SIZE_BYTES) {
      map.add(number(at, SIZE_BYTES));
      map.add(number(at + SIZE_BYTES, SIZE_BYTES));
    }
  }

  private static byte[] first(byte @Nullable [] a, byte @Nullable [] b, byte[] c) {
    return a != null ? a : b != null ? b : c;
  }

  private ArchiveEntry.Kind kind(String path) throws TreeException.BadArchive {
    return switch (block[TYPE]) {
      // Before ustar, a directory was a file whose name ends with a slash.
      case '0', 0, '7', 'S' ->
          path.endsWith("/") ? ArchiveEntry.Kind.DIRECTORY : ArchiveEntry.Kind.REGULAR;
      case '1' -> ArchiveEntry.Kind.HARD_LINK;
      case '2' -> ArchiveEntry.Kind.SYMLINK;
      case '3', '4', '6' -> ArchiveEntry.Kind.SPECIAL;
      case '5', 'D' -> ArchiveEntry.Kind.DIRECTORY;
      default ->
          throw new TreeException.BadArchive(
              "Unsupported tar entry type " + (block[TYPE] & 0xff) + ": " + path);
    };
  }

  private boolean hasContent(ArchiveEntry.Kind kind) {
    return kind == ArchiveEntry.Kind.REGULAR || block[TYPE] == 'D';
  }

  private static int id(long number) throws TreeException.BadArchive {
    if (number < 0 || number > 0xffffffffL) {
      throw new TreeException.BadArchive("Owner out of range in tar header: " + number);
    }
    return (int) number;
  }

  private byte[] plainName() {
    byte[] name = field(NAME, NAME_BYTES);
    boolean ustar = block[MAGIC + 5] == 0 && startsWith(MAGIC, "ustar");
    if (!ustar || block[PREFIX] == 0) {
      return name;
    }
    byte[] prefix = field(PREFIX, PREFIX_BYTES);
    var whole = new byte[prefix.length + 1 + name.length];
    System.arraycopy(prefix, 0, whole, 0, prefix.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  private boolean startsWith(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (block[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private byte[] field(int at, int length) {
    var bytes = new byte[length];
    System.arraycopy(block, at, bytes, 0, length);
    return untilNul(bytes);
  }

  private static byte[] untilNul(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return Arrays.copyOf(bytes, i);
      }
    }
    return bytes;
  }

  /// A number in octal, or in base 256 when the first bit is set.
  private long number(int at, int length) throws TreeException.BadArchive {
    if ((block[at] & 0x80) != 0) {
      return base256(at, length);
    }
    long number = 0;
    boolean started = false;
    for (int i = at; i < at + length; i++) {
      byte b = block[i];
      if (b >= '0' && b <= '7') {
        number = number << 3 | (b - '0');
        started = true;
      } else if (b == 0 || b == ' ') {
        if (started) {
          break;
        }
      } else {
        throw new TreeException.BadArchive("Damaged tar header");
      }
    }
    return number;
  }

  private long base256(int at, int length) throws TreeException.BadArchive {
    long number = block[at] & 0x3f;
    boolean negative = (block[at] & 0x40) != 0;
    for (int i = at + 1; i < at + length; i++) {
      if (negative || number > Long.MAX_VALUE >> Byte.SIZE) {
        throw new TreeException.BadArchive("Number out of range in tar header");
      }
      number = number << Byte.SIZE | (block[i] & 0xff);
    }
    return number;
  }

  /// Some old programs summed signed bytes.
  private static boolean hasChecksum(byte[] block) {
    long stored = 0;
    boolean digits = false;
    for (int i = CHECKSUM; i < CHECKSUM + ID_BYTES; i++) {
      if (block[i] >= '0' && block[i] <= '7') {
        stored = stored << 3 | (block[i] - '0');
        digits = true;
      }
    }
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK_BYTES; i++) {
      byte b = i >= CHECKSUM && i < CHECKSUM + ID_BYTES ? (byte) ' ' : block[i];
      unsigned += b & 0xff;
      signed += b;
    }
    return digits && (stored == unsigned || stored == signed);
  }

  private static boolean isZero(byte[] block) {
    for (int i = 0; i < BLOCK_BYTES; i++) {
      if (block[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
