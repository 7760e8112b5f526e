// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// Which modes files from elsewhere may have. A bare-user-only repository takes no others than
/// [#BARE_USER_ONLY] in any case.
///
/// @since 0.1
public enum ModePolicy {
  /// Any.
  ANY,
  /// Those that a bare-user-only repository takes: nothing beyond 0775.
  BARE_USER_ONLY
}
