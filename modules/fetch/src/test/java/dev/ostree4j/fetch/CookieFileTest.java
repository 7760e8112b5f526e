// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class CookieFileTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final Instant LATER = NOW.plusSeconds(1);

  @Nested
  final class Reading {
    @Test
    void keepsWhatItDoesNotUnderstand() {
      String text = "# Netscape\n\nnonsense\nhost\tFALSE\t/\tFALSE\t0\ta\tb\n";

      CookieFile file = CookieFile.parse(bytes(text));

      assertArrayEquals(bytes(text), file.bytes());
      assertEquals(List.of("a"), file.cookies().stream().map(Cookie::name).toList());
    }

    @Test
    void takesTheLineWhichTheReferenceProgramWrites() {
      CookieFile file =
          CookieFile.parse(bytes("127.0.0.1\tFALSE\t/\tFALSE\t1790000000\tfoo\tbar\n"));

      assertEquals("foo=bar", header(file, "127.0.0.1", "/x"));
    }

    @Test
    void skipsLinesWithBadNumbersBadPathsOrControlCharacters() {
      for (String line :
          new String[] {
            "h\tFALSE\t/\tFALSE\tsoon\ta\tb",
            "h\tFALSE\t/\tFALSE\t-1\ta\tb",
            "h\tFALSE\tx\tFALSE\t0\ta\tb",
            "h\tFALSE\t/\tFALSE\t0\ta\tb\u0001",
            "h\tFALSE\t/\tFALSE\t0\t\tb",
            "h\tFALSE\t/\tFALSE\t99999999999999999\ta\tb",
            "h\tFALSE\t/\tFALSE\t0\ta"
          }) {
        assertEquals(List.of(), CookieFile.parse(bytes(line)).cookies(), line);
      }
    }

    @Test
    void understandsTheMarkOfCookiesHiddenFromScripts() {
      CookieFile file = CookieFile.parse(bytes("#HttpOnly_h\tFALSE\t/\tFALSE\t0\ta\tb\n"));

      assertEquals("a=b", header(file, "h", "/"));
    }
  }

  @Nested
  final class Editing {
    @Test
    void addsALineAtTheEnd() {
      CookieFile file =
          CookieFile.parse(bytes("# c\n")).with(Cookie.of(".example.com", "/p", "n", "v", LATER));

      assertEquals(
          "# c\n.example.com\tTRUE\t/p\tFALSE\t1700000001\tn\tv\n",
          new String(file.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void removesByDomainPathAndName() {
      CookieFile file =
          CookieFile.empty()
              .with(Cookie.of("h", "/", "a", "1", LATER))
              .with(Cookie.of("h", "/", "b", "2", LATER));

      assertEquals("b=2", header(file.without("h", "/", "a").orElseThrow(), "h", "/"));
      assertEquals(Optional.empty(), file.without("h", "/x", "a"));
    }

    @Test
    void refusesWhatWouldBreakTheLineOrTheHeader() {
      assertThrows(IllegalArgumentException.class, () -> Cookie.of("h\n", "/", "a", "b", LATER));
      assertThrows(IllegalArgumentException.class, () -> Cookie.of("h", "/", "a", "b; c", LATER));
      assertThrows(
          IllegalArgumentException.class, () -> Cookie.of("h", "no-slash", "a", "b", LATER));
    }
  }

  @Nested
  final class Matching {
    @Test
    void aHostIsWholeUnlessTheDomainHasADot() {
      CookieFile exact = CookieFile.empty().with(Cookie.of("example.com", "/", "a", "b", LATER));
      CookieFile below = CookieFile.empty().with(Cookie.of(".example.com", "/", "a", "b", LATER));

      assertEquals("a=b", header(exact, "EXAMPLE.com", "/"));
      assertEquals("", header(exact, "www.example.com", "/"));
      assertEquals("a=b", header(below, "www.example.com", "/"));
      assertEquals("a=b", header(below, "example.com", "/"));
      assertEquals("", header(below, "badexample.com", "/"));
    }

    @Test
    void thePartOfAnAddressIsNoDomain() {
      CookieFile file = CookieFile.empty().with(Cookie.of(".0.0.1", "/", "a", "b", LATER));

      assertEquals("", header(file, "127.0.0.1", "/"));
    }

    @Test
    void aPathMatchesWholeSegments() {
      CookieFile file = CookieFile.empty().with(Cookie.of("h", "/repo", "a", "b", LATER));

      assertEquals("a=b", header(file, "h", "/repo"));
      assertEquals("a=b", header(file, "h", "/repo/x"));
      assertEquals("", header(file, "h", "/repository"));
    }

    @Test
    void whatEndedIsNotSent() {
      CookieFile file = CookieFile.empty().with(Cookie.of("h", "/", "a", "b", NOW));

      assertEquals("", header(file, "h", "/"));
    }

    @Test
    void secureOnesNeedTls() {
      CookieFile file = CookieFile.parse(bytes("h\tFALSE\t/\tTRUE\t0\ta\tb\n"));

      assertEquals(Optional.empty(), file.header(false, "h", "/", NOW));
      assertEquals(Optional.of("a=b"), file.header(true, "h", "/", NOW));
    }

    @Test
    void longerPathsComeFirst() {
      CookieFile file =
          CookieFile.empty()
              .with(Cookie.of("h", "/", "a", "1", LATER))
              .with(Cookie.of("h", "/p", "b", "2", LATER));

      assertEquals("b=2; a=1", header(file, "h", "/p/q"));
    }

    @Test
    void theHeaderIsBounded() {
      CookieFile file = CookieFile.empty();
      for (int i = 0; i < 20; i++) {
        file = file.with(Cookie.of("h", "/", "n" + i, "v".repeat(1000), LATER));
      }

      int length = header(file, "h", "/").length();
      assertTrue(length > 7000 && length < 8300, "length " + length);
    }
  }

  private static String header(CookieFile file, String host, String path) {
    return file.header(false, host, path, NOW).orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
