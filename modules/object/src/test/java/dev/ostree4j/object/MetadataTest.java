// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Sizes, tombstones and detached metadata.
class MetadataTest {
  private static final String META =
      "446a0ef11b7cc167f3b603e585c7eeeeb675faa412d5ec73f62988eb0b6c5488";
  private static final String HELLO =
      "44f778e59f0a4748d6b0c90a47347212a231c4ad1e8f7ea5c5dffc7749153a6b";

  private static ObjectName name(String hex, ObjectType type) {
    return new ObjectName(Checksum.parse(hex), type);
  }

  private static Variant sizes(String... entries) {
    var elements = new java.util.ArrayList<Variant>();
    for (String entry : entries) {
      elements.add(Variant.bytes(Hexes.bytes(entry)));
    }
    return Variant.array(VariantType.BYTES, elements);
  }

  @Nested
  class Sizes {
    private final List<SizesEntry> golden =
        List.of(
            new SizesEntry(name(META, ObjectType.DIRMETA), 12, 12),
            new SizesEntry(name(HELLO, ObjectType.FILE), 42, 6));

    @Test
    void areTheExampleOfTheFormat() throws ObjectFormatException {
      var stored = sizes(META + "0c0c03", HELLO + "2a0601");
      assertEquals(golden, SizesEntry.parse(stored));
      assertEquals(stored, SizesEntry.serialise(golden.reversed()));
    }

    @Test
    void ofOldCommitsAreOfFiles() throws ObjectFormatException {
      var entry = SizesEntry.parse(sizes(HELLO + "2a06")).getFirst();
      assertEquals(ObjectType.FILE, entry.name().type());
    }

    @Test
    void mayBeAsLargeAsTheyGet() throws ObjectFormatException {
      for (long size : new long[] {0, 127, 128, 16_383, 16_384, Long.MAX_VALUE}) {
        var entry = new SizesEntry(name(HELLO, ObjectType.FILE), size, size);
        assertEquals(List.of(entry), SizesEntry.parse(SizesEntry.serialise(List.of(entry))));
      }
    }

    @Test
    void ofOtherFormsAreRefused() {
      for (String entry :
          List.of(
              "",
              HELLO.substring(2),
              HELLO,
              HELLO + "2a",
              HELLO + "2a80",
              HELLO + "2a8000 01",
              HELLO + "2a06 00",
              HELLO + "2a06 0a",
              HELLO + "2a06 ff",
              HELLO + "2a06 01 00",
              HELLO + "ff".repeat(9) + "01 06 01",
              HELLO + "ff".repeat(40))) {
        var stored = sizes(entry);
        assertThrows(ObjectFormatException.class, () -> SizesEntry.parse(stored), entry);
      }
    }

    @Test
    void ofOtherTypesAreRefused() {
      var text = Variant.string("x");
      assertThrows(ObjectFormatException.class, () -> SizesEntry.parse(text));
      var damaged = Variant.of(VariantType.of("aay"), new byte[] {9});
      assertThrows(ObjectFormatException.class, () -> SizesEntry.parse(damaged));
    }

    @Test
    void areNeverNegative() {
      var hello = name(HELLO, ObjectType.FILE);
      assertThrows(IllegalArgumentException.class, () -> new SizesEntry(hello, -1, 0));
      assertThrows(IllegalArgumentException.class, () -> new SizesEntry(hello, 0, -1));
    }
  }

  @Nested
  class Tombstones {
    private final Tombstone tombstone = new Tombstone(Checksum.parse(HELLO));

    @Test
    void areTheExampleOfTheFormat() throws ObjectFormatException {
      String digits = "636f6d6d697400 00" + Hexes.of(HELLO.getBytes()) + "00" + "00 6179 07 4d";
      assertArrayEquals(Hexes.bytes(digits), tombstone.bytes());
      assertEquals(tombstone, Tombstone.parse(tombstone.bytes()));
    }

    @Test
    void withoutAChecksumAreRefused() {
      for (Variant value :
          List.of(
              Variant.string(HELLO),
              Variant.byteString("x"),
              Variant.byteString("x".repeat(64)),
              Variant.bytes(new byte[65]))) {
        byte[] bytes = VariantDict.empty().put("commit", value).toVariant().bytes();
        assertThrows(ObjectFormatException.class, () -> Tombstone.parse(bytes));
      }
      assertThrows(ObjectFormatException.class, () -> Tombstone.parse(new byte[0]));
      assertThrows(ObjectFormatException.class, () -> Tombstone.parse(new byte[3]));
    }
  }

  @Nested
  class Detached {
    @Test
    void isTheExampleOfTheFormat() throws ObjectFormatException {
      var signature = Variant.array(VariantType.BYTES, List.of(Variant.bytes(new byte[64])));
      var metadata = VariantDict.empty().put(DetachedMetadata.ED25519_SIGNATURES, signature);
      String digits =
          Hexes.of("ostree.sign.ed25519\0".getBytes())
              + "00".repeat(4)
              + "00".repeat(64)
              + "40 00 616179 14 5e";
      byte[] bytes = Hexes.bytes(digits);
      assertArrayEquals(bytes, DetachedMetadata.serialise(metadata));
      assertEquals(signature, DetachedMetadata.parse(bytes).find("ostree.sign.ed25519").get());
    }

    @Test
    void ofNothingIsAnEmptyFile() throws ObjectFormatException {
      assertEquals(0, DetachedMetadata.serialise(VariantDict.empty()).length);
      assertTrue(DetachedMetadata.parse(new byte[0]).isEmpty());
    }

    @Test
    void ofAnotherFormIsRefused() {
      assertThrows(ObjectFormatException.class, () -> DetachedMetadata.parse(new byte[] {1}));
    }
  }

  @Test
  void largerThanTheLimitIsRefused() throws ObjectFormatException {
    MetadataLimits.checkSize(134_217_728);
    assertThrows(ObjectFormatException.class, () -> MetadataLimits.checkSize(134_217_729));
  }
}
