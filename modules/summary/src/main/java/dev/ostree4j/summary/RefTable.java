// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.RefName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The refs of one collection in a summary, `a(s(taya{sv}))`: sorted, so that one is found without
/// looking at all.
final class RefTable {
  static final VariantType TYPE = VariantType.of("a(s(taya{sv}))");
  static final RefTable EMPTY =
      new RefTable(new RefName[0], Variant.array(TYPE.element(), List.of()));

  private final RefName[] names;
  private final Variant entries;

  private RefTable(RefName[] names, Variant entries) {
    this.names = names;
    this.entries = entries;
  }

  /// Checks a table that is in normal form.
  static RefTable parse(Variant entries) throws SummaryFormatException {
    var names = new RefName[entries.count()];
    for (int i = 0; i < names.length; i++) {
      Variant entry = entries.child(i);
      names[i] = name(entry.child(0).asString());
      if (i > 0 && names[i - 1].compareTo(names[i]) >= 0) {
        throw new SummaryFormatException("ref " + names[i] + " is out of order");
      }
      long length = entry.child(1).child(1).sizeBytes();
      if (length != Checksum.SIZE_BYTES) {
        throw new SummaryFormatException(
            "ref " + names[i] + ": Invalid checksum of length " + length + " expected 32");
      }
    }
    return new RefTable(names, entries);
  }

  private static RefName name(String text) throws SummaryFormatException {
    return RefName.find(text)
        .orElseThrow(() -> new SummaryFormatException("Invalid ref name " + text));
  }

  int size() {
    return names.length;
  }

  Optional<SummaryRef> find(RefName name) {
    int index = Arrays.binarySearch(names, name);
    return index < 0 ? Optional.empty() : Optional.of(at(index));
  }

  SortedMap<RefName, SummaryRef> all() {
    var refs = new TreeMap<RefName, SummaryRef>();
    for (int i = 0; i < names.length; i++) {
      refs.put(names[i], at(i));
    }
    return Collections.unmodifiableSortedMap(refs);
  }

  private SummaryRef at(int index) {
    Variant target = entries.child(index).child(1);
    return new SummaryRef(
        Checksum.of(target.child(1).asBytes()), target.child(0).asLong(), target.child(2));
  }
}
