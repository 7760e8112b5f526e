// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void harmlessTextIsLeftAlone() {
    String text = "Straße\t…\n😀";
    assertSame("abc", TerminalText.escape("abc"));
    assertEquals(text, TerminalText.escape(text));
  }

  @Test
  void controlCharactersAreShown() {
    assertEquals("\\x1b[31mred\\x07", TerminalText.escape("\u001b[31mred\u0007"));
    assertEquals("\\x7f\\x9b", TerminalText.escape("\u007f\u009b"));
    assertEquals("\\x0d", TerminalText.escape("\r"));
  }

  @Test
  void charactersThatTurnTheDirectionAreShown() {
    assertEquals("aU+202eb", TerminalText.escape("a\u202eb"));
  }

  @Test
  void bytesThatAreNoTextAreShown() {
    assertEquals("x\\xffy", TerminalText.escape("x\udcffy"));
  }
}
