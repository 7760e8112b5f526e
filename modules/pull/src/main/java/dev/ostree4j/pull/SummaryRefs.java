// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All refs of a summary.
final class SummaryRefs {
  private SummaryRefs() {}

  static List<Wanted> of(Summary summary) {
    var refs = new ArrayList<Wanted>();
    summary.refs().keySet().forEach(ref -> refs.add(new Wanted.Ref(ref)));
    summary.collectionRefs().keySet().stream()
        .filter(ref -> !Optional.of(ref.collection()).equals(summary.collectionId()))
        .forEach(ref -> refs.add(new Wanted.Shared(ref)));
    return refs;
  }
}
