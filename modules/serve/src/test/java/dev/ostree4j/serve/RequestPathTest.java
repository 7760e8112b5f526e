// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestPathTest {
  private static RequestPath path(String raw) {
    return RequestPath.parse(raw).orElseThrow();
  }

  @Test
  void pathsAreDecodedAndCleaned() {
    assertEquals("a b/ü", path("/a%20b/%C3%BC").relative());
    assertEquals("a/b", path("//a/.//b").relative());
    assertEquals("", path("/").relative());
    assertEquals("+", path("/+").relative());
    assertTrue(path("/a/").slash());
    assertFalse(path("/a").slash());
  }

  @Test
  void aDirectoryIsNamedSafely() {
    assertEquals("/evil.com/", path("//evil.com").asDirectory());
    assertEquals("/a%20b/%C3%BC/%0D%0A/", path("/a%20b/%C3%BC/%0d%0a").asDirectory());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "http://x/",
        "/..",
        "/a/..",
        "/%2e.",
        "/a%2Fb",
        "/%00",
        "/%",
        "/%1",
        "/%zz",
        "/ü"
      })
  void tricksAreRefused(String raw) {
    assertTrue(RequestPath.parse(raw).isEmpty());
  }

  @Property
  void noComponentIsATrick(@ForAll String raw) {
    RequestPath.parse("/" + raw)
        .ifPresent(
            path -> {
              for (String name : path.components()) {
                assertFalse(name.isEmpty() || name.equals(".") || name.equals(".."));
                assertFalse(name.contains("/") || name.contains("\0"));
              }
            });
  }
}
