// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Compares every answer with that of the real GLib, over values and bytes made by chance. The
/// seed is fixed, or given as the system property `seed`; each failure tells all that is needed
/// to repeat it.
class GlibInteropIT {
  private static final int QUICK = 5_000;
  private static final int THOROUGH = 100_000;
  private static final long SEED = Long.getLong("seed", 20_240_102L);

  private static final Pattern NO_CHARACTER = Pattern.compile("\\\\(u[dD][89a-fA-F]|U(?!000))");

  private static GLib glib;

  @BeforeAll
  static void findGlib() {
    glib = GLib.require();
  }

  @Test
  void readsAsGlibDoes() {
    compareReading(QUICK, SEED);
  }

  @Test
  @Tag("slow")
  void readsAsGlibDoesThoroughly() {
    compareReading(THOROUGH, SEED + 1);
  }

  @Test
  void knowsTheSameTypes() {
    var random = new SplittableRandom(SEED);
    var generator = new Generator(random);
    for (int i = 0; i < QUICK; i++) {
      String text = random.nextBoolean() ? generator.letters("(){}amsybv") : generator.type();
      assertEquals(glib.isType(text), VariantType.isValid(text), text);
    }
    for (int depth = 126; depth < 131; depth++) {
      for (String text : List.of("a".repeat(depth) + "y", "(".repeat(depth) + ")".repeat(depth))) {
        assertEquals(glib.isType(text), VariantType.isValid(text), text);
      }
    }
  }

  @Test
  void ordersDictionariesAlike() {
    var random = new SplittableRandom(SEED);
    for (int count = 0; count < 400; count++) {
      VariantDict dict = VariantDict.empty();
      for (int i = 0; i < count; i++) {
        String key = (random.nextBoolean() ? "ostree.é" : "k") + random.nextInt(10_000);
        dict.put(key, key);
      }
      byte[] expected = glib.dictionary(List.copyOf(dict.keys()));
      assertArrayEquals(expected, dict.orderAsGlib().toVariant().bytes(), "of " + count);
    }
  }

  @Test
  void knowsTheSamePathsAndSignatures() {
    var generator = new Generator(new SplittableRandom(SEED));
    for (int i = 0; i < QUICK; i++) {
      String path = "/" + generator.letters("/a_Z9-");
      compareReading("o", (path + "\0").getBytes(StandardCharsets.UTF_8));
      compareReading(
          "g", (generator.letters("(){}amsybv") + "\0").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void draws128LevelsAsTheLimit() {
    for (int levels = 120; levels < 136; levels++) {
      String opening = "<".repeat(levels);
      compareParsing("", opening + "1" + ">".repeat(levels));
      compareParsing("", "[".repeat(levels) + "1" + "]".repeat(levels));
      compareReading("v", nested(levels, "v", new byte[] {5}, "y"));
      compareReading("v", nested(levels, "v", new byte[0], "aaay"));
      // GLib ends the program when asked for the child of a deeper array.
      compareReading("a".repeat(Math.min(levels, 127)) + "y", new byte[levels - 120]);
    }
  }

  /// Bytes of variants in variants.
  private static byte[] nested(int levels, String around, byte[] inner, String innerType) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(inner);
    out.writeBytes(("\0" + innerType).getBytes(StandardCharsets.UTF_8));
    for (int i = 1; i < levels; i++) {
      out.writeBytes(("\0" + around).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void escapesTheSameCharacters() {
    for (int point = 1; point < 0x800; point++) {
      if (Character.isDefined(point)) {
        byte[] bytes = (Character.toString(point) + "\0").getBytes(StandardCharsets.UTF_8);
        compareReading("s", bytes);
      }
    }
  }

  @Test
  void parsesAsGlibDoes() {
    compareParsing(QUICK, SEED + 2);
  }

  @Test
  @Tag("slow")
  void parsesAsGlibDoesThoroughly() {
    compareParsing(THOROUGH, SEED + 3);
  }

  @Test
  void refusesWhatIsPrintedForTheSmallestNumbers() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 100; i++) {
      double smallest = Double.longBitsToDouble(random.nextLong(1, 1L << 52));
      String text = Variant.float64(smallest).print();
      assertTrue(glib.parse("", text).type().isEmpty(), text);
      compareParsing("", text);
    }
    compareParsing("", Variant.float64(Double.MIN_NORMAL).print());
  }

  private static void compareParsing(int rounds, long seed) {
    var random = new SplittableRandom(seed);
    var generator = new Generator(random);
    for (int i = 0; i < rounds; i++) {
      VariantType type = VariantType.of(generator.type());
      Variant value = generator.value(type);
      String text = value.print(i % 2 == 0 ? Annotation.FULL : Annotation.NONE);
      String wanted = random.nextInt(3) == 0 ? type.text() : "";
      compareParsing(wanted, i % 3 == 0 ? text : generator.damaged(text));
      compareParsing(random.nextInt(4) == 0 ? "d" : "", generator.numeral());
      compareParsing("", generator.text());
    }
  }

  private static void compareParsing(String type, String text) {
    GLib.Parsed wanted = glib.parse(type, text);
    if (wanted.message().endsWith("nested too deeply")) {
      // GLib gives a position which is a difference to a null pointer.
      assertThrows(VariantParseException.class, () -> Variant.parse(text));
      return;
    }
    if (NO_CHARACTER.matcher(text).find()) {
      // GLib takes escapes which are no Unicode for characters, and trips over them later or never.
      return;
    }
    String where = "type " + type + ", text " + text;
    try {
      Variant value =
          type.isEmpty() ? Variant.parse(text) : Variant.parse(VariantType.of(type), text);
      assertEquals(wanted.type().orElse(wanted.message()), value.type().text(), where);
      assertArrayEquals(wanted.bytes(), value.bytes(), where);
    } catch (VariantParseException e) {
      assertEquals(wanted.message(), e.getMessage(), where + " of type " + wanted.type());
    } catch (RuntimeException e) {
      fail(where, e);
    }
  }

  private static void compareReading(int rounds, long seed) {
    var random = new SplittableRandom(seed);
    var generator = new Generator(random);
    int compared = 0;
    for (int i = 0; i < rounds; i++) {
      String type = generator.type();
      VariantType parsed = VariantType.of(type);
      byte[] bytes =
          i % 5 == 0 ? generator.random(random.nextInt(40)) : generator.value(parsed).bytes();
      compared += compareReading(type, i % 5 < 2 ? bytes : generator.damaged(bytes)) ? 1 : 0;
    }
    assertTrue(compared > rounds * 9 / 10, "only " + compared + " of " + rounds + " compared");
  }

  /// Answers whether all was compared.
  private static boolean compareReading(String type, byte[] bytes) {
    GLib.Reading wanted = glib.read(type, bytes);
    String where = "type " + type + ", bytes " + HexFormat.of().formatHex(bytes);
    try {
      Variant value = Variant.of(VariantType.of(type), bytes);
      assertEquals(wanted.normal(), value.isNormal(), where);
      if (isMisread(value)) {
        return false;
      }
      if (isSettled(wanted.plain()) && isSettled(value.print())) {
        assertEquals(wanted.plain(), value.print(), where);
        assertEquals(wanted.annotated(), value.print(Annotation.FULL), where);
      }
      assertArrayEquals(wanted.normalBytes(), value.normalized().bytes(), where);
      assertArrayEquals(glib.byteswapped(type, bytes), value.byteswapped().bytes(), where);
      return true;
    } catch (RuntimeException e) {
      return fail(where, e);
    }
  }

  /// Whether all characters are printable in each version of Unicode, which the two may know
  /// different ones of.
  private static boolean isSettled(String text) {
    return text.codePoints().allMatch(point -> point < 0x800 || point == 0x1f600);
  }

  /// Whether there is a tuple inside whose first member lies outside the tuple. GLib then misses
  /// that the order is broken and reads the other members, even from bytes which they share.
  private static boolean isMisread(Variant value) {
    char kind = value.type().kind();
    if ("am({v".indexOf(kind) < 0) {
      return false;
    }
    if ("({".indexOf(kind) >= 0 && !value.isAbsent() && value.ordered() < 0) {
      return true;
    }
    for (int i = 0; i < value.count(); i++) {
      if (isMisread(value.child(i))) {
        return true;
      }
    }
    return false;
  }
}
