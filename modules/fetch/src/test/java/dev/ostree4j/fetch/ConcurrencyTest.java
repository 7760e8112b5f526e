// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConcurrencyTest {
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final ScriptedServer server = new ScriptedServer().on("/x", this::answerCounted);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void noMoreThanAllowedAreUnderWay() throws Exception {
    assertEquals(200, fetchAll(Quick.options().withMaxOutstanding(5), 200, server.url("/x")));
    assertEquals(5, most.get());
    assertTrue(server.connections() <= 5, server.connections() + " connections");
  }

  @Test
  void noMoreThanAllowedGoToAHost() throws Exception {
    FetchOptions options = Quick.options().withMaxOutstanding(20).withMaxPerHost(3);

    assertEquals(100, fetchAll(options, 100, server.url("/x")));
    assertEquals(3, most.get());
  }

  @Test
  void sixtyFourAtATimeShareConnections() throws Exception {
    assertEquals(2000, fetchAll(Quick.options().withMaxOutstanding(64), 2000, server.url("/x")));
    assertTrue(server.connections() <= 64, server.connections() + " connections");
  }

  @Test
  void noThreadIsLeftBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    fetchAll(Quick.options(), 50, server.url("/x"));

    for (int i = 0; i < 200 && !left(before).isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertEquals(Set.of(), left(before));
  }

  @Test
  void aConnectionWhoseBodyWasNotReadIsNotShared() throws Exception {
    server.on("/big", answer(200, "x".repeat(500_000)));
    try (var fetcher = new Fetcher(Quick.options().withRetries(0))) {
      for (int i = 0; i < 3; i++) {
        try {
          fetcher.fetch(FetchRequest.of(server.url("/big")).withMaxBytes(10));
        } catch (FetchException.TooLarge e) {
          assertEquals(4, fetcher.fetch(FetchRequest.of(server.url("/x"))).body().length);
        }
      }
    }
    assertEquals(6, server.requests().size());
  }

  @Test
  void errorsKeepTheirConnection() throws Exception {
    try (var fetcher = new Fetcher(Quick.options())) {
      for (int i = 0; i < 10; i++) {
        fetcher.find(FetchRequest.of(server.url("/none")));
      }
    }
    assertEquals(1, server.connections());
  }

  private static Set<String> left(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("fetch-") || name.startsWith("HttpClient"))
        .collect(Collectors.toSet());
  }

  private static int fetchAll(FetchOptions options, int count, URI url) throws Exception {
    var bodies = new ConcurrentLinkedQueue<byte[]>();
    try (var fetcher = new Fetcher(options)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        bodies.add(fetcher.fetch(FetchRequest.of(url)).body());
                      } catch (IOException e) {
                        throw new AssertionError(e);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(0, fetcher.stats().outstanding());
    }
    return bodies.size();
  }

  private void answerCounted(ScriptedServer.Request request, java.io.OutputStream out)
      throws Exception {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    Thread.sleep(1);
    now.decrementAndGet();
    answer(200, "four").answer(request, out);
  }
}
