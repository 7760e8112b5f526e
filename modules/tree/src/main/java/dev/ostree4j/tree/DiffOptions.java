// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.util.OptionalInt;

/// What a diff takes into account.
///
/// @since 0.1
public final class DiffOptions {

  /// Whether extended attributes count.
  public enum XattrUse {
    /// They count.
    COMPARE,
    /// They do not.
    IGNORE
  }

  private static final DiffOptions DEFAULTS =
      new DiffOptions(XattrUse.COMPARE, OptionalInt.empty(), OptionalInt.empty());

  private final XattrUse xattrs;
  private final OptionalInt uid;
  private final OptionalInt gid;

  private DiffOptions(XattrUse xattrs, OptionalInt uid, OptionalInt gid) {
    this.xattrs = xattrs;
    this.uid = uid;
    this.gid = gid;
  }

  /// Everything counts.
  public static DiffOptions defaults() {
    return DEFAULTS;
  }

  /// Whether extended attributes of directories in the file system count. Default:
  /// [XattrUse#COMPARE].
  public DiffOptions withXattrs(XattrUse newXattrs) {
    return new DiffOptions(newXattrs, uid, gid);
  }

  /// Takes files of the file system to be this user's. Default: as they are.
  public DiffOptions withOwnerUid(int newUid) {
    return new DiffOptions(xattrs, OptionalInt.of(newUid), gid);
  }

  /// Takes files of the file system to be this group's. Default: as they are.
  public DiffOptions withOwnerGid(int newGid) {
    return new DiffOptions(xattrs, uid, OptionalInt.of(newGid));
  }

  XattrUse xattrs() {
    return xattrs;
  }

  OptionalInt uid() {
    return uid;
  }

  OptionalInt gid() {
    return gid;
  }
}
