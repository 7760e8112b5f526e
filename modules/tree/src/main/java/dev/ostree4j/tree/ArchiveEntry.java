// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.object.Xattrs;

/// One entry of an archive, not yet trusted: its path may lead anywhere.
///
/// @param path as written in the archive
/// @param kind what it is
/// @param target of a symlink, or the path that a hardlink repeats; else empty
/// @param permissions the mode bits
/// @param uid the owner
/// @param gid the group
/// @param sizeBytes how much content follows
/// @param xattrs the extended attributes
record ArchiveEntry(
    String path,
    Kind kind,
    String target,
    int permissions,
    int uid,
    int gid,
    long sizeBytes,
    Xattrs xattrs) {

  /// What an entry is.
  enum Kind {
    REGULAR(0100000),
    DIRECTORY(0040000),
    SYMLINK(0120000),
    HARD_LINK(0100000),
    /// A device, a pipe, a socket.
    SPECIAL(0);

    private final int typeBits;

    Kind(int typeBits) {
      this.typeBits = typeBits;
    }
  }

  EntryAttributes attributes() {
    return new EntryAttributes(uid, gid, kind.typeBits | permissions);
  }
}
