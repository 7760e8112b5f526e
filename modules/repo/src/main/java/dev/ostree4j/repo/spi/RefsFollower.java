// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo.spi;

import dev.ostree4j.repo.Repo;
import java.io.IOException;

/// Brings something up to date after refs of a repository changed, when its configuration says
/// `core.auto-update-summary`.
///
/// Found as a service, so that a repository need not know who writes summaries. Implementations
/// have a public constructor without parameters.
///
/// @since 0.1
public interface RefsFollower {
  /// Called once after each change of refs, or after a transaction that changed any, by the thread
  /// that made the change and while it still holds the lock of its transaction.
  ///
  /// @throws IOException when it cannot; the refs are changed all the same
  void refsChanged(Repo repo) throws IOException;
}
