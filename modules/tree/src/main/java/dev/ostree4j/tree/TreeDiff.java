// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import java.io.IOException;

/// Compares two trees, each a commit or a directory.
public final class TreeDiff {

  private final Repo repo;
  private final DiffOptions options;

  /// A comparison; commits come from the repository.
  public TreeDiff(Repo repo, DiffOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// What leads from the first to the second.
  public DiffReport compare(DiffSide a, DiffSide b) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Which objects two commits share.
  public DiffStatistics statistics(Checksum a, Checksum b) throws IOException {
    throw new AssertionError("not yet");
  }
}
