// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.fetch.FetchException.Limit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Watches one exchange with a server: what it waits for, since when, and how fast bytes come.
///
/// The thread of the fetch tells when it begins and ends to wait for the network; time in which
/// it does something else, such as writing to a slow disk, counts for no limit. [StallWatch]
/// looks at the meter from its own thread and, when a limit is reached, runs the way out which
/// the wire has left here.
final class Meter {
  private final String url;
  private final TimeLimits limits;
  private final long deadlineNanos;

  /// What an exchange waits for.
  private enum Wait {
    /// For nothing: we do something.
    NOTHING,
    /// For bytes.
    BYTES,
    /// For a connection, with all its handshakes.
    CONNECTION,
    /// For a connection and then an answer, of which we see the beginning only.
    ANSWER
  }

  // Guarded by this.
  private @Nullable Runnable wayOut;
  private @Nullable FetchException failure;
  private Wait wait = Wait.NOTHING;
  private long waitingSinceNanos;
  private long windowBytes;
  private long windowWaitedNanos;

  /// A meter of an exchange whose fetch must be over at the deadline, a value of `nanoTime`.
  Meter(String url, TimeLimits limits, long deadlineNanos) {
    this.url = url;
    this.limits = limits;
    this.deadlineNanos = deadlineNanos;
  }

  /// What ends the wait when a limit is reached; runs at once when that has happened.
  void onFailure(Runnable way) {
    boolean failed;
    synchronized (this) {
      wayOut = way;
      failed = failure != null;
    }
    if (failed) {
      way.run();
    }
  }

  /// From now on the exchange waits for bytes.
  void waits() {
    begin(Wait.BYTES);
  }

  /// From now on it waits for a connection, with all handshakes, until [#connected]; bytes within
  /// that do not matter.
  void waitsForConnection() {
    begin(Wait.CONNECTION);
  }

  /// From now on it waits for a connection, and for an answer over it, until [#got].
  void waitsForAnswer() {
    begin(Wait.ANSWER);
  }

  /// There is a connection.
  synchronized void connected() {
    wait = Wait.NOTHING;
  }

  /// The wait for bytes is over.
  void got(int bytes) {
    long now = System.nanoTime();
    synchronized (this) {
      if (wait != Wait.CONNECTION) {
        windowBytes += bytes;
        windowWaitedNanos += now - waitingSinceNanos;
        wait = Wait.NOTHING;
      }
    }
  }

  private void begin(Wait what) {
    long now = System.nanoTime();
    synchronized (this) {
      if (wait != Wait.CONNECTION) {
        wait = what;
        waitingSinceNanos = now;
      }
    }
  }

  /// Ends the exchange from outside, when it has not failed before.
  void fail(FetchException reason) {
    Runnable way;
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = reason;
      way = wayOut;
    }
    if (way != null) {
      way.run();
    }
  }

  /// Throws what a limit or a closed fetcher made of this exchange, in preference to what the
  /// wire saw of it.
  synchronized void check() throws FetchException {
    if (failure != null) {
      throw failure;
    }
  }

  String url() {
    return url;
  }

  /// Looks whether a limit is reached.
  void inspect(long nowNanos) {
    FetchException reason = verdict(nowNanos);
    if (reason != null) {
      fail(reason);
    }
  }

  private synchronized @Nullable FetchException verdict(long nowNanos) {
    if (nowNanos - deadlineNanos >= 0) {
      return TimeLimits.exceeded(url, Limit.TOTAL, limits.total());
    }
    if (wait == Wait.NOTHING) {
      return null;
    }
    long waited = nowNanos - waitingSinceNanos;
    boolean connects = wait == Wait.CONNECTION;
    Duration silence =
        switch (wait) {
          case CONNECTION -> limits.connect();
          case ANSWER -> limits.connect().plus(limits.idle());
          default -> limits.idle();
        };
    if (waited >= silence.toNanos()) {
      return TimeLimits.exceeded(url, connects ? Limit.CONNECT : Limit.IDLE, silence);
    }
    return wait == Wait.BYTES ? slowness(waited) : null;
  }

  private @Nullable FetchException slowness(long waited) {
    if (limits.lowSpeedBytes() == 0 || windowWaitedNanos + waited < limits.lowSpeedNanos()) {
      return null;
    }
    boolean slow = windowBytes < limits.lowSpeedWindowBytes();
    windowBytes = 0;
    windowWaitedNanos = -waited;
    return slow ? limits.tooSlow(url) : null;
  }
}
