// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads keys when they are asked for first, and keeps them. Threads may share it.
final class LazyJudge {
  private final RemoteVerifiers source;
  private final SignDemand demand;

  // Guarded by this.
  private @Nullable SignJudge judge;

  LazyJudge(RemoteVerifiers source, SignDemand demand) {
    this.source = source;
    this.demand = demand;
  }

  synchronized SignJudge load() throws IOException {
    SignJudge known = judge;
    if (known == null) {
      known = new SignJudge(source.load(demand));
      judge = known;
    }
    return known;
  }
}
