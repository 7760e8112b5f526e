// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantType;

/// Owner, mode and extended attributes of a directory. Many directories share one.
///
/// Owners are 32-bit numbers without sign, kept in an `int`.
///
/// @param uid the owner
/// @param gid the group
/// @param mode the full mode with the bits that say directory, such as 0040755
/// @param xattrs the extended attributes
/// @since 0.1
public record DirMeta(int uid, int gid, int mode, Xattrs xattrs) {
  /// The type of the serialised form, `(uuua(ayay))`.
  public static final VariantType TYPE = VariantType.of("(uuua(ayay))");

  /// The mode may come with or without the bits that say directory.
  ///
  /// @throws IllegalArgumentException when the mode is that of something else or has unknown bits
  public DirMeta {
    mode = Modes.complete(mode, Modes.DIRECTORY);
  }

  /// Reads the serialised form.
  ///
  /// @throws ObjectFormatException when it is not in normal form, too large, or not of a directory
  public static DirMeta parse(byte[] bytes) throws ObjectFormatException {
    MetadataLimits.checkSize(bytes.length);
    var stored = OwnerRecord.parse(bytes);
    if (Modes.type(stored.mode()) != Modes.DIRECTORY) {
      throw new ObjectFormatException(
          "Invalid directory metadata mode "
              + Integer.toUnsignedString(stored.mode())
              + "; not a directory");
    }
    Modes.checkBits(stored.mode());
    return new DirMeta(stored.uid(), stored.gid(), stored.mode(), stored.xattrs());
  }

  /// The mode without the bits that say directory, such as 0755.
  public int permissions() {
    return mode & Modes.PERMISSIONS;
  }

  /// The same with another owner.
  public DirMeta withOwner(int uid, int gid) {
    return new DirMeta(uid, gid, mode, xattrs);
  }

  /// The same with another mode, which may come with or without the bits that say directory.
  ///
  /// @throws IllegalArgumentException when the mode is that of something else
  public DirMeta withMode(int mode) {
    return new DirMeta(uid, gid, mode, xattrs);
  }

  /// The same with other extended attributes.
  public DirMeta withXattrs(Xattrs xattrs) {
    return new DirMeta(uid, gid, mode, xattrs);
  }

  /// The same with canonical permissions: owned by root, no extended attributes, not writable by
  /// others.
  public DirMeta canonical() {
    int kept = mode & (Modes.DIRECTORY | Modes.CANONICAL_PERMISSIONS);
    return new DirMeta(0, 0, kept, Xattrs.EMPTY);
  }

  /// The serialised form, as stored.
  public byte[] bytes() {
    return new OwnerRecord(uid, gid, mode, xattrs).bytes();
  }

  /// The name of the object.
  public Checksum checksum() {
    return Checksum.ofContent(bytes());
  }

  // Written out: what a record has by itself is made at run time, which takes longer than the
  // commit of a small tree.
  @Override
  public boolean equals(Object other) {
    return other instanceof DirMeta same
        && uid == same.uid
        && gid == same.gid
        && mode == same.mode
        && xattrs.equals(same.xattrs);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * uid + gid) + mode) + xattrs.hashCode();
  }
}
