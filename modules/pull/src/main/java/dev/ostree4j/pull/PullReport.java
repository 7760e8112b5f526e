// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RefSpec;
import java.util.Map;

/// What a pull brought.
///
/// @param refs the refs that were written, and what they name now
/// @param metadataObjects commits, directories and directory metadata that were not here before
/// @param contentObjects files that were not here before
/// @param contentBytesWritten payload that was written anew; what was linked does not count
/// @since 0.1
public record PullReport(
    Map<RefSpec, Checksum> refs,
    long metadataObjects,
    long contentObjects,
    long contentBytesWritten) {
  /// Keeps a copy of the refs.
  public PullReport {
    refs = Map.copyOf(refs);
  }
}
