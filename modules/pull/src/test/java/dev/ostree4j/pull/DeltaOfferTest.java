// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a source says of its deltas to a pull that wants many commits.
class DeltaOfferTest {
  private static final Checksum ONE = commit(1);
  private static final Checksum TWO = commit(2);
  private static final Checksum THREE = commit(3);
  private static final DeltaName UPDATE = DeltaName.between(ONE, TWO);
  private static final DeltaName SCRATCH = DeltaName.fromScratch(TWO);
  private static final DeltaName OTHER = DeltaName.between(TWO, THREE);

  private final Map<String, byte[]> indexes = new HashMap<>();
  private Optional<SummaryDeltas> summary = Optional.empty();
  private boolean indexed;
  private int asked;

  private static Checksum commit(int number) {
    return Checksum.ofContent(new byte[] {(byte) number});
  }

  private DeltaOffer offer() {
    var source =
        new DeltaSource() {
          @Override
          public Optional<byte[]> findIndex(String path) {
            return Optional.ofNullable(indexes.get(path));
          }

          @Override
          public Optional<SuperblockFile> findSuperblock(String path) {
            return Optional.empty();
          }

          @Override
          public InputStream openPart(String path, PartHeader header) {
            throw new AssertionError(path);
          }
        };
    return new DeltaOffer(source, this::announce, () -> {});
  }

  private DeltaOffer.Announcement announce() {
    asked++;
    return new DeltaOffer.Announcement(indexed, summary);
  }

  private static DeltaIndex index(DeltaName... names) {
    var superblocks = new HashMap<DeltaName, Checksum>();
    for (DeltaName name : names) {
      superblocks.put(name, ONE);
    }
    return DeltaIndex.of(superblocks);
  }

  private void summarise(Variant list) throws IOException {
    Variant metadata = VariantDict.empty().put(DeltaIndex.KEY, list).toVariant();
    Variant refs = Variant.array(Summary.TYPE.member(0).element(), List.of());
    summary = Optional.of(new SummaryDeltas(Summary.parse(Variant.tuple(refs, metadata).bytes())));
  }

  private static Set<DeltaName> listed(DeltaOffer offer, Checksum to) throws IOException {
    return offer.listing(to).orElseThrow().superblocks().keySet();
  }

  @Test
  void aSummaryIsReadForAllCommitsAtOnce() throws IOException {
    summarise(index(UPDATE, SCRATCH, OTHER).toVariant());
    DeltaOffer offer = offer();
    assertEquals(Set.of(UPDATE, SCRATCH), listed(offer, TWO));
    assertEquals(Set.of(OTHER), listed(offer, THREE));
    assertEquals(Set.of(), listed(offer, ONE));
    assertSame(offer.listing(TWO).orElseThrow(), offer.listing(TWO).orElseThrow());
    assertEquals(1, asked);
  }

  @Test
  void aSummaryThatIsFoundLaterCounts() throws IOException {
    indexed = true;
    DeltaOffer offer = offer();
    assertEquals(Set.of(), listed(offer, TWO));
    summarise(index(UPDATE).toVariant());
    assertEquals(Set.of(UPDATE), listed(offer, TWO));
  }

  @Test
  void anIndexGoesBeforeTheSummaryIfItLeadsThere() throws IOException {
    indexed = true;
    summarise(index(UPDATE, OTHER).toVariant());
    indexes.put(DeltaName.indexPath(TWO), index(SCRATCH, OTHER).bytes());
    indexes.put(DeltaName.indexPath(THREE), index(SCRATCH).bytes());
    DeltaOffer offer = offer();
    assertEquals(Set.of(SCRATCH), listed(offer, TWO));
    assertEquals(Set.of(OTHER), listed(offer, THREE));
  }

  @Test
  void oneBadNameSpoilsTheListForAll() throws IOException {
    Variant sum = Variant.bytes(ONE.bytes());
    summarise(VariantDict.empty().put(UPDATE.toString(), sum).put("x", sum).toVariant());
    DeltaOffer offer = offer();
    assertThrows(DeltaException.Malformed.class, () -> offer.listing(TWO));
    assertThrows(DeltaException.Malformed.class, () -> offer.listing(THREE));
  }

  @Test
  void withoutIndexAndSummaryNothingIsKnown() throws IOException {
    assertEquals(Optional.empty(), offer().listing(TWO));
  }
}
