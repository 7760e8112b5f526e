// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecoderArraysTest {
  private static final int MAX_BYTES = 8 << 20;

  /// Larger than any array, so that there is never enough memory for it.
  private static final int IMPOSSIBLE = Integer.MAX_VALUE;

  @Test
  void whereMemoryRanOutTheNextIsNotKeptWaiting() {
    var arrays = new DecoderArrays(MAX_BYTES);
    assertThrows(OutOfMemoryError.class, () -> arrays.getByteArray(IMPOSSIBLE, false));
    byte[] next =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> arrays.getByteArray(MAX_BYTES, false));
    assertEquals(MAX_BYTES, next.length);
  }

  @Test
  void oneThatIsLargerThanAllTogetherHasThemAlone() {
    var arrays = new DecoderArrays(MAX_BYTES);
    byte[] large = arrays.getByteArray(2 * MAX_BYTES, false);
    arrays.putArray(large);
    byte[] next =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> arrays.getByteArray(MAX_BYTES, false));
    assertEquals(MAX_BYTES, next.length);
  }
}
