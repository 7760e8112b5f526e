// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
  private static final CollectionId OWN = new CollectionId("org.example.Own");
  private static final CollectionId OTHER = new CollectionId("org.example.Other");

  @Nested
  class Refs {
    @Test
    void areFoundByName() throws Exception {
      Summary summary = Summary.parse(Samples.summary("a", "a/b", "main", "é"));
      SummaryRef found = summary.find(new RefName("a/b")).orElseThrow();
      assertEquals(Samples.checksum("a/b"), found.commit());
      assertEquals(158, found.sizeBytes());
      assertEquals(Optional.of("version of a/b"), found.version());
      assertEquals(OptionalLong.of(1_704_337_445L), found.timestampSeconds());
      assertEquals(Optional.empty(), summary.find(new RefName("b")));
    }

    @Test
    void areListedInTheOrderOfTheirBytes() throws Exception {
      Summary summary = Summary.parse(Samples.summary("z", "a.b", "a/b", "a-b", "é"));
      assertEquals(
          List.of("a-b", "a.b", "a/b", "z", "é"),
          summary.refs().keySet().stream().map(RefName::text).toList());
    }

    @Test
    void ofAnEmptyRepositoryAreNone() throws Exception {
      Summary summary = Summary.parse(new byte[] {0});
      assertTrue(summary.refs().isEmpty());
      assertTrue(summary.collectionRefs().isEmpty());
      assertTrue(summary.metadata().count() == 0);
    }

    @Test
    void sayNothingOfWhatIsNotThere() throws Exception {
      byte[] bytes = Samples.summary(Samples.rawTable("main"), Samples.NOTHING);
      SummaryRef ref = Summary.parse(bytes).find(new RefName("main")).orElseThrow();
      assertEquals(Optional.empty(), ref.version());
      assertEquals(OptionalLong.empty(), ref.timestampSeconds());
    }
  }

  @Nested
  class Collections {
    private final Variant metadata =
        VariantDict.empty()
            .put(SummaryKeys.COLLECTION_ID, OWN.text())
            .put(
                SummaryKeys.COLLECTION_MAP,
                Samples.collectionMap(OTHER.text(), Samples.table("other")))
            .toVariant();

    @Test
    void haveTheirOwnRefs() throws Exception {
      Summary summary = Summary.parse(Samples.summary(Samples.table("own"), metadata));
      assertEquals(Optional.of(OWN), summary.collectionId());
      assertTrue(summary.find(OWN, new RefName("own")).isPresent());
      assertTrue(summary.find(OTHER, new RefName("other")).isPresent());
      assertTrue(summary.find(OTHER, new RefName("own")).isEmpty());
      assertTrue(summary.find(new CollectionId("org.example.None"), new RefName("x")).isEmpty());
      assertEquals(
          List.of(
              new CollectionRef(OTHER, new RefName("other")),
              new CollectionRef(OWN, new RefName("own"))),
          List.copyOf(summary.collectionRefs().keySet()));
    }

    @Test
    void thatAreTwiceInTheMapAreRefused() {
      Variant entry = Variant.dictEntry(Variant.string(OTHER.text()), Samples.table("other"));
      Variant map = Variant.array(entry.type(), List.of(entry, entry));
      Variant twice = VariantDict.empty().put(SummaryKeys.COLLECTION_MAP, map).toVariant();
      refused(
          "collection org.example.Other is there twice", Samples.summary(Samples.table(), twice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "org", "org..a", "a/../b.c", "org.exam\nple"})
    void withABadNameAreRefused(String id) {
      Variant own = VariantDict.empty().put(SummaryKeys.COLLECTION_ID, id).toVariant();
      Variant map =
          VariantDict.empty()
              .put(SummaryKeys.COLLECTION_MAP, Samples.collectionMap(id, Samples.table("x")))
              .toVariant();
      refused("Invalid collection ID " + id, Samples.summary(Samples.table(), own));
      refused("Invalid collection ID " + id, Samples.summary(Samples.table(), map));
    }

    @Test
    void withBadRefsAreRefused() {
      Variant map =
          VariantDict.empty()
              .put(
                  SummaryKeys.COLLECTION_MAP,
                  Samples.collectionMap(OTHER.text(), Samples.rawTable("../../config")))
              .toVariant();
      refused("Invalid ref name ../../config", Samples.summary(Samples.table(), map));
    }
  }

  @Nested
  class Metadata {
    @Test
    void isWhatTheKeysSay() throws Exception {
      Variant deltas = VariantDict.empty().put("x", Variant.bytes(new byte[32])).toVariant();
      Variant metadata =
          VariantDict.empty()
              .put(SummaryKeys.MODE, "archive-z2")
              .put(SummaryKeys.LAST_MODIFIED, BigEndian.of(5))
              .put(SummaryKeys.EXPIRES, BigEndian.of(-1))
              .put(SummaryKeys.TOMBSTONE_COMMITS, Variant.bool(true))
              .put(SummaryKeys.INDEXED_DELTAS, Variant.bool(true))
              .put(SummaryKeys.STATIC_DELTAS, deltas)
              .toVariant();
      Summary summary = Summary.parse(Samples.summary(Samples.table("a"), metadata));
      assertEquals(Optional.of("archive-z2"), summary.mode());
      assertEquals(OptionalLong.of(5), summary.lastModifiedSeconds());
      assertEquals(OptionalLong.of(-1), summary.expiresSeconds());
      assertTrue(summary.hasTombstoneCommits());
      assertTrue(summary.hasIndexedDeltas());
      assertEquals(Optional.of(deltas), summary.staticDeltas());
      assertEquals(metadata, summary.metadata());
    }

    @Test
    void ofAnotherTypeIsAbsent() throws Exception {
      Variant wrong = Variant.uint32(1);
      Variant metadata =
          VariantDict.empty()
              .put(SummaryKeys.MODE, wrong)
              .put(SummaryKeys.LAST_MODIFIED, wrong)
              .put(SummaryKeys.TOMBSTONE_COMMITS, wrong)
              .put(SummaryKeys.STATIC_DELTAS, wrong)
              .put(SummaryKeys.COLLECTION_ID, wrong)
              .put(SummaryKeys.COLLECTION_MAP, wrong)
              .toVariant();
      Summary summary = Summary.parse(Samples.summary(Samples.table("a"), metadata));
      assertEquals(Optional.empty(), summary.mode());
      assertEquals(OptionalLong.empty(), summary.lastModifiedSeconds());
      assertFalse(summary.hasTombstoneCommits());
      assertEquals(Optional.empty(), summary.staticDeltas());
      assertEquals(Optional.empty(), summary.collectionId());
    }
  }

  @Nested
  class Bytes {
    @Test
    void areKept() throws Exception {
      byte[] bytes = Samples.summary("a", "b");
      byte[] given = bytes.clone();
      Summary summary = Summary.parse(given);
      Arrays.fill(given, (byte) 7);
      assertArrayEquals(bytes, summary.bytes());
    }

    @Test
    void ofAnotherTypeAreRefused() {
      refused("Not normal form", new byte[0]);
      refused("Not normal form", Variant.string("a page that says: not found").bytes());
    }

    @Test
    void withSomethingBehindThemAreRefused() {
      byte[] bytes = Samples.summary("a", "b");
      refused("Not normal form", Arrays.copyOf(bytes, bytes.length + 1));
      refused("Not normal form", Arrays.copyOf(bytes, bytes.length - 1));
    }

    @Test
    void ofMoreThanTheLimitAreRefused() {
      refused("are more than the limit", new byte[Summary.MAX_SIZE_BYTES + 1]);
    }
  }

  @Nested
  class BadTables {
    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/../b", "/etc", "a//b", "-x", ".a", "a\nb", "a b"})
    void withABadNameAreRefused(String name) {
      refused("Invalid ref name " + name, Samples.summary(Samples.rawTable(name), Samples.NOTHING));
    }

    @Test
    void outOfOrderAreRefused() {
      refused("out of order", Samples.summary(Samples.rawTable("b", "a"), Samples.NOTHING));
      refused("out of order", Samples.summary(Samples.rawTable("a.b", "a-b"), Samples.NOTHING));
    }

    @Test
    void withTheSameRefTwiceAreRefused() {
      refused("out of order", Samples.summary(Samples.rawTable("a", "a"), Samples.NOTHING));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void withAChecksumOfAnotherLengthAreRefused(int length) {
      Variant entry = Samples.rawEntry("main", new byte[length]);
      Variant table = Variant.array(VariantType.of("(s(taya{sv}))"), List.of(entry));
      refused(
          "Invalid checksum of length " + length + " expected 32",
          Samples.summary(table, Samples.NOTHING));
    }
  }

  private static void refused(String reason, byte[] bytes) {
    var e = assertThrows(SummaryFormatException.class, () -> Summary.parse(bytes));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
