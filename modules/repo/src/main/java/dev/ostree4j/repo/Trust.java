// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// Whether objects from elsewhere are checked.
///
/// @since 0.1
public enum Trust {
  /// They are what their names say, and are not hashed: what is damaged there is damaged here.
  TRUSTED,
  /// Their checksums are computed again.
  VERIFY
}
