// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static dev.ostree4j.fetch.ScriptedServer.redirect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is told of requests, and what is not.
final class RequestLogTest {
  private final ScriptedServer server = new ScriptedServer();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private FetchOptions options() {
    return Quick.options().withRetries(0).withUserAgent("test").withRequestLog(told::add);
  }

  @Test
  void requestsAndAnswersAreTold() throws IOException {
    server
        .on("/a", redirect(302, "/b?key=secret"))
        .on("/b?key=secret", answer(200, "x", "ETag: t"));
    try (var fetcher = new Fetcher(options())) {
      fetcher.fetch(FetchRequest.of(server.url("/a")).withAcceptGzip());
    }
    String url = server.url("/").toString();
    assertEquals(4, told.size(), told::toString);
    assertEquals(
        "> GET " + url + "a\n> User-Agent: test\n> Accept: */*\n> Accept-Encoding: gzip",
        told.get(0));
    assertEquals("< 302 " + url + "a", told.get(1).lines().findFirst().orElseThrow());
    assertEquals("> GET " + url + "b?...", told.get(2).lines().findFirst().orElseThrow());
    assertEquals(
        "< 200 " + url + "b?...\n< Content-Length: 1\n< ETag: t",
        told.get(3).replaceAll("\n< Connection: [^\n]*", ""));
    assertFalse(String.join("\n", told).contains("secret"), told::toString);
  }

  @Test
  void secretsAreNot() throws IOException {
    server.on("/a", answer(200, "x", "Set-Cookie: secret=1"));
    var cookies = CookieFile.parse("127.0.0.1\tFALSE\t/\tFALSE\t0\tname\tsecret\n".getBytes());
    FetchOptions options = options().withHeader("X-Token", "secret").withCookies(cookies);
    try (var fetcher = new Fetcher(options)) {
      URI url = server.url("/a");
      fetcher.fetch(
          FetchRequest.of(URI.create("http://user:secret@127.0.0.1:" + url.getPort() + "/a")));
    }
    String all = String.join("\n", told);
    assertEquals("secret", server.requests().getFirst().header("X-Token"));
    assertFalse(all.contains("secret"), all);
    assertFalse(all.contains("dXNlcj"), all);
    for (String line : List.of("> X-Token: ...", "> Authorization: ...", "> Cookie: ...")) {
      assertEquals(1, told.getFirst().lines().filter(line::equals).count(), all);
    }
  }

  @Test
  void noAnswerIsToldToo() {
    try (var fetcher = new Fetcher(options())) {
      URI nobody = URI.create("http://127.0.0.1:1/a");
      assertThrows(FetchException.class, () -> fetcher.fetch(FetchRequest.of(nobody)));
    }
    assertEquals("* no answer from http://127.0.0.1:1/a", told.getLast());
  }
}
