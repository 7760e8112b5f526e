// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A lock on a repository that is held until it is closed; closing twice is harmless.
///
/// Locks of one {@link Repo} nest: a thread that holds one may take another, and a shared lock
/// becomes exclusive as long as somebody needs that.
///
/// @since 0.1
public final class RepoLock implements AutoCloseable {
  private final LockKind kind;
  private @Nullable LockCounter counter;

  /// @param counter what is told when this is closed; nothing when no lock was needed
  RepoLock(LockKind kind, @Nullable LockCounter counter) {
    this.kind = kind;
    this.counter = counter;
  }

  @Override
  public void close() throws IOException {
    LockCounter held;
    synchronized (this) {
      held = counter;
      counter = null;
    }
    if (held != null) {
      held.release(kind);
    }
  }
}
