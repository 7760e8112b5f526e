// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static dev.ostree4j.fetch.ScriptedServer.answer;
import static dev.ostree4j.fetch.ScriptedServer.redirect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is followed, and what goes along.
final class RedirectTest {
  private final ScriptedServer server = new ScriptedServer();
  private final ScriptedServer other = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
    other.close();
  }

  @Test
  void allKindsAreFollowed() throws IOException {
    server.on("/b/y", answer(200, "there"));
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      for (String location :
          new String[] {"/b/y", "../b/y", "y/../../b/y", "//127.0.0.1:" + server.port() + "/b/y"}) {
        server.on("/a/x", redirect(status, location));

        FetchedFile file = fetch(Quick.options(), server.url("/a/x"));

        assertEquals("there", new String(file.body()));
        assertEquals(server.url("/b/y"), file.from());
      }
    }
  }

  @Test
  void otherKindsOfUrlsAreRefused() {
    for (String location :
        new String[] {
          "file:///etc/passwd",
          "ftp://127.0.0.1/x",
          "javascript:alert(1)",
          "data:,x",
          "http://",
          "http://[bad",
          "https://:0/x",
          "http://h:99999/"
        }) {
      server.on("/x", redirect(302, location));
      var failure =
          assertThrows(
              FetchException.RedirectRefused.class,
              () -> fetch(Quick.options(), server.url("/x")),
              location);
      assertTrue(failure.getMessage().contains("is not followed"));
    }
    assertEquals(8, server.requests().size());
  }

  @Test
  void circlesAreRefused() {
    server.on("/self", redirect(302, "/self"));
    server.on("/a", redirect(302, "/b"));
    server.on("/b", redirect(302, "/a"));

    assertThrows(
        FetchException.RedirectRefused.class, () -> fetch(Quick.options(), server.url("/self")));
    assertThrows(
        FetchException.RedirectRefused.class, () -> fetch(Quick.options(), server.url("/a")));
    assertEquals(3, server.requests().size());
  }

  @Test
  void twentyAreFollowedAndNoMore() throws IOException {
    for (int i = 0; i < 21; i++) {
      server.on("/" + i, redirect(302, "/" + (i + 1)));
    }
    server.on("/21", answer(200, "far"));

    assertEquals("far", new String(fetch(Quick.options(), server.url("/1")).body()));
    var failure =
        assertThrows(
            FetchException.RedirectRefused.class, () -> fetch(Quick.options(), server.url("/0")));
    assertTrue(failure.getMessage().contains("more than 20 redirects"));
  }

  @Test
  void withoutALocationTheStatusIsTheAnswer() {
    server.on("/x", answer(302, ""));

    assertThrows(
        FetchException.ServerRefused.class, () -> fetch(Quick.options(), server.url("/x")));
  }

  @Nested
  final class Secrets {
    private final CookieFile cookies =
        CookieFile.empty()
            .with(Cookie.of("127.0.0.1", "/", "foo", "bar", Instant.MAX.minusSeconds(1)));
    private final FetchOptions options =
        Quick.options()
            .withHeader("X-Token", "abc")
            .withUserAgentSuffix("probe/1")
            .withCookies(cookies);

    @Test
    void goToTheServerThatWasNamed() throws IOException {
      server.on("/x", answer(200, ""));

      fetch(options, withUser(server.url("/x")));

      Map<String, String> sent = server.requests().getFirst().headers();
      // RFC 7617: the encoding of "us er:p@ss:+ü".
      assertEquals("Basic dXMgZXI6cEBzczorw7w=", sent.get("Authorization"));
      assertEquals("abc", sent.get("X-Token"));
      assertEquals("foo=bar", sent.get("Cookie"));
      assertEquals("ostree4j/0.1.0 probe/1", sent.get("User-Agent"));
    }

    @Test
    void stayWithItBehindARedirectToItself() throws IOException {
      server.on("/x", redirect(301, "/y"));
      server.on("/y", answer(200, ""));

      fetch(options, withUser(server.url("/x")));

      assertEquals("abc", server.requests().getLast().header("X-Token"));
      assertTrue(server.requests().getLast().header("Authorization").startsWith("Basic "));
    }

    @Test
    void doNotGoToAnotherServer() throws IOException {
      server.on("/x", redirect(301, "http://evil:pw@127.0.0.1:" + other.port() + "/y"));
      other.on("/y", answer(200, ""));

      fetch(options, withUser(server.url("/x")));

      Map<String, String> sent = other.requests().getFirst().headers();
      assertFalse(sent.containsKey("Authorization"));
      assertFalse(sent.containsKey("X-Token"));
    }

    @Test
    void cookiesGoToTheirOwnHostOnly() throws IOException {
      server.on("/x", redirect(301, "http://localhost:" + server.port() + "/y"));
      server.on("/y", answer(200, ""));

      fetch(options, server.url("/x"));

      assertFalse(server.requests().getLast().headers().containsKey("Cookie"));
    }

    @Test
    void areInNoMessage() {
      server.on("/x", answer(401, ""));

      var failure =
          assertThrows(
              FetchException.ServerRefused.class,
              () -> fetch(options.withRetries(0), withUser(server.url("/x"))));

      assertFalse(failure.getMessage().contains("p%40ss"), failure.getMessage());
      assertFalse(failure.getMessage().contains("p@ss"), failure.getMessage());
      assertEquals(server.url("/x").toString(), failure.url());
    }

    @Test
    void theCallersOwnHeaderReplacesOurs() throws IOException {
      server.on("/x", answer(200, ""));

      fetch(
          Quick.options().withHeader("user-agent", "mine").withHeader("Authorization", "Bearer t"),
          withUser(server.url("/x")));

      assertEquals("mine", server.requests().getFirst().header("User-Agent"));
      assertEquals("Bearer t", server.requests().getFirst().header("Authorization"));
    }

    private URI withUser(URI url) {
      return URI.create(url.toString().replace("//", "//us%20er:p%40ss:+%C3%BC@"));
    }
  }

  @Nested
  final class Downgrades {
    private final Target first = target("https://h/x");
    private final Courtesy courtesy =
        new Courtesy(
            FetchOptions.defaults()
                .withHeader("X-Token", "abc")
                .withCookies(
                    CookieFile.empty()
                        .with(Cookie.of("h", "/", "a", "b", Instant.MAX.minusSeconds(1))))
                .values());

    @Test
    void fromTlsNothingGoesAlong() {
      String lines =
          courtesy.lines(first, target("http://h/x"), true, java.util.List.of()).toString();

      assertFalse(lines.contains("X-Token"), lines);
      assertFalse(lines.contains("Cookie"), lines);
    }

    @Test
    void toTlsOnTheSameHostItDoes() {
      assertTrue(target("http://h/x").trustsWithSecrets(target("https://h/y")));
      assertFalse(target("http://h:8080/x").trustsWithSecrets(target("https://h/y")));
      assertFalse(target("https://h/x").trustsWithSecrets(target("http://h/y")));
      assertFalse(target("https://h/x").trustsWithSecrets(target("https://h:444/y")));
      assertFalse(target("https://h/x").trustsWithSecrets(target("https://i/y")));
    }

    private static Target target(String url) {
      try {
        return Target.of(URI.create(url));
      } catch (FetchException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static FetchedFile fetch(FetchOptions options, URI url) throws IOException {
    try (var fetcher = new Fetcher(options)) {
      return fetcher.fetch(FetchRequest.of(url));
    }
  }
}
