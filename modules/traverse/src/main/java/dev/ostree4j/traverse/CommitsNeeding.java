// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds the commits that need an object.
///
/// Asked only when something is wrong, so it walks again instead of keeping the way to every object
/// in memory.
final class CommitsNeeding {
  private final ObjectStore store;
  private final List<Checksum> commits;

  CommitsNeeding(ObjectStore store, List<Checksum> commits) {
    this.store = store;
    this.commits = commits;
  }

  List<Checksum> find(ObjectName name) throws IOException {
    var needing = new ArrayList<Checksum>();
    for (Checksum commit : commits) {
      if (Reachability.from(store, commit, Depth.NONE).contains(name)) {
        needing.add(commit);
      }
    }
    return needing;
  }
}
