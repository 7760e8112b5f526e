// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.checksum.Checksum;
import java.util.Objects;

/// Where a ref points at a place that has it.
///
/// @param commit the commit
/// @param timestampSeconds when the commit is said to be made, in seconds since 1970; 0 where that
///     is not said
/// @since 0.1
public record FoundRef(Checksum commit, long timestampSeconds) {
  /// The commit may not be absent.
  public FoundRef {
    Objects.requireNonNull(commit);
  }

  boolean isNewerThan(FoundRef other) {
    return Long.compareUnsigned(timestampSeconds, other.timestampSeconds) > 0;
  }
}
