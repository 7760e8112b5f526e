// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/// So much memory for all tasks together. Who wants more than is free waits; who waits first, gets
/// first.
final class MemoryBudget {
  private static final int UNIT_SHIFT = 10;

  private final Semaphore free;
  private final int all;

  MemoryBudget(long bytes) {
    this.all = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> UNIT_SHIFT));
    this.free = new Semaphore(all, true);
  }

  /// Memory that was taken.
  @FunctionalInterface
  interface Share {
    /// To be called once.
    void giveBack();
  }

  /// Takes so many bytes, or all there are if that is less.
  ///
  /// @throws InterruptedIOException when the thread is interrupted while it waits
  Share take(long bytes) throws InterruptedIOException {
    int units = (int) Math.min(all, (bytes >> UNIT_SHIFT) + 1);
    try {
      free.acquire(units);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for memory");
    }
    return () -> free.release(units);
  }
}
