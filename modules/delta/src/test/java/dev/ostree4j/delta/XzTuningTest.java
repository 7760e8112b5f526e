// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;

class XzTuningTest {
  private static int dictionaryBytes(XzTuning tuning, PayloadKind kind, int sizeBytes)
      throws IOException {
    FilterOptions[] filters = tuning.filters(kind, sizeBytes);
    return ((LZMA2Options) filters[filters.length - 1]).getDictSize();
  }

  @ParameterizedTest
  @CsvSource({
    "DATA, 1024, 4096",
    "DATA, 60, 4096",
    "DATA, 40, 2048",
    "DATA, 0, 1024",
    "CODE, 1024, 4096",
    "PATCHES, 1024, 2048",
    "PATCHES, 0, 1024",
  })
  void looksBackAsFarAsTheMemoryAllows(PayloadKind kind, long memoryMiB, int dictionaryKiB)
      throws IOException {
    var tuning = new XzTuning(memoryMiB << 20, Long.MAX_VALUE);
    assertEquals(dictionaryKiB << 10, dictionaryBytes(tuning, kind, 12 << 20));
    assertTrue(tuning.memoryBytes(12 << 20) <= Math.max(memoryMiB, 20) << 20);
  }

  @ParameterizedTest
  @CsvSource({"0, 1024", "1048576, 1024", "1048577, 2048", "2097153, 4096"})
  void looksBackNoFurtherThanTheLargestBlockIsLong(long largestBytes, int dictionaryKiB)
      throws IOException {
    var tuning = new XzTuning(Long.MAX_VALUE, largestBytes);
    assertEquals(dictionaryKiB << 10, dictionaryBytes(tuning, PayloadKind.DATA, 1 << 20));
  }

  @ParameterizedTest
  @CsvSource({"1, 65536", "65537, 131072", "262144, 262144", "262145, 4194304"})
  void looksBackNoFurtherThanASmallBlockIsLong(int sizeBytes, int dictionaryBytes)
      throws IOException {
    var tuning = new XzTuning(Long.MAX_VALUE, Long.MAX_VALUE);
    assertEquals(dictionaryBytes, dictionaryBytes(tuning, PayloadKind.DATA, sizeBytes));
  }
}
