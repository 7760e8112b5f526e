// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/// So much memory for all tasks together. Who wants more than is free waits; who waits first, gets
/// first.
final class MemoryBudget {
  private static final int UNIT_SHIFT = 10;

  // The rest is for what is not accounted for, and for what the collector leaves unused.
  private static final int HEAP_EIGHTHS = 5;

  private final Semaphore free;
  private final int all;

  MemoryBudget(long bytes) {
    this.all = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> UNIT_SHIFT));
    this.free = new Semaphore(all, true);
  }

  /// How much of the heap, at its largest, may be given away.
  static long ofHeapBytes() {
    return Runtime.getRuntime().maxMemory() / 8 * HEAP_EIGHTHS;
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
