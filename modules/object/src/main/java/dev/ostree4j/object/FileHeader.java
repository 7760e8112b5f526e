// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.Arrays;
import java.util.Objects;

/// All that a content object says about its file besides the bytes: owner, mode, symlink target and
/// extended attributes.
///
/// Immutable and always valid: a regular file without a target or a symlink with one, no device.
/// Owners are 32-bit numbers without sign, kept in an `int`.
///
/// ```text
/// uid BE32 | gid BE32 | mode BE32 | rdev BE32 = 0 | target, NUL | xattrs | offset: end of target
/// ```
///
/// @since 0.1
public final class FileHeader {
  /// The type of the serialised header, `(uuuusa(ayay))`.
  public static final VariantType TYPE = VariantType.of("(uuuusa(ayay))");

  /// The mode which Linux gives each symlink.
  public static final int SYMLINK_MODE = 0120777;

  private static final int FIXED_BYTES = 16;

  private final int uid;
  private final int gid;
  private final int mode;
  private final String target;
  private final Xattrs xattrs;

  private FileHeader(int uid, int gid, int mode, String target, Xattrs xattrs) {
    this.uid = uid;
    this.gid = gid;
    this.mode = mode;
    this.target = target;
    this.xattrs = Objects.requireNonNull(xattrs);
  }

  /// A regular file. The mode may come with or without the bits of the file's type.
  ///
  /// @throws IllegalArgumentException when the mode is that of something else or has unknown bits
  public static FileHeader regular(int uid, int gid, int mode, Xattrs xattrs) {
    return new FileHeader(uid, gid, Modes.complete(mode, Modes.REGULAR), "", xattrs);
  }

  /// A symlink with the mode that Linux gives each of them.
  ///
  /// @throws IllegalArgumentException when the target is empty, has a NUL inside or is not text
  public static FileHeader symlink(int uid, int gid, String target, Xattrs xattrs) {
    return symlink(uid, gid, SYMLINK_MODE, target, xattrs);
  }

  /// A symlink. The mode may come with or without the bits of the file's type.
  ///
  /// @throws IllegalArgumentException when the mode is that of something else or has unknown bits,
  ///     or when the target is empty, has a NUL inside or is not text
  public static FileHeader symlink(int uid, int gid, int mode, String target, Xattrs xattrs) {
    if (!isValidTarget(target)) {
      throw new IllegalArgumentException("Invalid symlink target '" + target + "'");
    }
    return new FileHeader(uid, gid, Modes.complete(mode, Modes.SYMLINK), target, xattrs);
  }

  /// Reads a header.
  ///
  /// @throws ObjectFormatException when it is not in normal form or says what no file can be
  public static FileHeader parse(byte[] header) throws ObjectFormatException {
    FileHeader parsed = read(Span.of(header));
    if (!Arrays.equals(parsed.bytes(), header)) {
      throw ObjectFormatException.notNormal();
    }
    return parsed;
  }

  /// Reads a header.
  ///
  /// @throws ObjectFormatException when the type is another, or as [#parse(byte\[\])]
  public static FileHeader parse(Variant header) throws ObjectFormatException {
    if (!header.type().equals(TYPE)) {
      throw new ObjectFormatException("File header of type " + header.type().text());
    }
    return parse(header.bytes());
  }

  /// Reads the value of the attribute `user.ostreemeta`, in which bare-user repositories keep
  /// owner, mode and extended attributes.
  ///
  /// @param symlinkTarget the content of the stored file when the mode is that of a symlink; empty
  ///     for a regular file
  /// @throws ObjectFormatException when the value is not in normal form or does not go with the
  ///     target
  public static FileHeader parseBareUserAttribute(byte[] value, String symlinkTarget)
      throws ObjectFormatException {
    var stored = OwnerRecord.parse(value);
    return checked(stored.uid(), stored.gid(), stored.mode(), symlinkTarget, stored.xattrs());
  }

  /// The full mode in the value of the attribute `user.ostreemeta`: whether the stored file is
  /// content or holds the target of a symlink must be known before it is read.
  ///
  /// @throws ObjectFormatException when the value is not in normal form
  public static int bareUserMode(byte[] value) throws ObjectFormatException {
    return OwnerRecord.parse(value).mode();
  }

  /// Reads a header whose framing is not known to be minimal: the caller compares bytes.
  static FileHeader read(Span span) throws ObjectFormatException {
    return read(span, 0);
  }

  /// Reads the members that follow a larger header's own first bytes.
  static FileHeader read(Span span, int first) throws ObjectFormatException {
    int strings = first + FIXED_BYTES;
    if (span.size() < strings) {
      throw ObjectFormatException.notNormal();
    }
    long targetEnd = span.offset(0);
    String target = Text.of(span.part(strings, targetEnd));
    Xattrs xattrs = Xattrs.read(span.part(targetEnd, span.contentSize(1)));
    int at = span.start() + first;
    int device = Framing.bigEndianInt(span.bytes(), at + 12);
    if (device != 0) {
      throw new ObjectFormatException(
          "Corrupted archive file; invalid rdev " + Integer.toUnsignedString(device));
    }
    return checked(
        Framing.bigEndianInt(span.bytes(), at),
        Framing.bigEndianInt(span.bytes(), at + 4),
        Framing.bigEndianInt(span.bytes(), at + 8),
        target,
        xattrs);
  }

  private static FileHeader checked(int uid, int gid, int mode, String target, Xattrs xattrs)
      throws ObjectFormatException {
    Modes.checkBits(mode);
    boolean symlink = Modes.type(mode) == Modes.SYMLINK;
    if (!symlink && Modes.type(mode) != Modes.REGULAR) {
      throw new ObjectFormatException(
          "Corrupted archive file; invalid mode " + Integer.toUnsignedString(mode));
    }
    if (symlink ? !isValidTarget(target) : !target.isEmpty()) {
      throw new ObjectFormatException("Corrupted file; invalid symlink target '" + target + "'");
    }
    return new FileHeader(uid, gid, mode, target, xattrs);
  }

  private static boolean isValidTarget(String target) {
    return !target.isEmpty() && Text.isStorable(target);
  }

  /// The owner, a number without sign.
  public int uid() {
    return uid;
  }

  /// The group, a number without sign.
  public int gid() {
    return gid;
  }

  /// The full mode with the bits of the file's type, such as 0100644.
  public int mode() {
    return mode;
  }

  /// The mode without the bits of the file's type, such as 0644.
  public int permissions() {
    return mode & Modes.PERMISSIONS;
  }

  /// Whether this is a symlink; else it is a regular file.
  public boolean isSymlink() {
    return Modes.type(mode) == Modes.SYMLINK;
  }

  /// Where the symlink points to; empty for a regular file.
  public String symlinkTarget() {
    return target;
  }

  /// The extended attributes.
  public Xattrs xattrs() {
    return xattrs;
  }

  /// The same with another owner.
  public FileHeader withOwner(int uid, int gid) {
    return new FileHeader(uid, gid, mode, target, xattrs);
  }

  /// The same with another mode, which may come with or without the bits of the file's type.
  ///
  /// @throws IllegalArgumentException when the mode is that of another type of file
  public FileHeader withMode(int mode) {
    return new FileHeader(uid, gid, Modes.complete(mode, Modes.type(this.mode)), target, xattrs);
  }

  /// The same with other extended attributes.
  public FileHeader withXattrs(Xattrs xattrs) {
    return new FileHeader(uid, gid, mode, target, xattrs);
  }

  /// The same without extended attributes.
  public FileHeader withoutXattrs() {
    return xattrs.isEmpty() ? this : withXattrs(Xattrs.EMPTY);
  }

  /// The same with canonical permissions: owned by root, no extended attributes, a regular file
  /// neither set-user-id nor writable by others.
  public FileHeader canonical() {
    int kept = isSymlink() ? mode : mode & (Modes.REGULAR | Modes.CANONICAL_PERMISSIONS);
    return new FileHeader(0, 0, kept, target, Xattrs.EMPTY);
  }

  /// The serialised header.
  public byte[] bytes() {
    byte[] text = Text.utf8(target);
    byte[] header = new byte[sizeBytes(text, 0)];
    writeTo(header, 0, header.length, 0, text);
    return header;
  }

  /// The header with its length before it: what is hashed before the content.
  public byte[] framed() {
    byte[] text = Text.utf8(target);
    byte[] framed = new byte[HeaderFrame.PREFIX_BYTES + sizeBytes(text, 0)];
    HeaderFrame.writePrefix(framed);
    writeTo(framed, HeaderFrame.PREFIX_BYTES, framed.length, 0, text);
    return framed;
  }

  /// The value of the attribute `user.ostreemeta`; it has everything but a symlink's target.
  public byte[] bareUserAttribute() {
    return new OwnerRecord(uid, gid, mode, xattrs).bytes();
  }

  /// The name of the content object when there is no content: that of a symlink or an empty file.
  public Checksum checksumWithoutContent() {
    return Checksum.ofContent(framed());
  }

  /// The size of a header which has `first` bytes of its own before these members.
  int sizeBytes(byte[] text, int first) {
    return Framing.totalSize((long) first + FIXED_BYTES + text.length + 1 + xattrs.sizeBytes(), 1);
  }

  /// Writes the members after the `first` bytes of a header which lies from `start` to `end`.
  void writeTo(byte[] out, int start, int end, int first, byte[] text) {
    int position = start + first;
    Framing.putBigEndianInt(out, position, uid);
    Framing.putBigEndianInt(out, position + 4, gid);
    Framing.putBigEndianInt(out, position + 8, mode);
    position += FIXED_BYTES;
    System.arraycopy(text, 0, out, position, text.length);
    position += text.length + 1;
    xattrs.writeTo(out, position);
    int width = Framing.width(end - start);
    Framing.putOffset(out, end - width, width, position - start);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileHeader that
        && uid == that.uid
        && gid == that.gid
        && mode == that.mode
        && target.equals(that.target)
        && xattrs.equals(that.xattrs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(uid, gid, mode, target, xattrs);
  }

  @Override
  public String toString() {
    String owner = Integer.toUnsignedString(uid) + ":" + Integer.toUnsignedString(gid);
    String link = isSymlink() ? " -> " + target : "";
    return owner + " 0" + Integer.toOctalString(mode) + link + " " + xattrs;
  }
}
