// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.RefName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Serialises the refs of one collection.
final class RefTableWriter {
  private static final VariantType ENTRY = RefTable.TYPE.element();
  private static final VariantType TARGET = ENTRY.member(1);

  private RefTableWriter() {}

  /// The value of a table, in the order of the names' bytes.
  static Variant write(SortedMap<RefName, SummaryRef> refs) {
    var entries = new ArrayList<Variant>(refs.size());
    refs.forEach((name, ref) -> entries.add(entry(name, ref)));
    return Variant.array(ENTRY, entries);
  }

  private static Variant entry(RefName name, SummaryRef ref) {
    Variant target =
        Variant.tuple(
            TARGET,
            List.of(
                Variant.uint64(ref.sizeBytes()),
                Variant.bytes(ref.commit().bytes()),
                ref.metadata()));
    return Variant.tuple(ENTRY, List.of(Variant.string(name.text()), target));
  }
}
