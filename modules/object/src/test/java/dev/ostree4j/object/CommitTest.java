// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommitTest {
  private static final Checksum TREE = Hexes.checksum('a');
  private static final Checksum META = Hexes.checksum('b');

  private static Commit full() {
    return Commit.of(TREE, META, 0x65937d25L)
        .withSubject("subj")
        .withBody("bod")
        .withParent(Hexes.checksum('c'))
        .withMetadata(
            VariantDict.empty()
                .put("version", "42.1")
                .put("ostree.ref-binding", Variant.strings(List.of("a", "b/c")))
                .put("ostree.collection-binding", "org.example.Os")
                .toVariant());
  }

  /// A commit whose members may be wrong, through the general module.
  private static byte[] forged(byte[] parent, byte[] tree, byte[] meta, List<Variant> related) {
    return Variant.tuple(
            VariantDict.empty().toVariant(),
            Variant.bytes(parent),
            Variant.array(VariantType.of("(say)"), related),
            Variant.string(""),
            Variant.string(""),
            Variant.uint64(0),
            Variant.bytes(tree),
            Variant.bytes(meta))
        .bytes();
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(ObjectFormatException.class, () -> Commit.parse(bytes)).getMessage();
  }

  @Nested
  class Golden {
    @Test
    void theTimeIsBigEndianAndOffsetsAreLastToFirst() {
      byte[] bytes = Commit.of(TREE, META, 0x65937d25L).withSubject("subj").withBody("bod").bytes();
      String expected =
          "7375626a00 626f6400" // subject, body; metadata, parent and related are empty
              + "00".repeat(7) // the time is aligned to 8
              + "0000000065937d25"
              + "aa".repeat(32)
              + "bb".repeat(32)
              + "38 09 05 00 00 00";
      assertArrayEquals(Hexes.bytes(expected), bytes);
    }

    @Test
    void theContentChecksumIsThatOfBothRoots() {
      var tree = Checksum.parse("44f778e59f0a4748d6b0c90a47347212a231c4ad1e8f7ea5c5dffc7749153a6b");
      byte[] both = Arrays.copyOf(tree.bytes(), 64);
      META.copyTo(both, 32);
      assertEquals(Checksum.ofContent(both), Commit.of(tree, META, 1).contentChecksum());
    }
  }

  @Nested
  class Reading {
    @Test
    void givesBackEachMember() throws ObjectFormatException {
      var commit = Commit.parse(full().bytes());
      assertEquals("subj", commit.subject());
      assertEquals("bod", commit.body());
      assertEquals(Hexes.checksum('c'), commit.parent().orElseThrow());
      assertEquals(0x65937d25L, commit.timestampSeconds());
      assertEquals(TREE, commit.rootTree());
      assertEquals(META, commit.rootMeta());
      assertEquals("42.1", commit.version().orElseThrow());
      assertEquals(List.of("a", "b/c"), commit.refBindings());
      assertEquals("org.example.Os", commit.collectionBinding().orElseThrow());
      assertEquals(full(), commit);
    }

    @Test
    void keepsTheBytes() throws ObjectFormatException {
      byte[] bytes = full().bytes();
      var commit = Commit.parse(bytes);
      byte[] before = bytes.clone();
      Arrays.fill(bytes, (byte) 0);
      assertArrayEquals(before, commit.bytes());
      assertEquals(Checksum.ofContent(before), commit.checksum());
    }

    @Test
    void keepsRelatedObjects() throws ObjectFormatException {
      var related = Variant.tuple(Variant.string("x"), Variant.bytes(META.bytes()));
      byte[] bytes = forged(new byte[0], TREE.bytes(), META.bytes(), List.of(related));
      var commit = Commit.parse(bytes);
      assertEquals(List.of(new Commit.RelatedObject("x", META)), commit.related());
      assertArrayEquals(bytes, commit.bytes());
    }

    @Test
    void ignoresMetadataOfOtherTypes() {
      var odd =
          VariantDict.empty()
              .put("version", Variant.uint32(1))
              .put("ostree.ref-binding", "main")
              .toVariant();
      var commit = Commit.of(TREE, META, 0).withMetadata(odd);
      assertTrue(commit.version().isEmpty());
      assertTrue(commit.refBindings().isEmpty());
      assertFalse(commit.hasRefBinding());
    }

    @Test
    void tellsAnEmptyBindingFromNone() {
      var empty = VariantDict.empty().put("ostree.ref-binding", Variant.strings(List.of()));
      assertTrue(Commit.of(TREE, META, 0).withMetadata(empty.toVariant()).hasRefBinding());
      assertFalse(Commit.of(TREE, META, 0).hasRefBinding());
    }
  }

  @Nested
  class Refused {
    private final byte[] none = {};
    private final byte[] some = new byte[32];

    @Test
    void checksumsOfOtherLengths() {
      String empty = "Invalid checksum of length 0 expected 32";
      assertEquals(empty, refusal(forged(none, none, some, List.of())));
      assertEquals(empty, refusal(forged(none, some, none, List.of())));
      assertEquals(
          "Invalid checksum of length 31 expected 32",
          refusal(forged(new byte[31], some, some, List.of())));
      var related = Variant.tuple(Variant.string("x"), Variant.bytes(none));
      assertEquals(empty, refusal(forged(none, some, some, List.of(related))));
    }

    @Test
    void otherForms() {
      assertEquals("Not in normal form", refusal(none));
      assertEquals("Not in normal form", refusal(new byte[100]));
      byte[] bytes = full().bytes();
      assertEquals("Not in normal form", refusal(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void eachTruncation() {
      byte[] bytes = full().bytes();
      for (int length = 0; length < bytes.length; length++) {
        refusal(Arrays.copyOf(bytes, length));
      }
    }

    @Test
    void textsThatCannotBeStored() {
      var commit = Commit.of(TREE, META, 0);
      assertThrows(IllegalArgumentException.class, () -> commit.withSubject("a\0b"));
      assertThrows(IllegalArgumentException.class, () -> commit.withBody("\uD800"));
      var text = Variant.string("x");
      assertThrows(IllegalArgumentException.class, () -> commit.withMetadata(text));
    }
  }

  @Nested
  class Changes {
    @Test
    void areCopies() {
      var commit = full();
      assertTrue(commit.withoutParent().parent().isEmpty());
      assertEquals(7, commit.withTimestamp(7).timestampSeconds());
      assertEquals(TREE, commit.withRoot(META, TREE).rootMeta());
      assertEquals(full(), commit);
    }
  }
}
