// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

/// Told what happens while a delta is made: in order, never by two threads at once.
///
/// @since 0.1
@FunctionalInterface
public interface DeltaListener {
  /// Listens to nothing.
  DeltaListener NONE = event -> {};

  /// Something happened. What this throws ends the making of the delta.
  void on(DeltaEvent event);
}
