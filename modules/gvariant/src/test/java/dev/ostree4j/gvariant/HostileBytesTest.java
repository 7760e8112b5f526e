// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static dev.ostree4j.gvariant.VariantTest.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Nested
  class NotNormal {
    @Test
    void booleanOfTwo() {
      assertFalse(of("b", "02").isNormal());
      assertTrue(of("b", "02").asBoolean());
    }

    @Test
    void stringWithoutItsNul() {
      assertFalse(of("s", "6162").isNormal());
      assertEquals("", of("s", "6162").asString());
      assertEquals("", of("s", "").asString());
    }

    @Test
    void stringWithTwoNuls() {
      assertFalse(of("s", "610000").isNormal());
      assertEquals("", of("s", "610062 00").asString());
    }

    @Test
    void stringWhichIsNoUtf8() {
      for (String bytes : List.of("ff00", "c08000", "eda08000", "f490808000", "c300", "e28200")) {
        assertFalse(of("s", bytes).isNormal(), bytes);
        assertEquals("", of("s", bytes).asString(), bytes);
      }
    }

    @Test
    void malformedPathsAndSignatures() {
      assertEquals("/", of("o", "2f2f00").asString());
      assertEquals("/", of("o", "2f612f00").asString());
      assertEquals("", of("g", "6100").asString());
    }

    @Test
    void paddingWhichIsNotZero() {
      assertTrue(of("(yu)", "01000000 02000000").isNormal());
      assertFalse(of("(yu)", "01000100 02000000").isNormal());
      assertFalse(of("(uy)", "01000000 02000001").isNormal());
    }

    @Test
    void fixedSizeOfAnotherLength() {
      for (String bytes : List.of("", "010203", "0102030405")) {
        assertFalse(of("u", bytes).isNormal());
        assertEquals(0, of("u", bytes).asInt());
        assertEquals(4, of("u", bytes).sizeBytes());
      }
    }

    @Test
    void arrayWithARest() {
      assertEquals(0, of("au", "0100000002").count());
      assertFalse(of("au", "0100000002").isNormal());
    }

    @Test
    void offsetsWiderThanNeeded() {
      // The same list, its offset in one byte and, far too long, in two.
      var wide = new byte[258];
      Arrays.fill(wide, 0, 252, (byte) 'a');
      wide[256] = (byte) 253;
      assertFalse(Variant.of(VariantType.STRINGS, wide).isNormal());
    }

    @Test
    void offsetsOutOfOrder() {
      Variant list = of("as", "6100 6200 04 02 04");
      assertFalse(list.isNormal());
      assertEquals(List.of("", "", ""), list.asStrings().stream().map(s -> "").toList());
      assertEquals("", list.child(2).asString());
    }

    @Test
    void offsetsBeyondTheEnd() {
      Variant list = of("as", "6100 6200 ff 04");
      assertFalse(list.isNormal());
      assertEquals(List.of("", ""), list.asStrings());
      assertEquals(0, of("as", "6100 ff").count());
    }

    @Test
    void surplusBytesInATuple() {
      assertFalse(of("(ss)", "6100 6200 00 02").isNormal());
      assertTrue(of("(ss)", "6100 6200 02").isNormal());
    }

    @Test
    void truncatedTuple() {
      Variant tuple = of("(uuuusa(ayay))", "00000000 0000");
      assertFalse(tuple.isNormal());
      assertEquals("(0, 0, 0, 0, '', [])", tuple.print());
    }

    @Test
    void variantWithoutAType() {
      for (String bytes : List.of("", "00", "0500", "05007a", "0500 61", "050073")) {
        Variant value = of("v", bytes);
        assertFalse(value.isNormal(), bytes);
      }
      assertEquals("<()>", of("v", "0500").print());
      assertEquals("<byte 0x05>", of("v", "050079").print());
    }
  }

  @Nested
  class Bounded {
    @Test
    void variantsInVariantsEndAtTheLimit() {
      Variant value = Variant.of(VariantType.VARIANT, nested(100_000));
      assertFalse(value.isNormal());
      assertTrue(value.print().length() < 1000);
      assertTrue(value.normalized().sizeBytes() < 1000);
    }

    @Test
    void nestedMaybesAndArraysEndAtTheLimit() {
      VariantType deep = VariantType.of("am".repeat(64) + "y");
      Variant value = Variant.of(deep, new byte[300]);
      assertFalse(value.isNormal());
      assertTrue(value.print().length() < 100_000);
    }

    @Test
    void checkingTakesOnePass() {
      var bytes = new byte[1 << 22];
      assertTimeout(SOON, () -> Variant.of(VariantType.of("aas"), bytes).isNormal());
      assertTimeout(SOON, () -> Variant.of(VariantType.of("av"), bytes).isNormal());
      assertTimeout(SOON, () -> Variant.of(VariantType.of("a(sayay)"), bytes).isNormal());
    }

    @Test
    void unorderedOffsetsAreSearchedOnce() {
      // All ends are 0 but the second, so each later child asks whether to believe its place.
      var bytes = new byte[250_000];
      bytes[4] = 1;
      Variant list = Variant.of(VariantType.STRINGS, bytes);
      assertTimeout(SOON, list::asStrings);
    }

    @Test
    void sharedBytesDoNotMultiply() {
      // Each level tells two variants to lie at the same place; believed, 60 levels would unfold to
      // 2⁶⁰ values.
      byte[] inner = "\5\0y".getBytes(StandardCharsets.US_ASCII);
      for (int level = 0; level < 60; level++) {
        inner = twice(inner);
      }
      Variant value = Variant.of(VariantType.VARIANT, inner);
      assertFalse(value.isNormal());
      assertTimeout(SOON, () -> value.normalized());
      assertTimeout(SOON, () -> value.print());
    }

    /// A variant of `(svvvv)` whose second and fourth `v` share the bytes `inner`.
    private byte[] twice(byte[] inner) {
      var out = new ByteArrayOutputStream();
      out.writeBytes(inner);
      int end = inner.length;
      int width = end + 16 <= 255 ? 1 : 2;
      // In reverse: third, second, first v, then the string, which lies outside.
      for (int offset : new int[] {0, end, 0, 0xffff}) {
        out.write(offset);
        if (width == 2) {
          out.write(offset >>> 8);
        }
      }
      out.writeBytes("\0(svvvv)".getBytes(StandardCharsets.US_ASCII));
      return out.toByteArray();
    }

    @Test
    void aTypeOfMillionsOfLettersIsNone() {
      byte[] bytes = ("\5\0(" + "(y)".repeat(1_000_000) + ")").getBytes(StandardCharsets.US_ASCII);
      assertEquals("<()>", Variant.of(VariantType.VARIANT, bytes).print());
    }

    private byte[] nested(int levels) {
      var out = new ByteArrayOutputStream();
      out.writeBytes("\5\0y".getBytes(StandardCharsets.US_ASCII));
      for (int i = 1; i < levels; i++) {
        out.writeBytes("\0v".getBytes(StandardCharsets.US_ASCII));
      }
      return out.toByteArray();
    }
  }
}
