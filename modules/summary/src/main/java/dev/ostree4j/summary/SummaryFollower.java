// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.spi.RefsFollower;
import java.io.IOException;

/// Lets the summary follow the refs. Nobody is there to sign it, so it is unsigned.
///
/// @since 0.1
public final class SummaryFollower implements RefsFollower {
  /// For the service loader.
  public SummaryFollower() {}

  @Override
  public void refsChanged(Repo repo) throws IOException {
    new SummaryWriter(repo, SummaryOptions.defaults()).write();
  }
}
