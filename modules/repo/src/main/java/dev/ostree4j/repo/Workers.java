// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A fixed number of platform threads for disk work: fork, join, and the first failure cancels the
/// rest.
///
/// Platform threads, since a system call pins the carrier of a virtual one. The queue is short, so
/// that whoever forks waits before too many directories are open. Forking, joining and closing is
/// for the one thread that made them.
///
/// @since 0.1
public final class Workers implements AutoCloseable {

  private static final int QUEUED_PER_THREAD = 8;
  private static final long POLL_MILLIS = 100;

  /// A piece of work.
  @FunctionalInterface
  public interface Task {
    /// Does it; what is thrown cancels the other tasks.
    void run() throws IOException;
  }

  private static final Task LAST = () -> {};

  private final BlockingQueue<Task> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /// Starts so many threads.
  public Workers(int count) {
    queue = new ArrayBlockingQueue<>(count * QUEUED_PER_THREAD);
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("ostree4j-" + i).start(this::work));
    }
  }

  /// As many as there are processors.
  public static Workers forAllProcessors() {
    return new Workers(Runtime.getRuntime().availableProcessors());
  }

  /// Leaves the task to some thread.
  ///
  /// @throws IOException the failure of an earlier task
  public void fork(Task task) throws IOException {
    try {
      while (!queue.offer(task, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        rethrow();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    rethrow();
  }

  /// Waits for all tasks.
  ///
  /// @throws IOException the first failure
  public void join() throws IOException {
    for (int i = 0; i < threads.size(); i++) {
      fork(LAST);
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    rethrow();
  }

  /// Cancels what is not done and waits until no thread is left.
  @Override
  public void close() {
    failure.compareAndSet(null, new InterruptedIOException("cancelled"));
    boolean interrupted = false;
    for (Thread thread : threads) {
      thread.interrupt();
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (Task task = queue.take(); task != LAST; task = queue.take()) {
        if (failure.get() != null) {
          return;
        }
        task.run();
      }
    } catch (InterruptedException e) {
      failure.compareAndSet(null, new InterruptedIOException("cancelled"));
    } catch (Throwable e) { // whatever it is, the thread that forked throws it
      failure.compareAndSet(null, e);
    }
  }

  private void rethrow() throws IOException {
    Throwable thrown = failure.get();
    if (thrown != null) {
      rethrow(thrown);
    }
  }

  /// Throws what a task threw in another thread, as it is.
  public static void rethrow(Throwable failure) throws IOException {
    // No switch over types: its class would be made at run time by a short command.
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

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }
}
