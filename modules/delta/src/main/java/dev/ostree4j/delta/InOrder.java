// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tasks that run on several threads at once, while what follows from each is done one after the
/// other, in the order of the tasks, by the thread that adds them. Only so many are under way.
final class InOrder {

  /// What follows from a task.
  @FunctionalInterface
  interface Step {
    /// Called on the thread which adds tasks.
    void run() throws IOException;
  }

  /// How often whoever waits does something else, in milliseconds.
  private static final long MEANWHILE_MILLIS = 100;

  private final Workers workers;
  private final int mostPending;
  private final Runnable meanwhile;
  private final Deque<FutureTask<Step>> pending = new ArrayDeque<>();

  InOrder(Workers workers, int mostPending) {
    this(workers, mostPending, () -> {});
  }

  /// @param meanwhile what the thread that adds tasks does some times a second while it waits
  InOrder(Workers workers, int mostPending, Runnable meanwhile) {
    this.workers = workers;
    this.mostPending = mostPending;
    this.meanwhile = meanwhile;
  }

  /// Does what is due before another task can be added.
  void makeRoom() throws IOException {
    while (pending.size() >= mostPending) {
      runFirst();
    }
  }

  /// Adds a task; does what is due.
  void add(Callable<Step> task) throws IOException {
    makeRoom();
    var future = new FutureTask<>(task);
    workers.fork(future::run);
    pending.add(future);
  }

  /// Adds what only has its place in the order.
  void addStep(Step step) {
    var done = new FutureTask<>(() -> step);
    done.run();
    pending.add(done);
  }

  /// Does all that is left.
  void finish() throws IOException {
    while (!pending.isEmpty()) {
      runFirst();
    }
  }

  private void runFirst() throws IOException {
    Step step;
    try {
      step = await(pending.remove());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while working on a static delta");
    } catch (ExecutionException e) {
      throw unwrap(e.getCause());
    }
    step.run();
  }

  private Step await(FutureTask<Step> task) throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return task.get(MEANWHILE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        meanwhile.run();
      }
    }
  }

  private static IOException unwrap(Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(cause);
    };
  }
}
