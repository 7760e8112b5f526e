// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PathRulesTest {

  private static final EntryAttributes FILE = new EntryAttributes(0, 0, 0100644);

  @Nested
  class Overrides {

    private int mode(String line) throws IOException {
      return StatOverrides.parse(line).apply("/a", FILE).mode();
    }

    @Test
    void modesAreDecimal() throws IOException {
      assertEquals(0104644, mode("2048 /a"));
      assertEquals(0104644, mode("+2048 /a"));
      assertEquals(0100600, mode("=384 /a"));
    }

    @Test
    void anAdditionCountsOnce() throws IOException {
      StatOverrides overrides = StatOverrides.parse("2 /a");
      assertEquals(0100646, overrides.apply("/a", FILE).mode());
      assertEquals(0100644, overrides.apply("/a", FILE).mode());
    }

    @Test
    void aLineWithoutBlankIsRefused() {
      var e =
          assertThrows(
              TreeException.MalformedStatOverride.class, () -> StatOverrides.parse("/a\n"));
      assertEquals("Malformed statoverride file (no space found)", e.getMessage());
    }

    @Test
    void pathsThatAreNotMetAreReported() throws IOException {
      StatOverrides overrides = StatOverrides.parse("1 /a\n\n1 /with blank\n");
      overrides.apply("/a", FILE);
      assertEquals(List.of("/with blank"), overrides.unmatched());
    }
  }

  @Nested
  class Skips {

    @Test
    void onlyExactPathsMatch() {
      SkipList list = SkipList.parse("/a\n/d/\n\n");
      assertTrue(list.matches("/a"));
      assertFalse(list.matches("/a/b"));
      assertFalse(list.matches("/d"));
      assertEquals(List.of("/d/"), list.unmatched());
    }
  }

  @Nested
  class Renames {

    private String rename(String regex, String replacement, String path) {
      return TarOptions.defaults().withRenaming(regex, replacement).rename(path);
    }

    @Test
    void groupsAreWrittenWithBackslash() {
      assertEquals("xby", rename("(b)", "x\\1y", "b"));
      assertEquals("b2", rename("(b)", "\\g<1>2", "b"));
      assertEquals("bb", rename("b", "\\0\\0", "b"));
    }

    @Test
    void aDigitAfterAGroupIsText() {
      assertEquals("b2", rename("(b)", "\\12", "b"));
    }

    @Test
    void dollarsAreText() {
      assertEquals("$1", rename("(b)", "$1", "b"));
    }
  }
}
