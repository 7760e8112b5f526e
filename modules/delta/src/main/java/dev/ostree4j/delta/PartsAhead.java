// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes in the next part, on a thread of its own, while the one before it is carried out: one part
/// is decompressed at a time, and one waits. All other work is the caller's.
final class PartsAhead implements AutoCloseable {
  private static final int PENDING = 2;

  private final PartReceiver receiver;
  private final Workers worker = new Workers(1);
  private final InOrder order = new InOrder(worker, PENDING);
  private final Set<PartPayload> waiting = ConcurrentHashMap.newKeySet();

  PartsAhead(PartReceiver receiver) {
    this.receiver = receiver;
  }

  /// What is done with a part.
  @FunctionalInterface
  interface Use {
    /// Called on the thread that adds parts; the payload is closed afterwards.
    void use(PartPayload payload) throws IOException;
  }

  /// Adds a part; carries out the one before the last.
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
    worker.close();
    for (PartPayload payload : waiting) {
      payload.close();
    }
  }
}
