// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.summary.SummaryFormatException;

/// A summary is refused, or it is the only form of what it says, and each ref is found where it is
/// listed.
class SummaryFuzzTest {
  @FuzzTest
  void summary(byte[] data) {
    Summary summary;
    try {
      summary = Summary.parse(data);
    } catch (SummaryFormatException refused) {
      return;
    }
    assertArrayEquals(data, summary.bytes());
    summary.refs().forEach((name, ref) -> assertEquals(ref, summary.find(name).orElseThrow()));
    summary
        .collectionRefs()
        .forEach(
            (name, ref) ->
                assertEquals(ref, summary.find(name.collection(), name.ref()).orElseThrow()));
    summary.mode();
    summary.lastModifiedSeconds();
    summary.expiresSeconds();
    summary.hasIndexedDeltas();
    summary.staticDeltas();
  }
}
