// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

/// How much of a commit a walk, a prune or a pull looks at.
///
/// @since 0.1
public enum Scope {
  /// The commit, its directories and its files.
  EVERYTHING,
  /// The commit object alone.
  COMMITS_ONLY
}
