// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class VariantProperties {
  @Property
  void whatIsBuiltIsNormal(@ForAll long seed) {
    Variant built = value(new Generator(new SplittableRandom(seed)));
    Variant read = Variant.of(built.type(), built.bytes());
    assertTrue(built.isNormal());
    assertTrue(read.isNormal());
    assertEquals(built, read);
    assertEquals(built.hashCode(), read.hashCode());
  }

  @Property
  void whatIsReadAndRebuiltIsTheSame(@ForAll long seed) {
    Variant built = value(new Generator(new SplittableRandom(seed)));
    assertArrayEquals(built.bytes(), Normaliser.rebuild(built).bytes());
  }

  @Property
  void whatIsPrintedReadsBack(@ForAll long seed) throws VariantParseException {
    Variant value = value(new Generator(new SplittableRandom(seed)));
    String text = value.print(Annotation.FULL);
    assertEquals(text, Variant.parse(text).print(Annotation.FULL));
    assertEquals(value.type(), Variant.parse(text).type());
    assertEquals(value.print(), Variant.parse(value.type(), value.print()).print());
  }

  @Property
  void anyBytesCanBeRead(@ForAll long seed) throws VariantParseException {
    var random = new SplittableRandom(seed);
    var generator = new Generator(random);
    VariantType type = VariantType.of(generator.type());
    byte[] bytes =
        random.nextBoolean()
            ? generator.random(random.nextInt(200))
            : generator.damaged(generator.value(type).bytes());
    Variant value = Variant.of(type, bytes);
    Variant normal = value.normalized();
    assertTrue(Variant.of(type, normal.bytes()).isNormal());
    assertEquals(value.print(), normal.print());
    assertEquals(value, value.byteswapped().byteswapped());
  }

  @Property
  void memoryReadsLikeAnArray(@ForAll long seed) {
    var generator = new Generator(new SplittableRandom(seed));
    VariantType type = VariantType.of(generator.type());
    byte[] bytes = generator.damaged(generator.value(type).bytes());
    Variant memory = Variant.of(type, MemorySegment.ofArray(bytes).asReadOnly());
    Variant array = Variant.of(type, bytes);
    assertEquals(array.print(), memory.print());
    assertEquals(array.isNormal(), memory.isNormal());
    assertArrayEquals(array.bytes(), memory.bytes());
  }

  @Property
  void anyTextParsesOrIsRefused(@ForAll String text, @ForAll long seed) {
    var generator = new Generator(new SplittableRandom(seed));
    parse(text);
    parse(generator.text());
    parse(generator.numeral());
    parse("'" + text + "'");
  }

  private static void parse(String text) {
    try {
      assertTrue(Variant.parse(text).isNormal());
    } catch (VariantParseException e) {
      assertTrue(Character.isDigit(e.getMessage().charAt(0)), e.getMessage());
    }
  }

  @Property
  void anyNameIsKept(@ForAll byte[] name) {
    for (int i = 0; i < name.length; i++) {
      name[i] = name[i] == 0 ? 1 : name[i];
    }
    Variant value = Variant.bytes(Arrays.copyOf(name, name.length + 1));
    assertArrayEquals(value.bytes(), Variant.byteString(value.asByteString()).bytes());
  }

  private static Variant value(Generator generator) {
    return generator.value(VariantType.of(generator.type()));
  }
}
