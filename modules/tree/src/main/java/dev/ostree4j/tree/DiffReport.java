// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.util.List;

/// What differs between two trees, in the order of the walk. Paths start with `/`.
///
/// @param modified in both, and different
/// @param removed only in the first; of a directory only its own path
/// @param added only in the second
/// @since 0.1
public record DiffReport(List<String> modified, List<String> removed, List<String> added) {

  /// Copies the lists.
  public DiffReport {
    modified = List.copyOf(modified);
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }

  /// True when nothing differs.
  public boolean isEmpty() {
    return modified.isEmpty() && removed.isEmpty() && added.isEmpty();
  }
}
