// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.RefName;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// No bytes make the parser throw anything but its declared exception, and whatever is accepted is
/// the only form of its value.
class SummaryProperties {
  @Provide
  Arbitrary<Set<String>> names() {
    Arbitrary<String> fragment =
        Arbitraries.strings().withChars("ab_1é").withChars("-.").ofMinLength(1).ofMaxLength(4);
    return fragment
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("/", parts))
        .filter(name -> RefName.find(name).isPresent())
        .set()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<byte[]> summaries() {
    return Combinators.combine(names(), names())
        .as(
            (own, other) -> {
              var metadata =
                  VariantDict.empty()
                      .put(SummaryKeys.COLLECTION_ID, "org.example.Own")
                      .put(
                          SummaryKeys.COLLECTION_MAP,
                          Samples.collectionMap(
                              "org.example.Other", Samples.table(other.toArray(String[]::new))));
              return Samples.summary(
                  Samples.table(own.toArray(String[]::new)), metadata.toVariant());
            });
  }

  @Provide
  Arbitrary<byte[]> mutants() {
    // Half of the changes hit the end, where the offsets are.
    var place = Arbitraries.integers().between(0, 10_000);
    var changes = Combinators.combine(place, Arbitraries.bytes()).as(Change::new);
    return Combinators.combine(summaries(), changes.list().ofMinSize(1).ofMaxSize(3))
        .as(
            (bytes, list) -> {
              byte[] mutant = bytes.clone();
              list.forEach(change -> change.apply(mutant));
              return mutant;
            });
  }

  record Change(int place, byte value) {
    void apply(byte[] bytes) {
      int range = place % 2 == 0 ? bytes.length : Math.min(40, bytes.length);
      bytes[bytes.length - 1 - place / 2 % range] = value;
    }
  }

  @Provide
  Arbitrary<byte[]> noise() {
    var small = Arbitraries.bytes().between((byte) 0, (byte) 12).array(byte[].class);
    return Arbitraries.oneOf(small.ofMaxSize(60), Arbitraries.bytes().array(byte[].class));
  }

  @Property(tries = 300)
  void eachRefIsFoundWhereItWasPut(@ForAll("names") Set<String> names) throws Exception {
    Summary summary = Summary.parse(Samples.summary(names.toArray(String[]::new)));
    assertEquals(names.size(), summary.refs().size());
    for (String name : names) {
      assertEquals(Samples.checksum(name), summary.find(new RefName(name)).orElseThrow().commit());
    }
  }

  @Property(tries = 1000)
  void mutantsAreRefusedOrTheOnlyForm(@ForAll("mutants") byte[] bytes) {
    check(bytes);
  }

  @Property(tries = 1000)
  void noiseIsRefusedOrTheOnlyForm(@ForAll("noise") byte[] bytes) {
    check(bytes);
  }

  /// Reads everything that can be read.
  private static void check(byte[] bytes) {
    Summary summary;
    try {
      summary = Summary.parse(bytes);
    } catch (SummaryFormatException expected) {
      return;
    }
    assertArrayEquals(bytes, summary.bytes());
    summary
        .refs()
        .forEach(
            (name, ref) -> assertEquals(ref.commit(), summary.find(name).orElseThrow().commit()));
    summary
        .collectionRefs()
        .forEach(
            (name, ref) ->
                assertEquals(ref, summary.find(name.collection(), name.ref()).orElseThrow()));
    summary.staticDeltas();
    summary.lastModifiedSeconds();
  }
}
