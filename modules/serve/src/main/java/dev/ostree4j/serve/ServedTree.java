// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.io.Closeable;
import java.io.IOException;

/// Where files come from. Shows only what everybody on this machine may read, as the C program
/// does: a secret in the directory stays one.
sealed interface ServedTree extends Closeable permits BeneathTree, LinkedTree {
  /// Finds what lies at a path.
  ///
  /// @param path relative to the root, without empty, `.` and `..` components; empty for the root
  Found find(String path) throws IOException;

  /// Whether these permission bits let everybody read a file, or read and enter a directory.
  static boolean isPublic(int permissions, boolean directory) {
    int needed = directory ? 05 : 04;
    return (permissions & needed) == needed;
  }
}
