// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What other threads have done, for the thread that pulls.
///
/// To wake a thread takes as long as to store a small file. So it is woken at once only for what
/// something else waits for; of the rest it gets some at a time, or what there is after a moment.
final class Results<T> {
  /// How many results that nothing waits for are handed over together.
  static final int SOME = 16;

  /// Short enough for whoever watches.
  private static final Duration MOMENT = Duration.ofMillis(50);

  /// How long nothing may come before whoever waits looks around.
  private static final int MOMENTS = 4;

  private final long momentNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition enough = lock.newCondition();

  // Guarded by the lock.
  private ArrayDeque<T> done = new ArrayDeque<>();
  private boolean urgent;
  private int wanted = 1;

  Results() {
    this(MOMENT);
  }

  /// @param moment how long results are kept back at most
  Results(Duration moment) {
    this.momentNanos = moment.toNanos();
  }

  /// Hands a result over.
  ///
  /// @param waitedFor whether something waits for it
  void add(T result, boolean waitedFor) {
    lock.lock();
    try {
      done.add(result);
      urgent |= waitedFor;
      if (urgent || done.size() >= wanted) {
        enough.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The results that are there, in their order; none when there are none.
  Collection<T> poll() {
    lock.lock();
    try {
      return drain();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for results, some moments at most; none when there are none until then.
  ///
  /// @param outstanding how many are to come, those that are there included; at least one
  Collection<T> take(int outstanding) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long leftNanos = momentNanos;
      wanted = Math.min(SOME, outstanding);
      while (!urgent && done.size() < wanted) {
        if (leftNanos > 0) {
          leftNanos = enough.awaitNanos(leftNanos);
        } else {
          wanted = 1;
          if (done.isEmpty() && enough.awaitNanos(MOMENTS * momentNanos) <= 0) {
            break;
          }
        }
      }
      return drain();
    } finally {
      lock.unlock();
    }
  }

  private Collection<T> drain() {
    ArrayDeque<T> all = done;
    done = new ArrayDeque<>();
    urgent = false;
    return all;
  }
}
