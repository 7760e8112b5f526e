// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

/// Hears what a running `Fsck` does. Called in order, never by two threads at once.
///
/// @since 0.1
@FunctionalInterface
public interface FsckListener {
  /// Hears nothing.
  FsckListener SILENT = event -> {};

  /// Something happened; an exception thrown here ends the check.
  void heard(FsckEvent event);
}
