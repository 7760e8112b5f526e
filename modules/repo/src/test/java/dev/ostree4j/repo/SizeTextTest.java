// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTextTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 bytes",
    "1,1 byte",
    "999,999 bytes",
  })
  void smallSizesAreCounted(long bytes, String expected) {
    assertEquals(expected, SizeText.of(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "1000,1.0_kB",
    "29569,29.6_kB",
    "301222,301.2_kB",
    "999999,1000.0_kB",
    "1000000,1.0_MB",
    "1250000000,1.2_GB",
    "9223372036854775807,9.2_EB",
  })
  void largeSizesHaveOneDecimalAndANoBreakSpace(long bytes, String expected) {
    assertEquals(expected.replace('_', '\u00a0'), SizeText.of(bytes));
  }

  @Test
  void sizesAreUnsigned() {
    assertEquals("18.4\u00a0EB", SizeText.of(-1));
  }

  @ParameterizedTest
  @CsvSource({"1,kB", "1000,MB", "1000000,GB", "1000000000,TB"})
  void theNumberItselfIsRoundedNotTenTimesIt(long divisor, String unit) {
    var random = new Random(divisor);
    for (int i = 0; i < 20_000; i++) {
      // Half of them lie in the middle between two tenths, or just beside it.
      long tenths = random.nextLong(10, 9_999);
      long bytes = tenths * 100 * divisor + (i % 2 == 0 ? 50 * divisor : random.nextLong(100));
      double value = (double) bytes / (divisor * 1000);
      BigDecimal expected = new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN);
      assertEquals(
          expected.toPlainString() + "\u00a0" + unit, SizeText.of(bytes), () -> "" + bytes);
    }
  }
}
