// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantTypeTest {
  @Nested
  class Shapes {
    @ParameterizedTest
    @CsvSource({
      "b,1,1",
      "y,1,1",
      "n,2,2",
      "q,2,2",
      "i,4,4",
      "u,4,4",
      "h,4,4",
      "x,8,8",
      "t,8,8",
      "d,8,8",
      "s,1,0",
      "o,1,0",
      "g,1,0",
      "v,8,0",
      "my,1,0",
      "mt,8,0",
      "as,1,0",
      "at,8,0",
      "(),1,1",
      "(y),1,1",
      "(yu),4,8",
      "(uy),4,8",
      "(yty),8,24",
      "(ys),1,0",
      "{yt},8,16",
      "{sv},8,0",
      "a{sv},8,0",
      "(uuua(ayay)),4,0",
      "((yy)q),2,4"
    })
    void alignmentAndSize(String type, int alignment, int size) {
      VariantType parsed = VariantType.of(type);
      assertEquals(alignment, parsed.alignment());
      assertEquals(size, parsed.fixedSizeBytes());
      assertEquals(size != 0, parsed.isFixed());
    }
  }

  @Nested
  class Text {
    @ParameterizedTest
    @ValueSource(strings = {"s", "a{sv}", "(a(say)a(sayay))", "mmas", "()", "{yv}"})
    void isGivenBack(String type) {
      assertEquals(type, VariantType.of(type).text());
      assertEquals(type, VariantType.of("a" + type).element().toString());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "", "a", "m", "(", ")", "(s", "{s}", "{sv", "{vs}", "{(s)v}", "{svv}", "ss", "*", "?",
          "r", "a*", "S", "é", "a{sv}}", "s ", "()()"
        })
    void thatIsNoDefiniteTypeIsRefused(String text) {
      assertFalse(VariantType.isValid(text));
      assertThrows(IllegalArgumentException.class, () -> VariantType.of(text));
    }

    @Test
    void mayNest128Containers() {
      assertTrue(VariantType.isValid("a".repeat(128) + "y"));
      assertFalse(VariantType.isValid("a".repeat(129) + "y"));
      assertTrue(VariantType.isValid("(".repeat(128) + "y" + ")".repeat(128)));
      assertFalse(VariantType.isValid("(".repeat(129) + "y" + ")".repeat(129)));
      assertFalse(VariantType.isValid("(".repeat(1_000_000)));
    }

    @Test
    void isBoundedInLength() {
      int members = VariantType.MAX_LENGTH - 2;
      assertTrue(VariantType.isValid("(" + "y".repeat(members) + ")"));
      assertFalse(VariantType.isValid("(" + "y".repeat(members + 1) + ")"));
    }
  }

  @Nested
  class Parts {
    @Test
    void areTypesThemselves() {
      VariantType commit = VariantType.of("(a{sv}aya(say)sstayay)");
      assertTrue(commit.isTuple());
      assertEquals(8, commit.memberCount());
      assertEquals(VariantType.DICT, commit.member(0));
      assertEquals(VariantType.of("(say)"), commit.member(2).element());
      assertTrue(VariantType.DICT.element().isDictEntry());
      assertTrue(VariantType.DICT.element().member(1).isVariant());
      assertTrue(VariantType.of("ms").isMaybe());
      assertTrue(VariantType.STRINGS.isArray());
      assertTrue(VariantType.SIGNATURE.isBasic());
      assertFalse(VariantType.VARIANT.isBasic());
    }

    @Test
    void ofOtherKindsAreRefused() {
      assertThrows(IllegalStateException.class, VariantType.STRING::element);
      assertThrows(IllegalStateException.class, VariantType.STRINGS::memberCount);
      assertThrows(IllegalStateException.class, () -> VariantType.VARIANT.member(0));
      assertThrows(IndexOutOfBoundsException.class, () -> VariantType.UNIT.member(0));
    }
  }

  @Nested
  class Equality {
    @Test
    void isThatOfTheText() {
      VariantType inner = VariantType.of("(sa(ayay))").member(1);
      assertEquals(VariantType.of("a(ayay)"), inner);
      assertEquals(VariantType.of("a(ayay)").hashCode(), inner.hashCode());
      assertNotEquals(VariantType.STRING, VariantType.BYTE);
      assertNotEquals(VariantType.of("as"), VariantType.of("ay"));
      assertSame(VariantType.STRING, VariantType.of("s"));
    }
  }
}
