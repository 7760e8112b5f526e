// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes in the next parts, on threads of their own, while the one before them is carried out. All
/// other work is the caller's.
final class PartsAhead implements AutoCloseable {
  /// More are not decompressed faster than one thread carries them out.
  private static final int THREADS_MAX = 4;

  private final PartReceiver receiver;
  private final Workers workers;
  private final InOrder order;
  private final Set<PartPayload> waiting = ConcurrentHashMap.newKeySet();

  /// @param parts how many there are
  /// @param meanwhile what the caller does while it waits
  PartsAhead(PartReceiver receiver, int parts, Runnable meanwhile) {
    this.receiver = receiver;
    int threads = threads(parts);
    this.workers = new Workers(threads);
    // One more waits for its turn.
    this.order = new InOrder(workers, threads + 1, meanwhile);
  }

  /// How many parts are taken in at a time.
  static int threads(int parts) {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.clamp(parts, 1, Math.min(processors, THREADS_MAX));
  }

  /// What is done with a part.
  @FunctionalInterface
  interface Use {
    /// Called on the thread that adds parts; the payload is closed afterwards.
    void use(PartPayload payload) throws IOException;
  }

  /// Adds a part; carries out the first, if too many wait.
  void add(PartSupply part, Use use) throws IOException {
    order.add(
        () -> {
          PartPayload received = receive(part);
          return () -> {
            waiting.remove(received);
            try (PartPayload payload = received) {
              use.use(payload);
            }
          };
        });
  }

  private PartPayload receive(PartSupply part) throws IOException {
    try (InputStream stored = part.opener().open()) {
      PartPayload payload = receiver.receive(part.header().checksum(), stored);
      waiting.add(payload);
      return payload;
    }
  }

  /// Carries out what is left.
  void finish() throws IOException {
    order.finish();
  }

  @Override
  public void close() throws IOException {
    workers.close();
    for (PartPayload payload : waiting) {
      payload.close();
    }
  }
}
