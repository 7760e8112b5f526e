// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The threads that work beside the one that pulls: some wait for the net and store what it
/// brought, others do disk work alone. What they bring is handled in the pulling thread, one result
/// after the other.
///
/// All are platform threads: there are few, a system call pins the carrier of a virtual one, and to
/// wake a virtual one when the net has an answer takes several calls into the kernel more. The
/// queues have no bound of their own: whoever gives out tasks counts them with [#netTasks()]. All
/// methods are for the pulling thread.
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

  /// A task of the net in the queue: what something waits for comes first.
  private record NetTask(boolean urgent, long number, Runnable work)
      implements Runnable, Comparable<NetTask> {
    @Override
    public void run() {
      work.run();
    }

    @Override
    public int compareTo(NetTask other) {
      return urgent == other.urgent ? Long.compare(number, other.number) : urgent ? -1 : 1;
    }
  }

  private record Done<T>(
      boolean net, @Nullable T result, Then<T> then, @Nullable Throwable failure) {
    void handle() throws IOException {
      if (failure != null) {
        Workers.rethrow(failure);
      } else {
        then.accept(result);
      }
    }
  }

  private final Workers workers = Workers.forAllProcessors();
  private final Results<Done<?>> results = new Results<>();
  private final ExecutorService net;
  private long netTasksGiven;
  private int netTasks;
  private int diskTasks;

  /// @param netThreadsMax how many tasks of the net run at the same time
  Crew(int netThreadsMax) {
    this.net =
        new ThreadPoolExecutor(
            netThreadsMax,
            netThreadsMax,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            work -> Thread.ofPlatform().daemon().name("ostree4j-net").unstarted(work));
  }

  /// How many tasks of the net have no handled result yet.
  int netTasks() {
    return netTasks;
  }

  boolean isIdle() {
    return netTasks == 0 && diskTasks == 0;
  }

  /// Lets a thread do it that may wait for the net, before anything that nothing waits for.
  <T> void onNet(Task<T> task, Then<T> then) {
    onNet(true, task, then);
  }

  /// The same for what nothing waits for: it comes last, and its result is handled when there are
  /// some.
  <T> void onNetInBulk(Task<T> task, Then<T> then) {
    onNet(false, task, then);
  }

  private <T> void onNet(boolean urgent, Task<T> task, Then<T> then) {
    netTasks++;
    Runnable work =
        () -> {
          Done<T> done = done(true, task, then);
          results.add(done, urgent || done.failure != null);
        };
    net.execute(new NetTask(urgent, netTasksGiven++, work));
  }

  /// Lets a thread for disk work do it; waits while all of them have enough to do.
  <T> void onDisk(Task<T> task, Then<T> then) throws IOException {
    diskTasks++;
    workers.fork(() -> results.add(done(false, task, then), true));
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
    handle(results.poll());
  }

  /// Waits for results and handles them; something must be under way. Returns after a while without
  /// any, so that somebody who watches can be told that it goes on.
  void awaitResults() throws IOException {
    try {
      handle(results.take(netTasks + diskTasks));
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

  private void handle(Collection<Done<?>> some) throws IOException {
    for (Done<?> next : some) {
      if (next.net) {
        netTasks--;
      } else {
        diskTasks--;
      }
      next.handle();
    }
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
