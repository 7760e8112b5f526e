// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswerTest {
  private static final byte[] BODY = "0123456789".getBytes(UTF_8);

  @TempDir Path directory;
  private HostileServer server;

  @BeforeEach
  void start() throws IOException {
    server = HostileServer.start();
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static void ask(Socket socket, String path, String... headers) throws IOException {
    var text = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    socket.getOutputStream().write(text.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  /// Asks, says that it will ask nothing more, and reads until the server hangs up.
  private String all(String path, String... headers) throws IOException {
    try (Socket socket = connect()) {
      ask(socket, path, headers);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void anUnknownPathIsNotFound() throws IOException {
    assertTrue(all("/nothing").startsWith("HTTP/1.1 404 "));
  }

  @Test
  void oneConnectionServesManyRequestsAndAllAreRemembered() throws IOException {
    server.answer("/a", Answer.of(BODY));
    try (Socket socket = connect()) {
      ask(socket, "/a?x=1", "X-Word: one");
      ask(socket, "/a");
      socket.shutdownOutput();
      String got = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertEquals(2, got.split("0123456789", -1).length - 1, got);
    }
    assertEquals(2, server.count("/a"));
    assertEquals("one", server.requests().getFirst().header("x-word").orElseThrow());
    server.clearRequests();
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aRangeGetsTheRest() throws IOException {
    server.answer("/a", Answer.of(BODY));
    String got = all("/a", "Range: bytes=7-");
    assertTrue(got.startsWith("HTTP/1.1 206 "), got);
    assertTrue(got.contains("Content-Range: bytes 7-9/10\r\n"), got);
    assertTrue(got.endsWith("\r\n\r\n789"), got);
  }

  @Test
  void aTagThatTheClientHasGets304() throws IOException {
    server.answer("/a", Answer.tagged(BODY, "\"v1\""));
    assertTrue(all("/a").endsWith("0123456789"));
    assertTrue(all("/a", "If-None-Match: \"v1\"").startsWith("HTTP/1.1 304 "));
    assertTrue(all("/a", "If-None-Match: \"v0\"").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void answersInTurnEndWithTheLast() throws IOException {
    server.answer("/a", Answer.inTurn(Answer.status(503), Answer.of(BODY)));
    assertTrue(all("/a").startsWith("HTTP/1.1 503 "));
    assertTrue(all("/a").startsWith("HTTP/1.1 200 "));
    assertTrue(all("/a").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void filesAreReplayedAndTamperedWith() throws IOException {
    Files.createDirectory(directory.resolve("d"));
    Files.writeString(directory.resolve("d/f"), "real");
    Files.writeString(directory.resolve("d/+"), "plus");
    server.replay(directory).tamper("/d/f", bytes -> "fake".getBytes(UTF_8));
    assertTrue(all("/d/f").endsWith("\r\n\r\nfake"));
    assertTrue(all("/d/+").endsWith("\r\n\r\nplus"));
    assertTrue(all("/d").startsWith("HTTP/1.1 404 "));
    assertTrue(all("/../etc/passwd").startsWith("HTTP/1.1 404 "));
    assertTrue(server.forget("/d/f").count("/d/f") == 1);
    assertTrue(all("/d/f").endsWith("\r\n\r\nreal"));
  }

  @Test
  void aTruncatedBodyEndsEarly() throws IOException {
    server.answer("/a", BadAnswer.truncated(BODY, 4));
    String got = all("/a");
    assertTrue(got.contains("Content-Length: 10\r\n"), got);
    assertTrue(got.endsWith("\r\n\r\n0123"), got);
  }

  @Test
  void aStalledBodyStopsAndClosingEndsIt() throws IOException {
    server.answer("/a", BadAnswer.stalled(BODY, 4));
    try (Socket socket = connect()) {
      ask(socket, "/a");
      InputStream in = socket.getInputStream();
      while (in.read() != '3') {
        // The header and the first bytes.
      }
      socket.setSoTimeout(50);
      assertEquals("nothing comes", readOrSay(in));
      socket.setSoTimeout(5_000);
      server.close();
      assertEquals("the end", readOrSay(in));
    }
  }

  private static String readOrSay(InputStream in) throws IOException {
    try {
      int read = in.read();
      return read < 0 ? "the end" : "byte " + read;
    } catch (SocketTimeoutException e) {
      return "nothing comes";
    } catch (SocketException e) {
      return "the end";
    }
  }

  @Test
  void anEndlessBodyGoesOn() throws IOException {
    server.answer("/a", BadAnswer.endless()).answer("/b", BadAnswer.endlessChunks());
    for (String path : List.of("/a", "/b")) {
      try (Socket socket = connect()) {
        ask(socket, path);
        assertEquals(5_000_000, socket.getInputStream().readNBytes(5_000_000).length);
      }
    }
  }

  @Test
  void bombsAreAsBigAsAskedFor() throws IOException {
    server.answer("/lines", BadAnswer.headerBomb(5_000));
    server.answer("/line", BadAnswer.longHeader(1 << 20));
    server.answer("/gzip", BadAnswer.gzipBomb(50_000_000));
    assertEquals(5_003, all("/lines").lines().count());
    assertTrue(all("/line").length() > 1 << 20);
    byte[] answer = all("/gzip").getBytes(ISO_8859_1);
    assertTrue(answer.length < 100_000, "small on the wire: " + answer.length);
    int body = new String(answer, ISO_8859_1).indexOf("\r\n\r\n") + 4;
    try (var gzip =
        new GZIPInputStream(new ByteArrayInputStream(answer, body, answer.length - body))) {
      assertEquals(50_000_000, gzip.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Test
  void otherNuisances() throws IOException {
    server
        .answer("/hangUp", BadAnswer.hangUp())
        .answer("/raw", BadAnswer.raw("SSH-2.0".getBytes(UTF_8)))
        .answer("/chunks", BadAnswer.brokenChunks(BODY))
        .answer("/drip", BadAnswer.dripping(BODY, Duration.ofMillis(5)))
        .answer("/zeros", BadAnswer.zeros(100_000))
        .answer("/brokenGzip", BadAnswer.brokenGzip(BODY))
        .answer("/long", BadAnswer.declaring(BODY, 4))
        .answer("/there", Answer.redirect("/here").after(Duration.ofMillis(5)))
        .answerElse(Answer.of("else".getBytes(UTF_8)));
    assertEquals("", all("/hangUp"));
    assertEquals("SSH-2.0", all("/raw"));
    assertTrue(all("/chunks").contains("\r\n\r\nzz\r\n"));
    assertTrue(all("/drip").endsWith("0123456789"));
    assertTrue(all("/zeros").endsWith("\0".repeat(100_000)));
    assertTrue(all("/brokenGzip").contains("Content-Encoding: gzip\r\n"));
    assertTrue(all("/long").contains("Content-Length: 4\r\n"));
    assertTrue(all("/there").contains("Location: /here\r\n"));
    assertTrue(all("/any").endsWith("else"));
    assertFalse(server.address().toString().endsWith("/"));
  }
}
