// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static dev.ostree4j.fetch.ScriptedServer.raw;
import static dev.ostree4j.fetch.ScriptedServer.reset;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.fetch.FetchOptions.RetryOf;
import dev.ostree4j.testkit.ClosedPort;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class RetryTest {
  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Nested
  final class Attempts {
    @Test
    void areOneAndFiveForMostErrors() {
      for (int status : new int[] {400, 401, 408, 418, 429, 500, 503}) {
        assertEquals(6, requests(Quick.options(), answer(status, "")), "status " + status);
      }
    }

    @Test
    void areOneWhereAnotherWouldEndTheSameWay() {
      for (int status : new int[] {403, 404, 410}) {
        assertEquals(1, requests(Quick.options(), answer(status, "")), "status " + status);
      }
      assertEquals(1, requests(Quick.options(), answer(200, "x".repeat(2000))));
      assertEquals(1, requests(Quick.options(), ScriptedServer.redirect(302, "ftp://x/")));
    }

    @Test
    void areAsManyAsTheOptionsSay() {
      assertEquals(3, requests(Quick.options().withRetries(2), answer(500, "")));
      assertEquals(1, requests(Quick.options().withRetries(0), answer(500, "")));
    }

    @Test
    void areForPassingTroublesOnlyWhenToldSo() {
      FetchOptions some = Quick.options().withRetryOf(RetryOf.TRANSIENT);
      assertEquals(6, requests(some, answer(500, "")));
      assertEquals(6, requests(some, answer(408, "")));
      assertEquals(1, requests(some, raw("")));
      assertEquals(1, requests(some, raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123")));
      for (int status : new int[] {418, 429, 502, 503}) {
        assertEquals(1, requests(some, answer(status, "")), () -> "" + status);
      }
      assertEquals(1, requests(some, raw("garbage\r\n\r\n")));
    }

    @Test
    void succeedWhenTheTroublePasses() throws IOException {
      server.inTurn(
          "/x", answer(500, ""), answer(503, ""), raw(""), reset(""), answer(200, "at last"));
      try (var fetcher = new Fetcher(Quick.options())) {
        assertEquals("at last", text(fetcher.fetch(FetchRequest.of(server.url("/x")))));
      }
    }

    @Test
    void areMadeWhenNobodyListens() throws IOException {
      List<FetchEvent> events = new ArrayList<>();
      try (var closed = ClosedPort.open();
          var fetcher = new Fetcher(Quick.options())) {
        FetchRequest request =
            FetchRequest.of(URI.create(closed.address() + "/x")).withListener(events::add);
        assertThrows(FetchException.Unreachable.class, () -> fetcher.fetch(request));
      }
      assertEquals(5, events.size());
    }

    @Test
    void areMadeForHostsWithoutAddress() {
      try (var fetcher = new Fetcher(Quick.options().withRetries(1))) {
        var failure =
            assertThrows(
                FetchException.Unreachable.class,
                () -> fetcher.fetch(FetchRequest.of(URI.create("http://host.invalid/x"))));
        assertTrue(failure.getMessage().contains("Couldn't resolve host name host.invalid"));
      }
    }

    @Test
    void aConnectionThatWasClosedWhileNobodyUsedItCostsNone() throws IOException {
      server.on("/first", answer(200, "1"));
      server.on("/x", answer(200, "2"));
      server.on(
          "/last",
          (request, out) -> {
            answer(200, "3").answer(request, out);
            throw new ScriptedServer.Hangup();
          });
      try (var fetcher = new Fetcher(Quick.options().withRetries(0))) {
        for (String path : List.of("/first", "/last", "/x", "/last", "/first")) {
          fetcher.fetch(FetchRequest.of(server.url(path)));
        }
      }
      assertEquals(3, server.connections());
    }

    private int requests(FetchOptions options, ScriptedServer.Script script) {
      server.requests().clear();
      server.on("/x", script);
      try (var fetcher = new Fetcher(options)) {
        FetchRequest request = FetchRequest.of(server.url("/x")).withMaxBytes(1000);
        assertThrows(FetchException.class, () -> fetcher.fetch(request));
      }
      return server.requests().size();
    }
  }

  @Nested
  final class Pauses {
    @Test
    void growAndAreShakenByChance() {
      FetchOptions options =
          FetchOptions.defaults()
              .withPauses(Duration.ofMillis(1), Duration.ofMillis(6))
              .withChance(() -> 0.5);

      assertEquals(
          List.of(750L, 1500L, 3000L, 4500L, 4500L), pausesMicros(options, answer(500, "")));
    }

    @Test
    void areAsLongAsTheServerWantsWithinTheLimit() {
      FetchOptions options =
          FetchOptions.defaults()
              .withPauses(Duration.ofMillis(1), Duration.ofMillis(6))
              .withRetries(1);

      assertEquals(List.of(6000L), pausesMicros(options, answer(503, "", "Retry-After: 3600")));
    }

    private List<Long> pausesMicros(FetchOptions options, ScriptedServer.Script script) {
      List<Long> pauses = new ArrayList<>();
      server.on("/x", script);
      try (var fetcher = new Fetcher(options)) {
        FetchRequest request =
            FetchRequest.of(server.url("/x"))
                .withListener(
                    event -> {
                      if (event instanceof FetchEvent.Retried retried) {
                        pauses.add(retried.pause().toNanos() / 1000);
                      }
                    });
        assertThrows(FetchException.ServerBusy.class, () -> fetcher.fetch(request));
      }
      return pauses;
    }
  }

  @Nested
  final class Mirrors {
    @Test
    void areTriedInOrder() throws IOException {
      server.on("/b/x", answer(500, ""));
      server.on("/c/x", answer(200, "from c"));
      List<URI> mirrors = List.of(server.url("/a"), server.url("/b"), server.url("/c"));
      try (var fetcher = new Fetcher(Quick.options())) {
        assertEquals("from c", text(fetcher.fetch(FetchRequest.of(mirrors, "x"))));
      }
      assertEquals(
          List.of("/a/x", "/b/x", "/c/x"),
          server.requests().stream().map(ScriptedServer.Request::path).toList());
    }

    @Test
    void theLastOneDecidesWhetherItExists() throws IOException {
      server.on("/b/x", answer(500, ""));
      try (var fetcher = new Fetcher(Quick.options())) {
        assertEquals(
            Optional.empty(),
            fetcher.find(FetchRequest.of(List.of(server.url("/b"), server.url("/a")), "x")));
        assertThrows(
            FetchException.ServerBusy.class,
            () -> fetcher.find(FetchRequest.of(List.of(server.url("/a"), server.url("/b")), "x")));
      }
    }

    @Test
    void mayBeOnDisk() throws IOException {
      server.on("/x", answer(200, "from the server"));
      try (var fetcher = new Fetcher(Quick.options())) {
        assertEquals(
            "from the server",
            text(
                fetcher.fetch(
                    FetchRequest.of(
                        List.of(URI.create("file:///nonexistent"), server.url("/")), "x"))));
      }
    }
  }

  @Nested
  final class Ranges {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nETag: \"v\"\r\nContent-Length: ";

    private final byte[] body = Quick.bytes(200_000);

    @Test
    void anInterruptedDownloadGoesOn() throws IOException {
      server.inTurn("/x", cut(150_000), part(150_000, "\"v\""));

      RecordingSink sink = download(Quick.options());

      assertArrayEquals(body, sink.bytes());
      assertEquals(List.of("0 \"v\"", "150000 \"v\""), sink.begins());
      assertEquals("bytes=150000-", server.requests().getLast().header("Range"));
      assertEquals("\"v\"", server.requests().getLast().header("If-Range"));
    }

    @Test
    void aChangedFileBeginsAgain() throws IOException {
      server.inTurn("/x", cut(150_000), answer(200, body, "ETag: \"w\""));

      RecordingSink sink = download(Quick.options());

      assertArrayEquals(body, sink.bytes());
      assertEquals(List.of("0 \"v\"", "0 \"w\""), sink.begins());
    }

    @Test
    void aWeakEtagProvesNothing() throws IOException {
      server.inTurn(
          "/x",
          raw("HTTP/1.1 200 OK\r\nETag: W/\"v\"\r\nContent-Length: 200000\r\n\r\n123"),
          answer(200, body));

      assertEquals(List.of("0 -", "0 -"), download(Quick.options()).begins());
      assertEquals("", server.requests().getLast().header("Range"));
    }

    @Test
    void anotherRangeThanAskedForBeginsAgain() throws IOException {
      for (String range :
          new String[] {
            "bytes 0-199999/200000",
            "bytes 150001-199999/200000",
            "bytes 150000-199998/200000",
            "bytes 150000-199999/*",
            "bytes 150000-149999/200000",
            "",
            "octets 150000-199999/200000",
            "bytes 150000-200000/200000"
          }) {
        server.inTurn(
            "/x",
            cut(150_000),
            answer(206, Arrays.copyOfRange(body, 150_000, 200_000), "Content-Range: " + range),
            answer(200, body));

        assertArrayEquals(body, download(Quick.options()).bytes(), range);
      }
    }

    @Test
    void aPartThatNobodyAskedForIsRefused() {
      server.on("/x", answer(206, "part", "Content-Range: bytes 0-3/4"));
      try (var fetcher = new Fetcher(Quick.options().withRetries(0))) {
        FetchRequest request = FetchRequest.of(server.url("/x"));
        assertThrows(
            FetchException.Malformed.class, () -> fetcher.download(request, new RecordingSink()));
        assertThrows(FetchException.Malformed.class, () -> fetcher.fetch(request));
      }
    }

    @Test
    void anOffsetBehindTheEndBeginsAgain() throws IOException {
      server.inTurn("/x", answer(416, ""), answer(200, "whole"));
      var sink = new RecordingSink();
      try (var fetcher = new Fetcher(Quick.options().withRetries(0))) {
        fetcher.download(FetchRequest.of(server.url("/x")).withResume(500, "\"v\""), sink);
      }
      assertEquals(List.of("0 -"), sink.begins());
      assertEquals("whole", new String(sink.bytes()));
    }

    @Test
    void whatAnEarlierProcessHasIsNotFetchedAgain() throws IOException {
      server.on("/x", part(150_000, "\"v\""));
      var sink = new RecordingSink();
      sink.begin(0, Optional.empty());
      sink.write(body, 0, 150_000);
      try (var fetcher = new Fetcher(Quick.options().withRetries(0))) {
        Downloaded done =
            fetcher.download(FetchRequest.of(server.url("/x")).withResume(150_000, "\"v\""), sink);
        assertEquals(200_000, done.sizeBytes());
        assertEquals(50_000, fetcher.stats().receivedBytes());
      }
      assertArrayEquals(body, sink.bytes());
    }

    @Test
    void theLimitIsThatOfTheWholeFile() {
      server.on("/x", part(150_000, "\"v\""));
      try (var fetcher = new Fetcher(Quick.options().withRetries(0))) {
        assertThrows(
            FetchException.TooLarge.class,
            () ->
                fetcher.download(
                    FetchRequest.of(server.url("/x"))
                        .withResume(150_000, "\"v\"")
                        .withMaxBytes(199_999),
                    new RecordingSink()));
      }
    }

    @Test
    void attemptsThatBringMuchDoNotCount() throws IOException {
      byte[] large = Quick.bytes(9 << 20);
      server.on("/x", (request, out) -> cutEveryMegabyte(large, request.headers(), out));
      var sink = new RecordingSink();
      try (var fetcher = new Fetcher(Quick.options().withRetries(1))) {
        fetcher.download(FetchRequest.of(server.url("/x")), sink);
      }
      assertArrayEquals(large, sink.bytes());
    }

    private void cutEveryMegabyte(
        byte[] large, Map<String, String> headers, java.io.OutputStream out) throws IOException {
      String range = headers.getOrDefault("Range", "bytes=0-");
      int from = Integer.parseInt(range.substring(6, range.length() - 1));
      String head =
          from == 0
              ? "HTTP/1.1 200 OK\r\n"
              : "HTTP/1.1 206 Part\r\nContent-Range: bytes "
                  + from
                  + "-"
                  + (large.length - 1)
                  + "/"
                  + large.length
                  + "\r\n";
      head += "ETag: \"v\"\r\nContent-Length: " + (large.length - from) + "\r\n\r\n";
      out.write(head.getBytes());
      out.write(large, from, Math.min(large.length - from, 1 << 20));
      throw new ScriptedServer.Hangup();
    }

    private ScriptedServer.Script cut(int length) {
      return (request, out) -> {
        out.write((HEAD + body.length + "\r\n\r\n").getBytes());
        out.write(body, 0, length);
        throw new ScriptedServer.Hangup();
      };
    }

    private ScriptedServer.Script part(int from, String etag) {
      return answer(
          206,
          Arrays.copyOfRange(body, from, body.length),
          "Content-Range: bytes " + from + "-" + (body.length - 1) + "/" + body.length,
          "ETag: " + etag);
    }

    private RecordingSink download(FetchOptions options) throws IOException {
      var sink = new RecordingSink();
      try (var fetcher = new Fetcher(options)) {
        fetcher.download(FetchRequest.of(server.url("/x")), sink);
      }
      return sink;
    }
  }

  private static String text(FetchedFile file) {
    return new String(file.body());
  }
}
