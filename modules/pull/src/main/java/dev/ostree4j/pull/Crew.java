// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The threads that work beside the one that pulls: some wait for the net and store what it
/// brought, others do disk work alone. What they bring is handled in the pulling thread, one result
/// after the other.
///
/// All are platform threads: there are few, a system call pins the carrier of a virtual one, and to
/// wake a virtual one when the net has an answer takes several calls into the kernel more. The
/// queue of results has no bound of its own: whoever gives out tasks counts them with
/// [#netTasks()]. All methods are for the pulling thread.
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
      if (failure == null) {
        then.accept(result);
        return;
      }
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      throw new AssertionError(failure);
    }
  }

  private final Workers workers = Workers.forAllProcessors();
  private final BlockingQueue<Done<?>> results = new LinkedBlockingQueue<>();

  private final ExecutorService net;

  private int netThreads;
  private int netTasks;
  private int diskTasks;

  /// @param netThreadsMax how many tasks of the net run at the same time
  Crew(int netThreadsMax) {
    this.net = Executors.newFixedThreadPool(netThreadsMax, this::netThread);
  }

  private Thread netThread(Runnable work) {
    return Thread.ofPlatform().daemon().name("ostree4j-net-" + ++netThreads).unstarted(work);
  }

  /// How many tasks of the net have no handled result yet.
  int netTasks() {
    return netTasks;
  }

  boolean isIdle() {
    return netTasks == 0 && diskTasks == 0;
  }

  /// Lets a thread do it that may wait for the net.
  <T> void onNet(Task<T> task, Then<T> then) {
    netTasks++;
    net.execute(() -> results.add(done(true, task, then)));
  }

  /// Lets a thread for disk work do it; waits while all of them have enough to do.
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

  /// Cancels what is not done and waits until no thread is left.
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    net.shutdownNow();
    workers.close();
    while (!net.isTerminated()) {
      try {
        net.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
