// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FetchOptionsTest {
  private final FetchOptions options = FetchOptions.defaults();

  @Test
  void headersThatWouldBreakARequestAreRefused() {
    for (String name : new String[] {"", "a b", "a:", "a\r\nb", "ü"}) {
      assertThrows(IllegalArgumentException.class, () -> options.withHeader(name, "x"), name);
    }
    for (String value : new String[] {"a\r\nHost: evil", "a\nb", "a\u0000", "€"}) {
      assertThrows(IllegalArgumentException.class, () -> options.withHeader("A", value));
      assertThrows(IllegalArgumentException.class, () -> options.withUserAgentSuffix(value));
    }
  }

  @Test
  void headersOfTheProtocolAreNotTheCallers() {
    for (String name :
        new String[] {"TE", "content-length", "Transfer-Encoding", "Range", "Connection"}) {
      assertThrows(IllegalArgumentException.class, () -> options.withHeader(name, "x"), name);
    }
  }

  @Test
  void numbersOutOfBoundsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> options.withRetries(-1));
    assertThrows(IllegalArgumentException.class, () -> options.withMaxOutstanding(0));
    assertThrows(IllegalArgumentException.class, () -> options.withMaxPerHost(0));
    assertThrows(IllegalArgumentException.class, () -> options.withIdleLimit(Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> options.withLowSpeedLimit(-1, Duration.ofSeconds(1)));
    FetchRequest request = FetchRequest.of(URI.create("http://h/"));
    assertThrows(IllegalArgumentException.class, () -> request.withMaxBytes(-1));
    assertThrows(IllegalArgumentException.class, () -> request.withRetries(-1));
    assertThrows(IllegalArgumentException.class, () -> request.withResume(-1, "v"));
  }

  @Test
  void pathsThatLeaveTheMirrorAreRefused() {
    List<URI> mirrors = List.of(URI.create("http://h/repo"));
    for (String path : new String[] {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/.", "a/"}) {
      assertThrows(IllegalArgumentException.class, () -> FetchRequest.of(mirrors, path), path);
    }
    assertThrows(IllegalArgumentException.class, () -> FetchRequest.of(List.of(), "x"));
  }

  @Test
  void pathsGoBeforeTheQuery() throws FetchException {
    assertEquals("http://h/repo/a/b?token=1", below("http://h/repo?token=1#f", "a/b"));
    assertEquals("http://h/a%0D%0A%20b", below("http://h", "a\r\n b"));
    assertEquals("https://h:81/%C3%BC/%2525", below("HTTPS://u:p@H:81/ü/", "%25"));
    assertEquals("file:///srv/repo%20/x%3Fy", below("file:///srv/repo%20", "x?y"));
  }

  @Test
  void pathsKeepHostPortAndPassword() throws FetchException {
    Target below = Target.of(URI.create("http://u:p@h:81/r")).below("x");
    assertEquals("h", below.host());
    assertEquals(81, below.port());
    assertEquals(Optional.of("u:p"), below.credentials());
    assertEquals("/r/x", below.resource());
    assertEquals(below.shown(), below.uri().toString());
  }

  @Test
  void pathsThatAreTooLongAreRefused() throws FetchException {
    Target directory = Target.of(URI.create("http://h/r"));
    assertThrows(FetchException.BadRequest.class, () -> directory.below("x".repeat(8000)));
  }

  private static String below(String directory, String path) throws FetchException {
    return Target.of(URI.create(directory)).below(path).uri().toString();
  }

  @Test
  void urlsThatCannotBeFetchedAreRefused() {
    try (var fetcher = new Fetcher(options.withRetries(0))) {
      for (String url :
          new String[] {
            "badscheme://something",
            "relative",
            "http:///x",
            "http://h:0/",
            "http://h:70000/",
            "mailto:a@b",
            "http://h_\u00fc/",
            "http://h/" + "x".repeat(9000)
          }) {
        assertThrows(
            FetchException.BadRequest.class,
            () -> fetcher.fetch(FetchRequest.of(URI.create(url))),
            url);
      }
      var failure =
          assertThrows(
              FetchException.BadRequest.class,
              () -> fetcher.fetch(FetchRequest.of(URI.create("badscheme://u:p@something"))));
      assertEquals(
          "While fetching badscheme://something: Invalid URI scheme in badscheme://something; use"
              + " http, https or file",
          failure.getMessage());
    }
  }

  @Test
  void hostsOfAllFormsAreUnderstood() throws FetchException {
    Target under = Target.of(URI.create("HTTP://A_b.example:81/x?y"));
    Target six = Target.of(URI.create("https://[fe80::1%25eth0]/x"));

    assertEquals("http://a_b.example:81/x?y", under.shown());
    assertEquals("/x", under.path());
    assertEquals("fe80::1%eth0", six.bareHost());
    assertEquals("[fe80::1]", six.hostHeader());
    assertEquals(443, six.port());
    assertEquals("/%C3%BC", Target.of(URI.create("http://h/ü")).resource());
  }
}
