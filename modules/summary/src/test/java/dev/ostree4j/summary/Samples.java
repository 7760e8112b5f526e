// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.RefName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Summaries put together by hand.
final class Samples {
  static final Variant NOTHING = VariantDict.empty().toVariant();

  private Samples() {}

  static Checksum checksum(String seed) {
    return Checksum.ofContent(seed.getBytes(StandardCharsets.UTF_8));
  }

  static SummaryRef ref(String seed) {
    var metadata =
        VariantDict.empty()
            .put(SummaryRef.VERSION, "version of " + seed)
            .put(SummaryRef.TIMESTAMP, BigEndian.of(1_704_337_445L));
    return new SummaryRef(checksum(seed), 158, metadata.toVariant());
  }

  /// A table of these refs, each pointing to a commit of its name.
  static Variant table(String... names) {
    var refs = new TreeMap<RefName, SummaryRef>();
    for (String name : names) {
      refs.put(new RefName(name), ref(name));
    }
    return RefTableWriter.write(refs);
  }

  /// A table of what may be no refs at all, in this order.
  static Variant rawTable(String... names) {
    var entries = new ArrayList<Variant>();
    for (String name : names) {
      entries.add(rawEntry(name, checksum(name).bytes()));
    }
    return Variant.array(RefTable.TYPE.element(), entries);
  }

  static Variant rawEntry(String name, byte[] commit) {
    return Variant.tuple(
        Variant.string(name), Variant.tuple(Variant.uint64(1), Variant.bytes(commit), NOTHING));
  }

  static byte[] summary(Variant table, Variant metadata) {
    return Variant.tuple(table, metadata).bytes();
  }

  static byte[] summary(String... names) {
    return summary(table(names), NOTHING);
  }

  /// A map from one collection to a table.
  static Variant collectionMap(String collection, Variant table) {
    return Variant.array(
        VariantType.of("{sa(s(taya{sv}))}"),
        List.of(Variant.dictEntry(Variant.string(collection), table)));
  }
}
