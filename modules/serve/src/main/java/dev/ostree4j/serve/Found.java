// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.util.List;

/// What lies at a path.
sealed interface Found {
  /// Nothing that would be shown.
  record Nothing() implements Found {}

  /// Something that not everybody may see.
  record Hidden() implements Found {}

  /// A directory.
  ///
  /// @param names what is in it, sorted
  record Directory(List<String> names) implements Found {}

  /// A regular file, open; whoever asked closes it.
  record File(ServedFile file) implements Found {}
}
