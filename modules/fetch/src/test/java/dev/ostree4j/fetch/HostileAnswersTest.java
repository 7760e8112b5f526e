// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static dev.ostree4j.fetch.ScriptedServer.raw;
import static dev.ostree4j.fetch.ScriptedServer.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.fetch.FetchException.Limit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a server may do to us, and how each ends: with the declared exception, soon.
final class HostileAnswersTest {
  private static final long MAX = 100_000;

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Nested
  final class Bodies {
    @Test
    void shorterThanTold() {
      assertTruncated(raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"));
    }

    @Test
    void endingInAReset() {
      assertTruncated(reset("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"));
    }

    @Test
    void longerThanAllowedAsTold() {
      assertTooLarge(raw("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n"));
    }

    @Test
    void longerThanAllowedWithoutTelling() {
      assertTooLarge(raw("HTTP/1.0 200 OK\r\n\r\n" + "x".repeat(100_001)));
    }

    @Test
    void endless() {
      assertTooLarge(
          (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes();
            while (true) {
              out.write(chunk);
            }
          });
    }

    @Test
    void toldToBeAsLongAsMemory() throws IOException {
      // Nothing is allocated for what does not come.
      server.on("/x", raw("HTTP/1.1 200 OK\r\nContent-Length: 2147483000\r\n\r\n123"));
      try (var fetcher = new Fetcher(once())) {
        assertThrows(
            FetchException.Truncated.class, () -> fetcher.fetch(FetchRequest.of(server.url("/x"))));
      }
    }

    @Test
    void ofLengthsThatAreNone() {
      for (String length :
          new String[] {"-1", "", "abc", "1e3", "+5", "0x10", "99999999999999999999"}) {
        assertMalformed("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n12345");
      }
    }

    @Test
    void ofTwoLengths() {
      assertMalformed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 4\r\n\r\n12345");
    }
  }

  @Nested
  final class Chunks {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void thatAreGarbage() {
      for (String chunk :
          new String[] {
            "xyz\r\n",
            "-1\r\n",
            "\r\n",
            "1000000000000000\r\n",
            "5\r\n123456\r\n0\r\n\r\n",
            "5;" + "x".repeat(2000) + "\r\n12345\r\n0\r\n\r\n",
            "0x5\r\n12345\r\n0\r\n\r\n",
            "0\r\n" + "a: b\r\n".repeat(200) + "\r\n"
          }) {
        assertMalformed(HEAD + chunk);
      }
    }

    @Test
    void thatEndTooEarly() {
      for (String chunk : new String[] {"", "5", "5\r\n", "5\r\n123", "5\r\n12345\r\n", "0\r\n"}) {
        assertTruncated(raw(HEAD + chunk));
      }
    }

    @Test
    void inCodingsNotAskedFor() {
      assertMalformed("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
      assertMalformed("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    @Test
    void thatAreGoodAreRead() throws IOException {
      server.on("/x", raw(HEAD + "5;a=b\r\n12345\r\nA\r\nabcdefghij\r\n0\r\nT: x\r\n\r\n"));
      try (var fetcher = new Fetcher(once())) {
        assertEquals(
            "12345abcdefghij", new String(fetcher.fetch(FetchRequest.of(server.url("/x"))).body()));
      }
    }
  }

  @Nested
  final class Heads {
    @Test
    void thatAreNoHttp() {
      for (String head :
          new String[] {
            "hello\r\n\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n",
            "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n",
            "HTTP/1.1  200 OK\r\n\r\n", "\u0000\u0001\u0002\n\n", "\r\n\r\n",
            "HTTP/1.1 101 Switching\r\n\r\n"
          }) {
        assertMalformed(head);
      }
    }

    @Test
    void withLinesThatAreNone() {
      for (String line :
          new String[] {
            ": v", "no colon", "a b: c", "a : b", " folded: x", "a: b\u0000c", "\u00e9: x"
          }) {
        assertMalformed("HTTP/1.1 200 OK\r\n" + line + "\r\nContent-Length: 0\r\n\r\n");
      }
    }

    @Test
    void cutOff() {
      assertMalformed("HTTP/1.1 200 OK\r\nContent-Le");
    }

    @Test
    void thatGrowWithoutEnd() {
      assertFails(
          FetchException.Malformed.class,
          (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes());
            while (true) {
              out.write(("X: " + "x".repeat(1000) + "\r\n").getBytes());
            }
          });
      assertFails(
          FetchException.Malformed.class,
          (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes());
            while (true) {
              out.write("x".repeat(1000).getBytes());
            }
          });
    }

    @Test
    void beforeTheHeadWithoutEnd() {
      assertFails(
          FetchException.Malformed.class,
          (request, out) -> {
            while (true) {
              out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes());
            }
          });
    }

    @Test
    void beforeTheHeadAreSkipped() throws IOException {
      server.on(
          "/x",
          raw("HTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 \r\nContent-Length: 1\r\n\r\nx"));
      try (var fetcher = new Fetcher(once())) {
        assertEquals("x", new String(fetcher.fetch(FetchRequest.of(server.url("/x"))).body()));
      }
    }

    @Test
    void ofOldServersAreRead() throws IOException {
      server.on("/x", raw("HTTP/1.0 200\nServer: old\n\nbody to the end"));
      try (var fetcher = new Fetcher(once())) {
        assertEquals(
            "body to the end", new String(fetcher.fetch(FetchRequest.of(server.url("/x"))).body()));
      }
    }

    @Test
    void thatNeverCome() {
      assertFails(FetchException.ConnectionLost.class, raw(""));
      assertFails(FetchException.ConnectionLost.class, reset(""));
    }
  }

  @Nested
  final class Stalls {
    @Test
    void beforeTheHead() {
      assertStalled(Limit.IDLE, server.rawThenSilence(""));
    }

    @Test
    void inTheHead() {
      assertStalled(Limit.IDLE, server.rawThenSilence("HTTP/1.1 200 OK\r\nX-"));
    }

    @Test
    void inTheBody() {
      assertStalled(
          Limit.IDLE, server.rawThenSilence("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123"));
    }

    @Test
    void bytesThatDripIntoTheBody() {
      assertStalled(
          Limit.LOW_SPEED,
          server.rawThenDrops("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", 20));
    }

    @Test
    void bytesThatDripIntoTheHead() {
      assertStalled(Limit.LOW_SPEED, server.rawThenDrops("HTTP/1.1 200 OK\r\nX: ", 20));
    }

    @Test
    void fastEnoughYetTooLong() {
      server.on("/x", server.rawThenDrops("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", 5));
      try (var fetcher =
          new Fetcher(
              once()
                  .withLowSpeedLimit(1, Duration.ofMillis(200))
                  .withTotalLimit(Duration.ofMillis(300)))) {
        var failure =
            assertThrows(
                FetchException.Stalled.class,
                () -> fetcher.fetch(FetchRequest.of(server.url("/x"))));
        assertEquals(Limit.TOTAL, failure.limit());
      }
    }

    @Test
    void waitingForAPlaceIsUnderTheTotalLimitToo() throws Exception {
      server.on("/x", server.rawThenSilence(""));
      try (var fetcher =
          new Fetcher(
              once()
                  .withMaxOutstanding(1)
                  .withIdleLimit(Duration.ofSeconds(20))
                  .withTotalLimit(Duration.ofMillis(300)))) {
        var first =
            Thread.ofVirtual()
                .start(
                    () ->
                        assertThrows(
                            FetchException.Stalled.class,
                            () -> fetcher.fetch(FetchRequest.of(server.url("/x")))));
        assertThrows(
            FetchException.Stalled.class, () -> fetcher.fetch(FetchRequest.of(server.url("/x"))));
        first.join();
      }
    }
  }

  @Nested
  final class Codings {
    @Test
    void notAskedForAreRefused() {
      assertFails(FetchException.Malformed.class, answer(200, gzip(10), "Content-Encoding: gzip"));
      assertFails(FetchException.Malformed.class, answer(200, "x", "Content-Encoding: br"));
    }

    @Test
    void thatAreOnlyALabelAreIgnored() throws IOException {
      server.on("/x", answer(200, "x", "Content-Encoding: aws-chunked"));
      try (var fetcher = new Fetcher(once())) {
        assertEquals("x", new String(fetcher.fetch(FetchRequest.of(server.url("/x"))).body()));
      }
    }

    @Test
    void askedForAreDecoded() throws IOException {
      server.on("/x", answer(200, gzip(5), "Content-Encoding: gzip"));
      try (var fetcher = new Fetcher(once())) {
        FetchRequest request = FetchRequest.of(server.url("/x")).withAcceptGzip();
        assertEquals("\0\0\0\0\0", new String(fetcher.fetch(request).body()));
        assertEquals("gzip", server.requests().getFirst().header("Accept-Encoding"));
      }
    }

    @Test
    void thatUnpackToMoreThanAllowed() {
      assertGzipFails(FetchException.TooLarge.class, gzip(50_000_000));
    }

    @Test
    void thatAreBroken() {
      byte[] whole = gzip(1000);
      byte[] flipped = whole.clone();
      flipped[15] ^= 0x55;
      assertGzipFails(FetchException.Malformed.class, "no gzip at all".getBytes());
      assertGzipFails(FetchException.Malformed.class, flipped);
      assertGzipFails(FetchException.Truncated.class, Arrays.copyOf(whole, whole.length - 9));
    }
  }

  @Test
  void whatComesBehindABodyBelongsToNoOtherRequest() throws IOException {
    server.inTurn(
        "/x",
        answerThenMore("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"),
        answer(200, "good"));
    try (var fetcher = new Fetcher(once())) {
      FetchRequest request = FetchRequest.of(server.url("/x"));
      assertEquals("good", new String(fetcher.fetch(request).body()));
      assertEquals("good", new String(fetcher.fetch(request).body()));
      assertEquals(2, server.connections());
    }
  }

  private static ScriptedServer.Script answerThenMore(String more) {
    return (request, out) ->
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood" + more).getBytes());
  }

  private void assertGzipFails(Class<? extends FetchException> expected, byte[] body) {
    server.on("/x", answer(200, body, "Content-Encoding: gzip"));
    try (var fetcher = new Fetcher(once())) {
      FetchRequest request = FetchRequest.of(server.url("/x")).withMaxBytes(MAX).withAcceptGzip();
      assertThrows(expected, () -> fetcher.fetch(request));
    }
  }

  private void assertStalled(Limit limit, ScriptedServer.Script script) {
    // A busy machine lets drops come late: that must not look as if none came.
    FetchOptions options =
        limit == Limit.IDLE ? once() : once().withIdleLimit(Duration.ofSeconds(2));
    FetchException failure = assertFails(FetchException.Stalled.class, script, options);
    assertEquals(limit, ((FetchException.Stalled) failure).limit());
  }

  private void assertTruncated(ScriptedServer.Script script) {
    FetchException failure = assertFails(FetchException.Truncated.class, script);
    assertTrue(failure.getMessage().contains("Transferred a partial file"));
  }

  private void assertTooLarge(ScriptedServer.Script script) {
    FetchException failure = assertFails(FetchException.TooLarge.class, script);
    assertTrue(failure.getMessage().contains("exceeded maximum size of 100000 bytes"));
  }

  private void assertMalformed(String answer) {
    assertFails(FetchException.Malformed.class, raw(answer));
  }

  /// Fetches once into memory and once into a sink, which must fail alike.
  private FetchException assertFails(
      Class<? extends FetchException> expected, ScriptedServer.Script script) {
    return assertFails(expected, script, once());
  }

  private FetchException assertFails(
      Class<? extends FetchException> expected,
      ScriptedServer.Script script,
      FetchOptions options) {
    server.on("/x", script);
    FetchRequest request = FetchRequest.of(server.url("/x")).withMaxBytes(MAX);
    long started = System.nanoTime();
    try (var fetcher = new Fetcher(options)) {
      assertThrows(expected, () -> fetcher.download(request, new RecordingSink()));
      FetchException failure = assertThrows(expected, () -> fetcher.fetch(request));
      assertTrue(System.nanoTime() - started < 4_000_000_000L, "that took too long");
      assertTrue(failure.getMessage().contains(server.url("/x").toString()));
      return failure;
    }
  }

  private static FetchOptions once() {
    return Quick.options()
        .withRetries(0)
        .withIdleLimit(Duration.ofMillis(150))
        .withLowSpeedLimit(1000, Duration.ofMillis(200));
  }

  private static byte[] gzip(int zeros) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      byte[] block = new byte[10_000];
      for (int left = zeros; left > 0; left -= block.length) {
        gzip.write(block, 0, Math.min(left, block.length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
