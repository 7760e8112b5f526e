// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Every wait ends when its thread is interrupted, or when the fetcher is closed.
final class InterruptTest {
  private final ScriptedServer server = new ScriptedServer();
  private final FetchOptions patient =
      FetchOptions.defaults().withPauses(Duration.ofSeconds(20), Duration.ofSeconds(20));

  @AfterEach
  void close() {
    server.close();
  }

  @Nested
  final class Waits {
    @Test
    void forTheHead() throws Exception {
      assertInterruptible(patient, server.rawThenSilence(""));
    }

    @Test
    void withinTheHead() throws Exception {
      assertInterruptible(patient, server.rawThenSilence("HTTP/1.1 200 OK\r\nA:"));
    }

    @Test
    void forTheBody() throws Exception {
      assertInterruptible(
          patient, server.rawThenSilence("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123"));
    }

    @Test
    void forABodyThatNeverEnds() throws Exception {
      assertInterruptible(
          patient, server.rawThenDrops("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", 1));
    }

    @Test
    void betweenAttempts() throws Exception {
      assertInterruptible(patient, answer(500, ""));
    }

    @Test
    void forAFreePlace() throws Exception {
      server.on("/busy", server.rawThenSilence(""));
      server.on("/x", answer(200, ""));
      try (var fetcher = new Fetcher(patient.withMaxOutstanding(1))) {
        Thread busy = Thread.ofVirtual().start(() -> failing(fetcher, "/busy"));
        await(1);
        assertEnds(fetcher, false, server.url("/x"), Thread::interrupt);
        busy.interrupt();
        busy.join();
      }
    }

    @Test
    void forAFreePlaceAtAHost() throws Exception {
      server.on("/busy", server.rawThenSilence(""));
      server.on("/x", answer(200, ""));
      try (var fetcher = new Fetcher(patient.withMaxPerHost(1))) {
        Thread busy = Thread.ofVirtual().start(() -> failing(fetcher, "/busy"));
        await(1);
        assertEnds(fetcher, false, server.url("/x"), Thread::interrupt);
        busy.interrupt();
        busy.join();
      }
    }

    @Test
    void forAConnection() throws Exception {
      try (var full = new FullServer();
          var fetcher = new Fetcher(patient)) {
        assertEnds(fetcher, true, full.url(), Thread::interrupt);
        assertEnds(fetcher, false, full.url(), Thread::interrupt);
      }
    }

    private void assertInterruptible(FetchOptions options, ScriptedServer.Script script)
        throws Exception {
      server.on("/x", script);
      try (var fetcher = new Fetcher(options)) {
        assertEnds(fetcher, true, server.url("/x"), Thread::interrupt);
        assertEnds(fetcher, false, server.url("/x"), Thread::interrupt);
        assertEquals(0, fetcher.stats().outstanding());
      }
    }

    private void assertEnds(
        Fetcher fetcher, boolean virtual, URI url, java.util.function.Consumer<Thread> interrupt)
        throws Exception {
      var ended = new CompletableFuture<Throwable>();
      var begun = new CountDownLatch(1);
      Runnable fetch =
          () -> {
            begun.countDown();
            try {
              fetcher.fetch(FetchRequest.of(url));
              ended.complete(null);
            } catch (IOException e) {
              ended.complete(Thread.currentThread().isInterrupted() ? e : null);
            }
          };
      Thread thread = virtual ? Thread.ofVirtual().start(fetch) : Thread.ofPlatform().start(fetch);
      begun.await();
      Thread.sleep(60); // Time to come to the wait; were it not there, the test would still hold.
      long started = System.nanoTime();
      interrupt.accept(thread);
      Throwable failure = ended.get(5, TimeUnit.SECONDS);
      assertTrue(System.nanoTime() - started < 1_000_000_000L, "longer than a second");
      assertInstanceOf(InterruptedIOException.class, failure, "with the flag of the thread kept");
    }

    private void await(int requests) throws InterruptedException {
      while (server.requests().size() < requests) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void anInterruptBeforeTheFetchCounts() {
    server.on("/x", answer(200, ""));
    try (var fetcher = new Fetcher(patient)) {
      Thread.currentThread().interrupt();
      try {
        fetcher.fetch(FetchRequest.of(server.url("/x")));
        throw new AssertionError("not interrupted");
      } catch (IOException e) {
        assertInstanceOf(InterruptedIOException.class, e);
      }
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void closingEndsAllFetches() throws Exception {
    server.on("/x", server.rawThenSilence("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n123"));
    var fetcher = new Fetcher(patient);
    List<CompletableFuture<Throwable>> ends = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var end = new CompletableFuture<Throwable>();
      ends.add(end);
      Thread.ofVirtual().start(() -> end.complete(failing(fetcher, "/x")));
    }
    while (server.requests().size() < 4) {
      Thread.sleep(1);
    }

    fetcher.close();

    for (CompletableFuture<Throwable> end : ends) {
      assertInstanceOf(FetchException.Closed.class, end.get(2, TimeUnit.SECONDS));
    }
    assertInstanceOf(FetchException.Closed.class, failing(fetcher, "/x"));
  }

  private Throwable failing(Fetcher fetcher, String path) {
    try {
      fetcher.fetch(FetchRequest.of(server.url(path)));
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /// A port where connections are not taken: its queue is full.
  private static final class FullServer implements AutoCloseable {
    private final ServerSocket listener =
        new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    private final List<Socket> waiting = new ArrayList<>();

    FullServer() throws IOException {
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
      }
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : waiting) {
        socket.close();
      }
      listener.close();
    }
  }
}
