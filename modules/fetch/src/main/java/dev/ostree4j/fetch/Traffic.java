// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.fetch.FetchException.Limit;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Counts what is under way and what came, and lets only so many requests go at a time.
final class Traffic {
  private final FetchOptions.Values options;
  private final Semaphore slots;
  private final Map<String, Semaphore> slotsByHost = new ConcurrentHashMap<>();
  private final LongAdder receivedBytes = new LongAdder();
  private final LongAdder requestsDone = new LongAdder();

  Traffic(FetchOptions.Values options) {
    this.options = options;
    this.slots = new Semaphore(options.outstandingMax, true);
  }

  /// Waits for a free place, at most until the deadline.
  void enter(Target target, long deadlineNanos) throws IOException {
    try {
      // The place at the host comes first, so that who waits for it holds up nobody else.
      if (isLimitedByHost() && !acquire(atHost(target), deadlineNanos)) {
        throw late(target);
      }
      boolean entered = false;
      try {
        entered = acquire(slots, deadlineNanos);
      } finally {
        if (!entered && isLimitedByHost()) {
          atHost(target).release();
        }
      }
      if (!entered) {
        throw late(target);
      }
    } catch (InterruptedException e) {
      throw Interruption.of(target.shown());
    }
  }

  void leave(Target target) {
    slots.release();
    if (isLimitedByHost()) {
      atHost(target).release();
    }
  }

  void received(int bytes) {
    receivedBytes.add(bytes);
  }

  Reply counted(Reply reply) {
    requestsDone.increment();
    return reply;
  }

  FetchStats stats() {
    return new FetchStats(
        receivedBytes.sum(), requestsDone.sum(), options.outstandingMax - slots.availablePermits());
  }

  private static boolean acquire(Semaphore places, long deadlineNanos) throws InterruptedException {
    return places.tryAcquire(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private boolean isLimitedByHost() {
    return options.perHostMax < options.outstandingMax;
  }

  private Semaphore atHost(Target target) {
    return slotsByHost.computeIfAbsent(
        target.authority(), host -> new Semaphore(options.perHostMax, true));
  }

  private FetchException late(Target target) {
    return TimeLimits.exceeded(target.shown(), Limit.TOTAL, options.total);
  }
}
