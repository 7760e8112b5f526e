// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The lock of one open repository, which every program that works there takes.
///
/// One open file carries the lock, and counters say who of this process needs it how. Whoever wants
/// it exclusively while it is held shared changes the kind of the file's lock, and changes it back
/// afterwards. So all users of one {@link Repo} share its lock; two {@link Repo}s, in one process
/// or in two, exclude each other.
final class LockCounter {
  /// Two programs which take turns should not lose a second at each, so the first tries are close.
  private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Kernel kernel;
  private final Descriptor directory;

  // Guarded by this.
  private @Nullable Descriptor file;
  private int shared;
  private int exclusive;

  LockCounter(Kernel kernel, Descriptor directory) {
    this.kernel = kernel;
    this.directory = directory;
  }

  /// Takes the lock, waiting for others no longer than this; for ever when empty.
  void acquire(LockKind kind, Optional<Duration> timeout) throws IOException {
    long deadline = timeout.map(t -> System.nanoTime() + saturatedNanos(t)).orElse(0L);
    long pause = FIRST_WAIT_NANOS;
    while (!tryAcquire(kind)) {
      long left = timeout.isPresent() ? deadline - System.nanoTime() : Long.MAX_VALUE;
      if (left <= 0) {
        throw new RepoException.LockTimeout(kind == LockKind.SHARED ? "shared" : "exclusive");
      }
      sleep(Math.min(pause, left));
      pause = Math.min(pause * 2, LAST_WAIT_NANOS);
    }
  }

  /// Half the range of the clock, so that a deadline never overflows.
  private static long saturatedNanos(Duration time) {
    return time.compareTo(Duration.ofNanos(Long.MAX_VALUE / 2)) > 0
        ? Long.MAX_VALUE / 2
        : time.toNanos();
  }

  private static void sleep(long nanos) throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the lock of the repository");
    }
  }

  private synchronized boolean tryAcquire(LockKind kind) throws IOException {
    // What is held exclusively is held well enough for those who want to share it.
    boolean stronger = exclusive == 0 && (kind == LockKind.EXCLUSIVE || shared == 0);
    if (stronger && !kernel.tryLock(openFile(), kind)) {
      // A failed upgrade leaves the shared lock as it was.
      return false;
    }
    if (kind == LockKind.SHARED) {
      shared++;
    } else {
      exclusive++;
    }
    return true;
  }

  synchronized void release(LockKind kind) throws IOException {
    if (kind == LockKind.SHARED) {
      shared--;
    } else {
      exclusive--;
    }
    if (file == null || exclusive > 0) {
      return;
    }
    if (shared == 0) {
      kernel.unlock(file);
    } else if (kind == LockKind.EXCLUSIVE) {
      kernel.tryLock(file, LockKind.SHARED);
    }
  }

  private Descriptor openFile() throws IOException {
    if (file == null) {
      file = kernel.openOrCreate(directory, ".lock", 0660);
    }
    return file;
  }

  /// Gives everything back.
  synchronized void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
