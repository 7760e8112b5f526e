// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.RepoMode;

/// Whether a pull uses static deltas.
///
/// @since 0.1
public enum DeltaUse {
  /// Where a server offers one that fits. Never for commits alone, into an archive, or from a
  /// repository on the same machine.
  IF_OFFERED,
  /// Always, from a repository on the same machine too; without one that fits the pull fails.
  REQUIRED,
  /// Never.
  NEVER;

  /// Refuses to require them where they cannot be used.
  void requireUsableIn(RepoMode mode) throws PullException.DeltaRequired {
    if (this == REQUIRED && mode == RepoMode.ARCHIVE) {
      throw new PullException.DeltaRequired("Can't use static deltas in an archive repo");
    }
  }

  /// Refuses to require them of a source that does not tell which it has.
  void requireList(boolean listed) throws PullException.DeltaRequired {
    if (this == REQUIRED && !listed) {
      throw new PullException.DeltaRequired(
          "Fetch configured to require static deltas, but no summary deltas or delta index found");
    }
  }
}
