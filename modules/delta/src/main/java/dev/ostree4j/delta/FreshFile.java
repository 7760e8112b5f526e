// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;

/// A file or symlink that a delta must make.
///
/// @param checksum which object
/// @param path the first of its paths in the new tree
/// @param header its owner, mode and attributes
/// @param sizeBytes of its content; zero for a symlink
record FreshFile(Checksum checksum, String path, FileHeader header, long sizeBytes) {

  /// The last part of the path.
  String baseName() {
    return baseName(path);
  }

  static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
