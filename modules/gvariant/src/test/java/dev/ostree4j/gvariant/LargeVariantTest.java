// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is large is put together only when somebody looks into it.
class LargeVariantTest {
  private static final int LARGE_BYTES = 3 << 20;

  private final byte[] content = new byte[LARGE_BYTES];
  private int opened;

  LargeVariantTest() {
    new Random(1).nextBytes(content);
  }

  private Variant deferred() {
    return Variant.deferred(
        VariantType.BYTES,
        content.length,
        () -> {
          opened++;
          return new ByteArrayInputStream(content);
        });
  }

  /// `('name', <content>, uint32 7, {'large': <content>}, uint64 9)`, twice in an array.
  private static Variant nested(Variant content) {
    Variant dict = VariantDict.empty().put("large", content).put("small", "text").toVariant();
    Variant one =
        Variant.tuple(
            Variant.string("name"),
            Variant.variant(content),
            Variant.uint32(7),
            dict,
            Variant.uint64(9));
    return Variant.array(one.type(), List.of(one, one));
  }

  private static byte[] written(Variant value) throws IOException {
    var out = new ByteArrayOutputStream();
    value.writeTo(out);
    return out.toByteArray();
  }

  /// Every way to the bytes gives the same, and they are read as what was put in.
  private void assertWhole(Variant value) throws IOException {
    byte[] written = written(value);
    assertEquals(value.sizeBytes(), written.length);
    // Into memory that had something else in it, before anything was gathered.
    byte[] shifted = new byte[written.length + 3];
    Arrays.fill(shifted, (byte) -1);
    value.copyTo(shifted, 3);
    assertEquals(
        -1, MemorySegment.ofArray(shifted).asSlice(3).mismatch(MemorySegment.ofArray(written)));
    assertArrayEquals(written, value.bytes());
    assertArrayEquals(written, value.segment().toArray(ValueLayout.JAVA_BYTE));
    // Once more: what was looked into is written from where it was gathered.
    assertArrayEquals(written, written(value));
    Variant read = Variant.of(value.type(), written);
    assertTrue(read.isNormal());
    assertEquals(value, read);
    for (int i = 0; i < 2; i++) {
      Variant one = read.child(i);
      assertArrayEquals(content, one.child(1).asVariant().asBytes());
      assertEquals(7, one.child(2).asInt());
      assertArrayEquals(content, one.child(3).find("large").orElseThrow().asBytes());
      assertEquals("text", one.child(3).find("small").orElseThrow().asString());
      assertEquals(9, one.child(4).asLong());
      assertArrayEquals(content, value.child(i).child(1).asVariant().asBytes());
    }
  }

  @Test
  void valuesInsideAreNotCopiedButReadAsIfTheyWere() throws IOException {
    assertWhole(nested(Variant.bytes(content)));
  }

  @Test
  void valuesOutsideOfTheHeapAreWrittenFromThere() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(content.length);
      MemorySegment.copy(content, 0, memory, ValueLayout.JAVA_BYTE, 0, content.length);
      assertWhole(nested(Variant.of(VariantType.BYTES, memory)));
    }
  }

  @Test
  void deferredValuesAreReadWhenTheyAreWanted() throws IOException {
    Variant value = nested(deferred());
    assertEquals(0, opened);
    assertTrue(value.isNormal());
    value.writeTo(OutputStream.nullOutputStream());
    assertEquals(4, opened, "each is written once");
    assertWhole(value);
  }

  @Test
  void deferredValuesMayBeSmall() throws IOException {
    Variant value =
        Variant.deferred(
            VariantType.BYTES,
            3,
            () -> {
              opened++;
              return new ByteArrayInputStream(new byte[3]);
            });
    Variant pair = Variant.tuple(value, Variant.string("x"));
    Variant.array(pair.type(), List.of(pair, pair)).writeTo(OutputStream.nullOutputStream());
    assertEquals(2, opened, "many of them are no less than a large one");
    assertEquals(Variant.tuple(Variant.bytes(new byte[3]), Variant.string("x")), pair);
  }

  @Test
  void anotherNumberOfBytesIsNoticed() {
    for (int size : new int[] {LARGE_BYTES - 1, LARGE_BYTES + 1}) {
      Variant value =
          Variant.deferred(VariantType.BYTES, size, () -> new ByteArrayInputStream(content));
      assertThrows(EOFException.class, () -> value.writeTo(OutputStream.nullOutputStream()));
      assertThrows(UncheckedIOException.class, value::bytes);
    }
  }

  @Test
  void typesThatDoNotTellTheirDepthAreRefused() {
    VariantSource none = InputStream::nullInputStream;
    for (String type : List.of("v", "av", "u", "(uu)")) {
      VariantType wanted = VariantType.of(type);
      assertThrows(IllegalArgumentException.class, () -> Variant.deferred(wanted, 0, none));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Variant.deferred(VariantType.BYTES, Integer.MAX_VALUE, none));
  }
}
