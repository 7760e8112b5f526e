// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// How much of a commit is stored.
///
/// @since 0.1
public enum CommitState {
  /// Everything, as far as is known.
  NORMAL,
  /// Not everything was pulled.
  PARTIAL,
  /// A check found something missing or damaged.
  FSCK_PARTIAL
}
