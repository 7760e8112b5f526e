// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

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
  NEVER
}
