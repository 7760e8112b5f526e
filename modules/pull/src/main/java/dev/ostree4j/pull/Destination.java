// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import java.util.Optional;

/// Where a commit goes that was asked for.
///
/// @param ref the ref that will name it; empty for none
/// @param current what that names here before the pull
record Destination(String ref, Optional<Checksum> current) {
  /// No ref will name the commit.
  static final Destination NONE = new Destination("", Optional.empty());
}
