// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.RepoConfig;
import java.io.IOException;

/// What a source says about itself in its configuration, as far as pulling goes.
interface SourceConfig {
  /// Whether it has an index of the deltas that lead to each commit.
  boolean hasIndexedDeltas() throws IOException;

  /// Whether a commit that is deleted there leaves a tombstone.
  boolean hasTombstoneCommits() throws IOException;

  /// That of a repository on this machine.
  static SourceConfig of(RepoConfig config) {
    return new SourceConfig() {
      @Override
      public boolean hasIndexedDeltas() throws IOException {
        return config.indexedDeltas();
      }

      @Override
      public boolean hasTombstoneCommits() throws IOException {
        return config.tombstoneCommits();
      }
    };
  }
}
