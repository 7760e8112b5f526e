// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.object.ObjectName;

/// What a running pull tells its listener.
///
/// @since 0.1
public sealed interface PullEvent {
  /// An object arrived that was not here before.
  ///
  /// @param name the object
  record Imported(ObjectName name) implements PullEvent {}

  /// All objects arrived; they become visible now.
  record Publishing() implements PullEvent {}
}
