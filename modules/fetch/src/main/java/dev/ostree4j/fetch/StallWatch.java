// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One thread which looks at all meters now and then, so that no wait needs a timer of its own.
///
/// The thread exists while there is something to watch, and for a tick after that.
final class StallWatch implements AutoCloseable {
  private final long tickNanos;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();

  // Guarded by this.
  private @Nullable Thread thread;
  private volatile boolean closed;

  StallWatch(Duration tick) {
    this.tickNanos = tick.toNanos();
  }

  /// Watches an exchange until [#leave].
  void enter(Meter meter) {
    meters.add(meter);
    synchronized (this) {
      if (thread == null && !closed) {
        thread = Thread.ofPlatform().daemon().name("fetch-watch").start(this::run);
      }
    }
    if (closed) {
      meter.fail(new FetchException.Closed(meter.url()));
    }
  }

  void leave(Meter meter) {
    meters.remove(meter);
  }

  /// Ends all exchanges, and the thread.
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
    }
    meters.forEach(meter -> meter.fail(new FetchException.Closed(meter.url())));
    LockSupport.unpark(running);
  }

  private void run() {
    do {
      LockSupport.parkNanos(tickNanos);
      long now = System.nanoTime();
      meters.forEach(meter -> meter.inspect(now));
    } while (goesOn());
  }

  private synchronized boolean goesOn() {
    if (closed || meters.isEmpty()) {
      thread = null;
      return false;
    }
    return true;
  }
}
