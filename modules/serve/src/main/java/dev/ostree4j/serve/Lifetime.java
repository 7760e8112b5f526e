// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

/// How long a server runs.
///
/// @since 0.1
public enum Lifetime {
  /// Until it is closed.
  UNTIL_CLOSED,
  /// Until it is closed, or its directory is removed or renamed.
  WITH_DIRECTORY
}
