// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/// Connections that wait for another request to the same server, the youngest of which is used
/// first.
final class ConnectionPool implements AutoCloseable {
  // Most servers close after a minute or more; a closed one costs a round trip.
  private static final long IDLE_NANOS = Duration.ofSeconds(50).toNanos();

  /// A connection, to which server, and since when it waits.
  private record Idle(String server, Connection connection, long sinceNanos) {}

  private final int max;

  // Guarded by this; the youngest first.
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  /// A pool of so many connections at most.
  ConnectionPool(int max) {
    this.max = max;
  }

  /// A connection to this server that is still good.
  Optional<Connection> take(String server) {
    for (Optional<Connection> found; (found = remove(server)).isPresent(); ) {
      if (found.get().isClean()) {
        return found;
      }
      found.get().close();
    }
    return Optional.empty();
  }

  /// Gives back a connection whose exchange is over.
  void give(String server, Connection connection) {
    Connection surplus = null;
    synchronized (this) {
      if (closed) {
        surplus = connection;
      } else {
        idle.addFirst(new Idle(server, connection, System.nanoTime()));
        surplus = idle.size() > max ? idle.removeLast().connection() : null;
      }
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(each -> each.connection().close());
    idle.clear();
  }

  private synchronized Optional<Connection> remove(String server) {
    long oldest = System.nanoTime() - IDLE_NANOS;
    while (!idle.isEmpty() && idle.getLast().sinceNanos() - oldest < 0) {
      idle.removeLast().connection().close();
    }
    for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
      Idle one = each.next();
      if (one.server().equals(server)) {
        each.remove();
        return Optional.of(one.connection());
      }
    }
    return Optional.empty();
  }
}
