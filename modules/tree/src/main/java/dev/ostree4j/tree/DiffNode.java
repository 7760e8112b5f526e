// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A file or directory of one of the trees that a diff compares.
interface DiffNode {

  /// The path from the root of its tree, starting with `/`.
  String path();

  boolean isDirectory();

  /// The name of the content object or, for a directory, of the dirmeta.
  Checksum identity() throws IOException;

  /// The name of a directory's dirtree, where it is known without looking inside.
  Optional<Checksum> tree();

  /// What is in the directory: files first, then directories, each sorted by name.
  List<DiffNode> children() throws IOException;

  /// The last part of the path.
  default String name() {
    return path().substring(path().lastIndexOf('/') + 1);
  }
}
