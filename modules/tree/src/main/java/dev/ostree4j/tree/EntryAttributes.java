// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

/// Owner and mode of one path on its way into a commit.
///
/// @param uid the owner
/// @param gid the group
/// @param mode the whole `st_mode`, type bits included
/// @since 0.1
public record EntryAttributes(int uid, int gid, int mode) {

  private static final int TYPE_BITS = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;

  /// True when the mode is a directory's.
  public boolean isDirectory() {
    return (mode & TYPE_BITS) == DIRECTORY;
  }

  /// True when the mode is a regular file's.
  public boolean isRegular() {
    return (mode & TYPE_BITS) == REGULAR;
  }

  /// The same with another owner.
  public EntryAttributes withUid(int newUid) {
    return new EntryAttributes(newUid, gid, mode);
  }

  /// The same with another group.
  public EntryAttributes withGid(int newGid) {
    return new EntryAttributes(uid, newGid, mode);
  }

  /// The same with other permission bits; the type bits of `newMode` are ignored.
  public EntryAttributes withPermissions(int newMode) {
    return new EntryAttributes(uid, gid, (mode & TYPE_BITS) | (newMode & ~TYPE_BITS));
  }
}
