// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import java.nio.file.Path;

/// One of the two trees which a diff compares.
///
/// @since 0.1
public sealed interface DiffSide {

  /// A commit's tree.
  ///
  /// @param checksum the commit
  record Commit(Checksum checksum) implements DiffSide {}

  /// A directory of the file system.
  ///
  /// @param path the directory
  record Directory(Path path) implements DiffSide {}
}
