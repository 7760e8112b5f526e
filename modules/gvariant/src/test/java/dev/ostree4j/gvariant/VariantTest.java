// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VariantTest {
  private static final VariantType HEADER = VariantType.of("(uuuusa(ayay))");
  private static final VariantType DIRTREE = VariantType.of("(a(say)a(sayay))");

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  static Variant of(String type, String hex) {
    return Variant.of(VariantType.of(type), hex(hex));
  }

  private static Variant bigEndian(int value) {
    return Variant.uint32(Integer.reverseBytes(value));
  }

  private static Variant xattr(String name, String value) {
    return Variant.tuple(Variant.byteString(name), Variant.bytes(value.getBytes()));
  }

  @Nested
  class WorkedExamples {
    @Test
    void regularFileHeader() {
      Variant header =
          Variant.tuple(
              bigEndian(0),
              bigEndian(0),
              bigEndian(0100644),
              bigEndian(0),
              Variant.string(""),
              Variant.array(VariantType.of("(ayay)"), List.of()));
      assertEquals(HEADER, header.type());
      assertArrayEquals(hex("00000000 00000000 000081a4 00000000 00 11"), header.bytes());
    }

    @Test
    void symlinkHeader() {
      Variant header = of("(uuuusa(ayay))", "00000000 00000000 0000a1ff 00000000 612e74787400 16");
      assertTrue(header.isNormal());
      assertEquals("a.txt", header.child(4).asString());
      assertEquals(0xa1ff, Integer.reverseBytes(header.child(2).asInt()));
      assertEquals(0, header.child(5).count());
    }

    @Test
    void headerWithTwoXattrs() {
      Variant header =
          Variant.tuple(
              bigEndian(0),
              bigEndian(0),
              bigEndian(0100644),
              bigEndian(0),
              Variant.string(""),
              Variant.array(
                  VariantType.of("(ayay)"),
                  List.of(xattr("user.aa", "22"), xattr("user.zz", "1"))));
      assertArrayEquals(
          hex(
              "00000000 00000000 000081a4 00000000 00 757365722e616100 3232 08"
                  + "757365722e7a7a00 31 08 0b 15 11"),
          header.bytes());
      assertEquals("user.zz", header.child(5).child(1).child(0).asByteString());
    }

    @Test
    void archiveHeader() {
      Variant header =
          of("(tuuuusa(ayay))", "0000000000000006 00000000 00000000 000081a4 00000000 00 19");
      assertTrue(header.isNormal());
      assertEquals(6, Long.reverseBytes(header.child(0).asLong()));
    }

    @Test
    void bareUserAttributeHasNoOffset() {
      Variant attribute =
          of(
              "(uuua(ayay))",
              "0000000000000000 000081a4 757365722e6161003232 08 757365722e7a7a0031 08 0b15");
      assertTrue(attribute.isNormal());
      assertEquals(2, attribute.child(3).count());
      assertEquals("user.aa", attribute.child(3).child(0).child(0).asByteString());
    }

    @Test
    void dirmeta() {
      Variant dirmeta =
          Variant.tuple(
              bigEndian(0),
              bigEndian(0),
              bigEndian(040755),
              Variant.array(VariantType.of("(ayay)"), List.of()));
      assertArrayEquals(hex("00000000 00000000 000041ed"), dirmeta.bytes());
    }

    @Test
    void dirtreeWithOneFile() {
      var checksum = new byte[32];
      Arrays.fill(checksum, (byte) 0xab);
      Variant file = Variant.tuple(Variant.string("empty"), Variant.bytes(checksum));
      Variant tree =
          Variant.tuple(
              Variant.array(file.type(), List.of(file)),
              Variant.array(VariantType.of("(sayay)"), List.of()));
      assertEquals(DIRTREE, tree.type());
      assertArrayEquals(hex("656d70747900" + "ab".repeat(32) + "06 27 28"), tree.bytes());
      assertEquals(41, tree.sizeBytes());
    }

    @Test
    void emptyDirtreeIsOneZero() {
      Variant tree = of("(a(say)a(sayay))", "00");
      assertTrue(tree.isNormal());
      assertEquals(0, tree.child(0).count());
      assertEquals(0, tree.child(1).count());
    }

    @Test
    void arrayOfOneEmptyXattrSetIsOneZero() {
      VariantType set = VariantType.of("a(ayay)");
      Variant table = Variant.array(set, List.of(Variant.array(set.element(), List.of())));
      assertArrayEquals(hex("00"), table.bytes());
      assertEquals(1, Variant.of(VariantType.of("aa(ayay)"), table.bytes()).count());
    }

    @Test
    void tombstoneDictionary() {
      String digits = "ab".repeat(32);
      Variant tombstone = VariantDict.empty().put("commit", Variant.byteString(digits)).toVariant();
      assertArrayEquals(
          hex("636f6d6d697400 00" + "6162".repeat(32) + "00 00 6179 07 4d"), tombstone.bytes());
      assertEquals(digits, tombstone.find("commit").orElseThrow().asByteString());
    }

    @Test
    void commitOf436BytesHasTwoByteOffsetsInReverse() {
      byte[] offsets = hex("8801 5b01 5701 5201 5201 5201");
      var bytes = new byte[436];
      // The metadata: one entry whose value is filled with zeros up to 0x152.
      byte[] dict =
          VariantDict.empty().put("k", Variant.bytes(new byte[0x152 - 15])).toVariant().bytes();
      System.arraycopy(dict, 0, bytes, 0, dict.length);
      System.arraycopy(hex("7375626a00 626f6400"), 0, bytes, 0x152, 9);
      System.arraycopy(hex("0000000065937d25"), 0, bytes, 0x160, 8);
      System.arraycopy(offsets, 0, bytes, 424, 12);
      Variant commit = Variant.of(VariantType.of("(a{sv}aya(say)sstayay)"), bytes);
      assertEquals("subj", commit.child(3).asString());
      assertEquals("bod", commit.child(4).asString());
      assertEquals(0x65937d25L, Long.reverseBytes(commit.child(5).asLong()));
      assertEquals(32, commit.child(6).sizeBytes());
      assertEquals(32, commit.child(7).sizeBytes());
    }
  }

  @Nested
  class Building {
    @Test
    void fixedTupleIsPaddedAtItsEnd() {
      Variant pair = Variant.tuple(Variant.uint32(1), Variant.byteOf((byte) 2));
      assertArrayEquals(hex("01000000 02 000000"), pair.bytes());
      assertTrue(pair.isNormal());
    }

    @Test
    void unitIsOneZero() {
      assertArrayEquals(hex("00"), Variant.tuple().bytes());
    }

    @Test
    void maybes() {
      assertArrayEquals(hex(""), Variant.nothing(VariantType.STRING).bytes());
      assertArrayEquals(hex("6100 00"), Variant.just(Variant.string("a")).bytes());
      assertArrayEquals(hex("05000000"), Variant.just(Variant.uint32(5)).bytes());
      assertEquals(Optional.of(Variant.string("a")), Variant.just(Variant.string("a")).asMaybe());
    }

    @Test
    void offsetsGrowWithTheWholeContainer() {
      // 254 bytes and one offset are 255: still one byte wide; one byte more needs two.
      Variant small = Variant.strings(List.of("x".repeat(253)));
      assertEquals(255, small.sizeBytes());
      Variant large = Variant.strings(List.of("x".repeat(254)));
      assertEquals(257, large.sizeBytes());
      assertTrue(Variant.of(VariantType.STRINGS, large.bytes()).isNormal());
      Variant huge = Variant.strings(List.of("x".repeat(65532), ""));
      assertEquals(65534 + 8, huge.sizeBytes());
      assertTrue(Variant.of(VariantType.STRINGS, huge.bytes()).isNormal());
    }

    @Test
    void refusesTextWhichCannotBeRead() {
      assertThrows(IllegalArgumentException.class, () -> Variant.string("a\0b"));
      assertThrows(IllegalArgumentException.class, () -> Variant.string("\ud800"));
      assertThrows(IllegalArgumentException.class, () -> Variant.objectPath("a"));
      assertThrows(IllegalArgumentException.class, () -> Variant.signature("a"));
    }

    @Test
    void refusesAnElementOfAnotherType() {
      assertThrows(
          IllegalArgumentException.class,
          () -> Variant.array(VariantType.STRING, List.of(Variant.int32(1))));
    }

    @Test
    void refusesAContainerAsKey() {
      assertThrows(
          IllegalArgumentException.class,
          () -> Variant.dictEntry(Variant.tuple(), Variant.int32(1)));
    }

    @Test
    void copiesAMalformedChildInNormalForm() {
      Variant list = Variant.array(VariantType.BOOLEAN, List.of(of("b", "02")));
      assertArrayEquals(hex("01"), list.bytes());
      assertTrue(list.isNormal());
    }

    @Test
    void nestingTooDeepIsNotNormal() {
      Variant value = Variant.byteOf((byte) 1);
      for (int i = 0; i < 126; i++) {
        value = Variant.variant(value);
      }
      assertEquals(Variant.of(value.type(), value.bytes()).isNormal(), value.isNormal());
      Variant deeper = Variant.variant(Variant.variant(Variant.variant(value)));
      assertFalse(deeper.isNormal());
      assertFalse(Variant.of(deeper.type(), deeper.bytes()).isNormal());
    }
  }

  @Nested
  class Reading {
    @Test
    void wrongAccessorIsRefused() {
      Variant number = Variant.uint32(5);
      assertThrows(IllegalStateException.class, number::asString);
      assertThrows(IllegalStateException.class, number::asLong);
      assertThrows(IllegalStateException.class, number::count);
      assertThrows(IllegalStateException.class, () -> number.find("a"));
    }

    @Test
    void childrenOutsideAreRefused() {
      assertThrows(IndexOutOfBoundsException.class, () -> of("as", "").child(0));
      assertThrows(IndexOutOfBoundsException.class, () -> of("(y)", "05").child(-1));
    }

    @Test
    void findsByKeyAndType() {
      Variant dict = VariantDict.empty().put("a", "x").put("b", Variant.uint32(7)).toVariant();
      assertEquals("x", dict.find("a").orElseThrow().asString());
      assertEquals(Optional.empty(), dict.find("c"));
      assertEquals(Optional.empty(), dict.find("b", VariantType.STRING));
      assertEquals(7, dict.find("b", VariantType.UINT32).orElseThrow().asInt());
    }

    @Test
    void byteStringsKeepBytesThatAreNoText() {
      Variant name = of("ay", "61ff62c300");
      assertEquals("a\udcffb\udcc3", name.asByteString());
      assertArrayEquals(name.bytes(), Variant.byteString(name.asByteString()).bytes());
    }

    @Test
    void unalignedMemoryReadsTheSame() {
      byte[] bytes =
          Variant.tuple(Variant.uint64(0x1122334455667788L), Variant.string("é")).bytes();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment shifted = arena.allocate(bytes.length + 1L).asSlice(1);
        MemorySegment.copy(bytes, 0, shifted, ValueLayout.JAVA_BYTE, 0, bytes.length);
        Variant value = Variant.of(VariantType.of("(ts)"), shifted);
        assertEquals(0x1122334455667788L, value.child(0).asLong());
        assertEquals("é", value.child(1).asString());
        assertTrue(value.isNormal());
      }
    }

    @Test
    void aSliceOfAnArrayIsReadInPlace() {
      byte[] bytes = hex("ff 6100 02 ff");
      MemorySegment slice = MemorySegment.ofArray(bytes).asSlice(1, 3);
      Variant list = Variant.of(VariantType.STRINGS, slice);
      assertEquals(List.of("a"), list.asStrings());
      assertEquals(0, list.child(0).segment().byteSize() - 2);
      assertArrayEquals(hex("610002"), list.bytes());
    }
  }

  @Nested
  class Equality {
    @Test
    void countsTypeAndNormalBytes() {
      assertEquals(of("b", "01"), of("b", "02"));
      assertEquals(of("b", "01").hashCode(), of("b", "02").hashCode());
      assertNotEquals(Variant.int32(1), Variant.uint32(1));
    }
  }

  @Nested
  class Swapping {
    @Test
    void turnsNumbersNotOffsets() {
      Variant value =
          Variant.tuple(Variant.string("ab"), Variant.uint32(0x01020304), Variant.int16((short) 5));
      Variant swapped = value.byteswapped();
      assertEquals(0x04030201, swapped.child(1).asInt());
      assertEquals(0x0500, swapped.child(2).asShort());
      assertEquals("ab", swapped.child(0).asString());
      assertEquals(value, swapped.byteswapped());
    }

    @Test
    void reachesThroughVariants() {
      Variant dict = VariantDict.empty().put("k", Variant.uint64(1)).toVariant();
      assertEquals(1L << 56, dict.byteswapped().find("k").orElseThrow().asLong());
    }
  }
}
