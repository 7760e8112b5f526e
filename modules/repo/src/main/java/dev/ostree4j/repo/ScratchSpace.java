// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.io.IOException;

/// An account of the disk for a file below the repository's `tmp`, which leaves alone what the
/// configuration keeps free. Each file has its own, made when it is begun: several that grow at the
/// same time do not know of each other.
///
/// For one thread at a time.
///
/// @since 0.1
public final class ScratchSpace {
  /// Asking for space in such steps keeps the account cheap.
  private static final long STEP_BYTES = 1 << 20;

  private final SpaceBudget budget;
  private long takenBytes;
  private long reservedBytes;

  private ScratchSpace(SpaceBudget budget) {
    this.budget = budget;
  }

  /// What is free now can be taken.
  public static ScratchSpace of(Repo repo) throws IOException {
    return new ScratchSpace(SpaceBudget.of(repo));
  }

  /// Accounts for bytes that are written next.
  ///
  /// @throws RepoException.NoSpace when the disk would become fuller than the configuration allows
  public void take(long bytes) throws RepoException.NoSpace {
    while (takenBytes + bytes > reservedBytes) {
      budget.spend(STEP_BYTES - 1);
      reservedBytes += STEP_BYTES;
    }
    takenBytes += bytes;
  }
}
