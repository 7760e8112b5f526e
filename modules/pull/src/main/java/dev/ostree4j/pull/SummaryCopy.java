// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoFiles;
import java.io.IOException;
import java.util.Optional;

/// Gives a mirror the summary of its source: whoever mirrors everything serves the same summary,
/// signed by whom it was signed.
final class SummaryCopy {
  private SummaryCopy() {}

  /// Takes the place of the summary that was there, and of its signatures, these first: who reads
  /// both takes the signatures first, and a summary is never newer than those beside it. Nothing
  /// changes when the source has none.
  static void put(Repo mirror, Optional<SignedSummary> summary) throws IOException {
    if (summary.isEmpty()) {
      return;
    }
    RepoFiles own = mirror.files();
    if (summary.get().signatures().isPresent()) {
      own.replace("summary.sig", summary.get().signatures().get());
    } else {
      own.remove("summary.sig");
    }
    own.replace("summary", summary.get().summary().bytes());
  }
}
