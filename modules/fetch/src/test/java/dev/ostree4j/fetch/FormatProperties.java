// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// The small formats of this module read anything, or refuse it in their own words.
class FormatProperties {
  private static final URI FROM = URI.create("http://h/list");
  private static final String METALINK =
      "<metalink><files><file name='f'><size>5</size><verification><hash type='sha256'>"
          + "ab".repeat(32)
          + "</hash></verification><resources><url protocol='http'>http://h/f</url></resources>"
          + "</file></files></metalink>";

  @Property(tries = 300)
  void cookiesReadBackAsWritten(
      @ForAll("words") String domain,
      @ForAll("words") String name,
      @ForAll("words") String value,
      @ForAll boolean secure,
      @ForAll @LongRange(min = 1, max = 1L << 40) long expires) {
    Cookie cookie =
        new Cookie(
            domain,
            domain.startsWith("."),
            "/" + name,
            secure,
            Optional.of(Instant.ofEpochSecond(expires)),
            name,
            value);

    CookieFile file = CookieFile.parse(CookieFile.empty().with(cookie).bytes());

    assertEquals(List.of(cookie), file.cookies());
  }

  @Property(tries = 500)
  void anyTextIsACookieFile(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    CookieFile file = CookieFile.parse(bytes);

    assertArrayEquals(file.bytes(), CookieFile.parse(file.bytes()).bytes());
  }

  @Property(tries = 500)
  void anyTextIsAMirrorListOrRefused(@ForAll String text) {
    try {
      assertTrue(
          MirrorList.parse(FROM, text.getBytes(StandardCharsets.UTF_8)).mirrors().size() > 0);
    } catch (FetchException e) {
      assertTrue(e instanceof FetchException.NoMirror, e.toString());
    }
  }

  @Property(tries = 1000)
  void aChangedMetalinkIsReadOrRefused(
      @ForAll @IntRange(max = 300) int at, @ForAll byte with, @ForAll boolean cut) {
    byte[] bytes = METALINK.getBytes(StandardCharsets.UTF_8);
    int place = at % bytes.length;
    bytes[place] = with;
    try {
      byte[] read = cut ? java.util.Arrays.copyOf(bytes, place) : bytes;
      assertTrue(Metalink.parse(FROM, read, "f").sizeBytes() > 0);
    } catch (FetchException e) {
      assertTrue(e instanceof FetchException.BadMetalink, e.toString());
    }
  }

  @Property(tries = 500)
  void anyPathStaysBelowItsMirror(@ForAll String path) throws FetchException {
    URI url;
    try {
      url = Target.of(URI.create("http://h/repo")).below(UrlPaths.checked(path)).uri();
    } catch (IllegalArgumentException e) {
      return;
    }
    assertEquals("/repo/" + path, url.normalize().getPath(), "decoded again");
  }

  @Property(tries = 500)
  void keysOfOldFormsNeverBreakTheReader(@ForAll byte[] der) {
    assertTrue(Der.pkcs8OfEc(der).length > der.length);
    assertTrue(Der.pkcs8OfRsa(der).length > der.length);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().alpha().numeric().withChars(".-_").ofMinLength(1);
  }
}
