// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// What a [Kernel] may or may not be able to do at all, on whatever file system.
///
/// A call that needs a capability which the kernel lacks fails with a [SyscallException] of
/// [Errno#EOPNOTSUPP] and changes nothing.
///
/// @since 0.1
public enum Capability {
  /// Files without a name, linked into place when they are complete.
  UNNAMED_FILES,
  /// Extended attributes.
  XATTRS,
  /// Owners and groups can be set, and inodes and link counts are real.
  OWNERSHIP,
  /// Permission bits are kept. A kernel without this takes modes and forgets them.
  PERMISSIONS,
  /// Device nodes, pipes.
  NODES,
  /// Hard links to symlinks.
  SYMLINK_HARD_LINKS,
  /// Two names can be exchanged in one step.
  EXCHANGE,
  /// Names may be any bytes.
  BYTE_NAMES,
  /// Inode flags, such as "immutable".
  INODE_FLAGS,
  /// A whole file system can be frozen and thawed.
  FREEZE,
  /// A whole file system can be forced to disk. A kernel without this forces the one file that
  /// names it.
  FILE_SYSTEM_SYNC
}
