// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.util.Optional;

/// Decides what becomes of each path that an import finds.
///
/// @since 0.1
@FunctionalInterface
public interface ImportFilter {

  /// What to store for the path, or empty to leave it (and all below it) out.
  ///
  /// Called on the importer's own thread, in the order of the walk.
  ///
  /// @param path the path inside the tree, starting with `/`; the root is `/`
  /// @param found owner and mode as read
  Optional<EntryAttributes> apply(String path, EntryAttributes found);
}
