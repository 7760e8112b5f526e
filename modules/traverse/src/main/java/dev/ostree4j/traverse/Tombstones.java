// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import java.io.IOException;

/// Records which commits were deleted, so that those who pull know they will not come back.
final class Tombstones {
  private final Repo repo;

  Tombstones(Repo repo) {
    this.repo = repo;
  }

  /// From now on every deleted commit leaves a tombstone.
  void switchOn() throws IOException {
    if (repo.config().tombstoneCommits()) {
      return;
    }
    var changed = repo.config().keyFile();
    changed.setBoolean("core", "tombstone-commits", true);
    repo.writeConfig(changed);
  }

  /// Leaves one tombstone, and switches them on.
  void add(Checksum commit) throws IOException {
    switchOn();
    repo.objects().writeTombstone(commit);
  }
}
