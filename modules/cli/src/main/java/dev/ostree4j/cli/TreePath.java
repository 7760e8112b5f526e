// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

/// Paths inside a commit, as people write them.
final class TreePath {
  private TreePath() {}

  /// A path is seen from the root, with or without the leading slash.
  static String absolute(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }
}
