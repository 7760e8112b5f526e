// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetcherTest {
  private final ScriptedServer server = new ScriptedServer();
  private final Fetcher fetcher = new Fetcher(Quick.options());

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  @Nested
  final class Whole {
    @Test
    void aBodyComesWithWhereItIsFrom() throws IOException {
      server.on(
          "/repo/summary",
          answer(200, "hello", "ETag: \"1\"", "Last-Modified: Mon, 23 Nov 2026 01:49:31 GMT"));

      FetchedFile file =
          fetcher.fetch(FetchRequest.of(List.of(server.url("/repo")), "summary").withMaxBytes(5));

      assertEquals("hello", text(file));
      assertEquals(server.url("/repo/summary"), file.from());
      assertEquals(Optional.of("\"1\""), file.etag());
      assertEquals(Optional.of(Instant.parse("2026-11-23T01:49:31Z")), file.lastModified());
      assertEquals("ostree4j/0.1.0", server.requests().getFirst().header("User-Agent"));
      assertEquals("", server.requests().getFirst().header("Accept-Encoding"));
    }

    @Test
    void anEmptyBodyIsABody() throws IOException {
      server.on("/x", answer(200, ""));

      assertEquals("", text(fetcher.fetch(FetchRequest.of(server.url("/x")))));
    }

    @Test
    void whatIsNotThereNeedNotBeFound() throws IOException {
      for (int status : new int[] {403, 404, 410}) {
        server.on("/x" + status, answer(status, "no"));
        FetchRequest request = FetchRequest.of(server.url("/x" + status));

        assertEquals(Optional.empty(), fetcher.find(request));
        var failure = assertThrows(FetchException.NotFound.class, () -> fetcher.fetch(request));
        assertEquals(
            "While fetching " + server.url("/x" + status) + ": Server returned HTTP " + status,
            failure.getMessage());
      }
      assertEquals(6, server.requests().size(), "none of them is tried again");
    }

    @Test
    void pathsAreSentEncoded() throws IOException {
      server.on("/a%20b/%C3%BC%3F%23%25", answer(200, "x"));

      assertEquals(
          "x", text(fetcher.fetch(FetchRequest.of(List.of(server.url("/a%20b/")), "ü?#%"))));
    }
  }

  @Nested
  final class Conditions {
    @Test
    void anEtagIsPreferredToATime() throws IOException {
      server.on("/x", answer(304, ""));

      FetchedFile file =
          fetcher.fetch(
              FetchRequest.of(server.url("/x"))
                  .withCondition(Optional.of("\"1\""), Optional.of(Instant.EPOCH)));

      assertTrue(file.notModified());
      assertEquals("\"1\"", server.requests().getFirst().header("If-None-Match"));
      assertEquals("", server.requests().getFirst().header("If-Modified-Since"));
    }

    @Test
    void aTimeIsSentInTheFormOfHttp() throws IOException {
      server.on("/x", answer(200, "new"));

      FetchedFile file =
          fetcher.fetch(
              FetchRequest.of(server.url("/x"))
                  .withCondition(
                      Optional.empty(), Optional.of(Instant.parse("2026-11-03T01:49:31.9Z"))));

      assertEquals("new", text(file));
      assertEquals(
          "Tue, 03 Nov 2026 01:49:31 GMT",
          server.requests().getFirst().header("If-Modified-Since"));
    }
  }

  @Nested
  final class LocalFiles {
    @TempDir Path directory;

    @Test
    void areRead() throws IOException {
      Files.writeString(directory.resolve("a b"), "local");

      FetchedFile file =
          fetcher.fetch(FetchRequest.of(List.of(directory.toUri()), "a b").withMaxBytes(5));

      assertEquals("local", text(file));
      assertTrue(file.lastModified().isPresent());
    }

    @Test
    void mayBeMissing() throws IOException {
      assertEquals(
          Optional.empty(), fetcher.find(FetchRequest.of(List.of(directory.toUri()), "none")));
    }

    @Test
    void areBoundedToo() throws IOException {
      Files.writeString(directory.resolve("f"), "123456");
      FetchRequest request = FetchRequest.of(List.of(directory.toUri()), "f").withMaxBytes(5);

      assertThrows(FetchException.TooLarge.class, () -> fetcher.fetch(request));
    }

    @Test
    void directoriesAndOtherHostsAreRefused() {
      assertThrows(
          FetchException.BadRequest.class, () -> fetcher.fetch(FetchRequest.of(directory.toUri())));
      assertThrows(
          FetchException.BadRequest.class,
          () -> fetcher.fetch(FetchRequest.of(URI.create("file://host/etc/hostname"))));
    }
  }

  @Nested
  final class Downloads {
    @Test
    void goToASink() throws IOException {
      byte[] body = Quick.bytes(300_000);
      server.on("/x", answer(200, body, "ETag: \"v\""));
      var sink = new RecordingSink();

      Downloaded done = fetcher.download(FetchRequest.of(server.url("/x")), sink);

      assertEquals(300_000, done.sizeBytes());
      assertArrayEquals(body, sink.bytes());
      assertEquals(List.of("0 \"v\""), sink.begins());
    }

    @Test
    void whatTheSinkThrowsIsPassedOn() {
      server.on("/x", answer(200, "body"));
      var failure = new IOException("disk full");

      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  fetcher.download(FetchRequest.of(server.url("/x")), new RecordingSink(failure)));

      assertEquals(failure, thrown);
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void statsCountBytesAndRequests() throws IOException {
    server.on("/x", answer(200, "12345"));
    server.on("/none", answer(404, "nothing"));
    server.on("/moved", answer(302, "elsewhere", "Location: /x"));

    fetcher.fetch(FetchRequest.of(server.url("/x")));
    assertEquals(new FetchStats(5, 1, 0), fetcher.stats());
    fetcher.find(FetchRequest.of(server.url("/none")));
    assertEquals(new FetchStats(12, 2, 0), fetcher.stats());
    fetcher.fetch(FetchRequest.of(server.url("/moved")));
    assertEquals(new FetchStats(17, 4, 0), fetcher.stats());
  }

  @Test
  void aListenerHearsOfBytesThatSayThatThereIsNothing() throws IOException {
    server.on("/none", answer(404, "nothing"));
    var heard = new ArrayList<FetchEvent>();
    fetcher.find(FetchRequest.of(server.url("/none")).withListener(heard::add));
    assertEquals(List.of(new FetchEvent.Received(7)), heard);
  }

  private static String text(FetchedFile file) {
    return new String(file.body(), StandardCharsets.UTF_8);
  }
}
