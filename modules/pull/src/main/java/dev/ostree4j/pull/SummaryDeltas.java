// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.summary.Summary;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The deltas that a summary lists, by the commit they lead to. Each commit of a pull asks for its
/// own, of a list that may be long: it is read when the first asks, and kept, which takes about
/// twice the memory of the list itself.
///
/// For one thread at a time.
final class SummaryDeltas {
  /// A list of no deltas.
  static final DeltaIndex NONE = DeltaIndex.of(Map.of());

  private final Summary summary;
  private @Nullable Map<Checksum, DeltaIndex> byTarget;

  SummaryDeltas(Summary summary) {
    this.summary = summary;
  }

  /// Those that lead to a commit.
  ///
  /// @throws DeltaException.Malformed when any name in the list is no delta's or a checksum is none
  DeltaIndex leadingTo(Checksum to) throws DeltaException.Malformed {
    Map<Checksum, DeltaIndex> known = byTarget;
    if (known == null) {
      known = read();
      byTarget = known;
    }
    return known.getOrDefault(to, NONE);
  }

  private Map<Checksum, DeltaIndex> read() throws DeltaException.Malformed {
    Optional<Variant> list = summary.staticDeltas();
    return list.isPresent() ? DeltaIndex.parse(list.get()).byTarget() : Map.of();
  }
}
