// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

/// Hears what a running pull does. Called in order, never by two threads at once.
///
/// @since 0.1
@FunctionalInterface
public interface PullListener {
  /// Hears nothing.
  PullListener SILENT = event -> {};

  /// Something happened; an exception thrown here ends the pull.
  void heard(PullEvent event);
}
