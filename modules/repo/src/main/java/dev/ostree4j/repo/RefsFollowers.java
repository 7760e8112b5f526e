// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.repo.spi.RefsFollower;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/// Tells those who follow the refs of a repository that some have changed.
final class RefsFollowers {
  private RefsFollowers() {}

  /// Services are looked for only where the configuration asks for it: that takes time.
  static void tell(Repo repo) throws IOException {
    if (!repo.config().autoUpdateSummary()) {
      return;
    }
    List<RefsFollower> followers =
        ServiceLoader.load(RefsFollower.class, RefsFollower.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    if (followers.isEmpty()) {
      throw new RepoException.InvalidConfig(
          "core.auto-update-summary is set, but nothing here writes summaries: add the module"
              + " dev.ostree4j.summary or unset it");
    }
    for (RefsFollower follower : followers) {
      follower.refsChanged(repo);
    }
  }
}
