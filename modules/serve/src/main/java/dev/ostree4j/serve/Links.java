// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

/// What a server does with symlinks below its directory.
///
/// @since 0.1
public enum Links {
  /// A symlink is followed as long as it stays beneath the directory, however it is raced with.
  BENEATH,
  /// Symlinks are followed wherever they lead. Only for directories in which nobody can make a
  /// symlink whom you would not show every file that this process can read.
  ANYWHERE
}
