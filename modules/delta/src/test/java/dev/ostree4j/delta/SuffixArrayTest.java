// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuffixArrayTest {
  /// Sorts the suffixes by comparing them.
  private static int[] naive(byte[] text) {
    return IntStream.range(0, text.length)
        .boxed()
        .sorted((a, b) -> Arrays.compareUnsigned(text, a, text.length, text, b, text.length))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static byte[] text(Random random, int length, int alphabet) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) random.nextInt(alphabet);
    }
    return text;
  }

  @Test
  void theOrderIsThatOfComparingSuffixes() {
    var random = new Random(1);
    for (int alphabet : new int[] {1, 2, 3, 256}) {
      for (int length = 0; length < 70; length++) {
        byte[] text = text(random, length, alphabet);
        assertArrayEquals(naive(text), SuffixArray.of(text, length), Arrays.toString(text));
      }
      byte[] text = text(random, 3_000, alphabet);
      assertArrayEquals(naive(text), SuffixArray.of(text, text.length), alphabet + " letters");
    }
  }

  @Test
  void periodsAreSorted() {
    for (int period = 1; period < 12; period++) {
      byte[] text = new byte[500];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) (i % period * 37);
      }
      assertArrayEquals(naive(text), SuffixArray.of(text, text.length), "period " + period);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16, 32})
  void everySoManiethSuffixIsInTheSameOrder(int stride) {
    var random = new Random(3);
    for (int alphabet : new int[] {1, 2, 256}) {
      for (int length = 0; length < 200; length += 1 + length / 20) {
        byte[] text = text(random, length, alphabet);
        int[] expected = IntStream.of(naive(text)).filter(start -> start % stride == 0).toArray();
        assertArrayEquals(
            expected, SparseSuffixes.of(text, length, stride), () -> Arrays.toString(text));
      }
    }
  }

  @Test
  void aLargeTextHasNoMoreSuffixesThanASmallerOne() {
    assertEquals(1, SuffixIndex.stride(SuffixIndex.SPARSE_FROM_BYTES - 1));
    assertEquals(4, SuffixIndex.stride(SuffixIndex.SPARSE_FROM_BYTES));
    assertEquals(4, SuffixIndex.stride(24 << 20));
    assertEquals(16, SuffixIndex.stride(70_000_000));
    for (long length = 1; length < Integer.MAX_VALUE; length = 2 * length + 1) {
      assertTrue(SuffixIndex.memoryBytes(length) <= (97 << 20), "text of " + length);
    }
  }

  @Test
  void theLongestMatchIsFound() {
    var random = new Random(2);
    for (int round = 0; round < 200; round++) {
      byte[] text = text(random, 200, 3);
      byte[] piece = text(random, 30, 3);
      long match = SuffixIndex.of(text, text.length, 1).find(piece, 0, piece.length);
      int length = (int) (match >>> 32);
      int start = (int) match;
      if (length > 0) {
        assertTrue(Arrays.equals(text, start, start + length, piece, 0, length));
      }
      int longest = longest(text, piece);
      // Fewer than two bytes are not worth a look.
      assertEquals(longest < 2 ? 0 : longest, length < 2 ? 0 : length);
    }
  }

  private static int longest(byte[] text, byte[] piece) {
    int longest = 0;
    for (int start = 0; start < text.length; start++) {
      int n = Arrays.mismatch(text, start, text.length, piece, 0, piece.length);
      longest = Math.max(longest, n < 0 ? Math.min(text.length - start, piece.length) : n);
    }
    return longest;
  }
}
