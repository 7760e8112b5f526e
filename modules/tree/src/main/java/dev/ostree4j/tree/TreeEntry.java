// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;

/// One path of a committed tree.
///
/// @since 0.1
public sealed interface TreeEntry {

  /// Where it is, starting with `/`; the root is `/`.
  String path();

  /// The last name of the path; the root's is `/`.
  default String name() {
    return path().equals("/") ? "/" : path().substring(path().lastIndexOf('/') + 1);
  }

  /// A regular file or a symlink.
  ///
  /// @param path where it is
  /// @param checksum the content object
  record File(String path, Checksum checksum) implements TreeEntry {}

  /// A directory.
  ///
  /// @param path where it is
  /// @param root the objects which make it
  record Directory(String path, TreeRoot root) implements TreeEntry {}
}
