// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The threads that work beside the one that pulls: virtual ones wait for the net, platform ones do
/// disk work. What they bring is handled in the pulling thread, one result after the other.
///
/// The queue of results has no bound of its own: whoever gives out tasks counts them with
/// [#netTasks()] and [#diskTasks()]. All methods are for the pulling thread.
final class Crew implements AutoCloseable {
  /// Work of another thread.
  @FunctionalInterface
  interface Task<T> {
    T run() throws IOException;
  }

  /// What the pulling thread does with the result.
  @FunctionalInterface
  interface Then<T> {
    void accept(T result) throws IOException;
  }

  private record Done<T>(
      boolean net, @Nullable T result, Then<T> then, @Nullable Throwable failure) {
    void handle() throws IOException {
      switch (failure) {
        case null -> then.accept(result);
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new AssertionError(e);
      }
    }
  }

  private final Workers workers = Workers.forAllProcessors();
  private final BlockingQueue<Done<?>> results = new LinkedBlockingQueue<>();

  /// Guarded by itself: a thread leaves it when it ends.
  private final Set<Thread> waiting = new HashSet<>();

  private int netTasks;
  private int diskTasks;

  /// How many tasks of the net have no handled result yet.
  int netTasks() {
    return netTasks;
  }

  /// How many tasks of the disk have no handled result yet.
  int diskTasks() {
    return diskTasks;
  }

  boolean isIdle() {
    return netTasks == 0 && diskTasks == 0;
  }

  /// Lets a virtual thread do it.
  <T> void onNet(Task<T> task, Then<T> then) {
    netTasks++;
    Thread thread = Thread.ofVirtual().name("ostree4j-net").unstarted(() -> onNetNow(task, then));
    synchronized (waiting) {
      waiting.add(thread);
    }
    thread.start();
  }

  private <T> void onNetNow(Task<T> task, Then<T> then) {
    results.add(done(true, task, then));
    synchronized (waiting) {
      waiting.remove(Thread.currentThread());
      waiting.notifyAll();
    }
  }

  /// Lets a platform thread do it; waits while all of them have enough to do.
  <T> void onDisk(Task<T> task, Then<T> then) throws IOException {
    diskTasks++;
    workers.fork(() -> results.add(done(false, task, then)));
  }

  private static <T> Done<T> done(boolean net, Task<T> task, Then<T> then) {
    try {
      return new Done<>(net, task.run(), then, null);
    } catch (Throwable e) { // whatever it is, the pulling thread throws it
      return new Done<>(net, null, then, e);
    }
  }

  /// Handles the results that are there.
  void handleResults() throws IOException {
    for (Done<?> next = results.poll(); next != null; next = results.poll()) {
      handle(next);
    }
  }

  /// Waits for a result and handles it.
  void awaitResult() throws IOException {
    try {
      handle(results.take());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /// Ends a loop that does not wait when somebody wants that.
  static void checkInterrupt() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while pulling; run it again to go on");
  }

  private void handle(Done<?> next) throws IOException {
    if (next.net) {
      netTasks--;
    } else {
      diskTasks--;
    }
    next.handle();
  }

  /// Cancels what is not done, waits until no thread is left, and closes results nobody handled.
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    workers.close();
    synchronized (waiting) {
      waiting.forEach(Thread::interrupt);
      while (!waiting.isEmpty()) {
        try {
          waiting.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    closeResults();
  }

  private void closeResults() throws IOException {
    for (Done<?> next = results.poll(); next != null; next = results.poll()) {
      if (next.result instanceof Body body) {
        body.close();
      }
    }
  }
}
