// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Things which are expensive to make and are used one at a time, kept for their next user.
///
/// Holds as many as were ever in use at the same time, up to a limit, and is itself safe for many
/// threads. A deflater, for one, owns 256 KiB outside the heap: making one for each of a thousand
/// small files costs more than compressing them.
///
/// @param <T> what is kept
final class Spares<T> implements AutoCloseable {
  /// More than this many threads never write at once to one repository.
  private static final int KEPT_MAX = 16;

  private final Supplier<T> maker;
  private final Consumer<T> end;

  /// Guarded by itself.
  private final ArrayDeque<T> idle = new ArrayDeque<>();

  /// Guarded by `idle`.
  private boolean closed;

  Spares(Supplier<T> maker, Consumer<T> end) {
    this.maker = maker;
    this.end = end;
  }

  /// One for the caller alone, until it is given back.
  T take() {
    @Nullable T spare;
    synchronized (idle) {
      spare = idle.pollLast();
    }
    return spare == null ? maker.get() : spare;
  }

  /// Takes one back.
  void give(T one) {
    synchronized (idle) {
      if (!closed && idle.size() < KEPT_MAX) {
        idle.addLast(one);
        return;
      }
    }
    end.accept(one);
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(end);
      idle.clear();
    }
  }
}
