// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MirrorListTest {
  private static final URI FROM = URI.create("http://example.com/mirrors");

  @Test
  void commentsBlankLinesAndOtherKindsAreLeftOut() throws IOException {
    assertEquals(
        List.of(URI.create("http://a/x"), URI.create("https://b/y")),
        parse("\n# one\n  http://a/x  \nftp://c/z\nfile:///etc\nrelative\n\nhttps://b/y\r\n"));
  }

  @Test
  void linesAreReadAsTheyAreMeantAndThoseThatAreNoUrlAreLeftOut() throws IOException {
    assertEquals(
        List.of(URI.create("http://a/x"), URI.create("http://b/y%20z"), URI.create("https://c:1/")),
        parse(
            "http://[bad\u001b\nhttp:///a/x\r\nhttp://b/y z\nhttp://\nhttp://b/%zz\n:x\n"
                + "http://b b/\nHTTPS:/c:1/\nhttp:d/\n"));
  }

  @Test
  void aListThatIsNoTextIsAnError() {
    byte[] list = {'h', 't', 't', 'p', ':', '/', '/', 'a', '/', (byte) 0xff};
    var failure = assertThrows(FetchException.NoMirror.class, () -> MirrorList.parse(FROM, list));

    assertTrue(failure.getMessage().contains("Invalid UTF-8"), failure.getMessage());
  }

  @Test
  void aListOfNothingIsAnError() {
    var failure = assertThrows(FetchException.NoMirror.class, () -> parse("# none\nftp://c/z\n"));

    assertTrue(
        failure
            .getMessage()
            .contains("No valid mirrors were found in mirrorlist 'http://example.com/mirrors'"));
  }

  @Test
  void theListIsBounded() throws IOException {
    assertEquals(1000, parse("http://a/x\n".repeat(5000)).size());
  }

  @Test
  void mirrorsBeforeTheFirstOneThatHasTheProbeAreLeftOut() throws IOException {
    try (var server = new ScriptedServer();
        var fetcher = new Fetcher(Quick.options())) {
      URI good = server.url("/good");
      URI unchecked = server.url("/unchecked");
      server.on("/list", answer(200, server.url("/none") + "\n" + good + "\n" + unchecked));
      server.on("/good/config", answer(200, "[core]"));

      assertEquals(
          List.of(good, unchecked),
          MirrorList.fetch(fetcher, server.url("/list"), "config").mirrors());
      assertEquals(3, server.requests().size());
    }
  }

  @Test
  void mirrorsOfWhichNoneHasTheProbeAreAnError() {
    try (var server = new ScriptedServer();
        var fetcher = new Fetcher(Quick.options())) {
      server.on("/list", answer(200, server.url("/none").toString()));

      assertThrows(
          FetchException.NoMirror.class,
          () -> MirrorList.fetch(fetcher, server.url("/list"), "config"));
    }
  }

  private static List<URI> parse(String text) throws FetchException {
    return MirrorList.parse(FROM, text.getBytes(StandardCharsets.UTF_8)).mirrors();
  }
}
