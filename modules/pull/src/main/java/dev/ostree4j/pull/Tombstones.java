// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.summary.SummaryKeys;
import java.io.IOException;

/// Whether a source keeps tombstones of the commits that were deleted there. Where it does, a
/// parent that has neither is lost, and not deleted on purpose.
final class Tombstones {
  private final RemoteSummary summaries;
  private final SourceConfig config;

  Tombstones(RemoteSummary summaries, SourceConfig config) {
    this.summaries = summaries;
    this.config = config;
  }

  /// The configuration tells, whatever the summary says: deleting a commit turns it on and leaves
  /// the summary. A source whose summary nobody read, or does not speak of it, is not asked.
  boolean areKept() throws IOException {
    return isMentioned() && config.hasTombstoneCommits();
  }

  private boolean isMentioned() {
    return summaries
        .known()
        .flatMap(
            known ->
                known.summary().metadata().find(SummaryKeys.TOMBSTONE_COMMITS, VariantType.BOOLEAN))
        .isPresent();
  }
}
