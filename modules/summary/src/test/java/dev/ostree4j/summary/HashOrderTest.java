// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashOrderTest {
  @Test
  void keysOfASummaryStandAsTheReferenceProgramWritesThem() {
    List<String> put =
        List.of(
            "zeta",
            "alpha",
            SummaryKeys.LAST_MODIFIED,
            SummaryKeys.MODE,
            SummaryKeys.TOMBSTONE_COMMITS,
            SummaryKeys.INDEXED_DELTAS,
            SummaryKeys.COLLECTION_ID,
            SummaryKeys.COLLECTION_MAP);
    List<String> written =
        List.of(
            SummaryKeys.TOMBSTONE_COMMITS,
            SummaryKeys.COLLECTION_ID,
            SummaryKeys.INDEXED_DELTAS,
            "zeta",
            SummaryKeys.LAST_MODIFIED,
            SummaryKeys.MODE,
            SummaryKeys.COLLECTION_MAP,
            "alpha");
    assertEquals(written, HashOrder.order(put));
  }

  @Test
  void bytesBeyondAsciiCountAsNegative() {
    assertEquals(5381 * 33 * 33 + (byte) 0xc3 * 33 + (byte) 0xa9, HashOrder.hash("é"));
  }

  @Test
  void noKeyIsLostWhenTheTableGrows() {
    List<String> keys = IntStream.range(0, 70_000).mapToObj(i -> "key" + i).toList();
    assertEquals(keys.stream().sorted().toList(), HashOrder.order(keys).stream().sorted().toList());
  }

  @Test
  void noKeysAreInNoOrder() {
    assertEquals(List.of(), HashOrder.order(List.of()));
  }
}
