// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import org.jspecify.annotations.Nullable;

/// Every fourth suffix of a text, in order: those of the text whose symbols are words of four
/// bytes.
final class SparseSuffixes {
  private static final int WORD_BYTES = 4;
  private static final int DIGIT_BITS = 16;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private SparseSuffixes() {}

  /// The starts of the suffixes at 0, 4, 8 … of the first `length` bytes, smallest suffix first.
  static int[] of(byte[] text, int length) {
    int count = (length + WORD_BYTES - 1) / WORD_BYTES;
    int[] words = words(text, length, count);
    int[] order = new int[count];
    int[] scratch = new int[count];
    int alphabet = rank(words, scratch, order);
    SuffixArray.sort(new Symbols.OfInts(words, 0, count, alphabet), order, scratch);
    for (int i = 0; i < count; i++) {
      order[i] *= WORD_BYTES;
    }
    return order;
  }

  /// Zero stands after the end: the one suffix which needs it is smaller than those with which it
  /// shares its bytes either way.
  private static int[] words(byte[] text, int length, int count) {
    int[] words = new int[count];
    for (int i = 0; i < length; i++) {
      int shift = 24 - 8 * (i % WORD_BYTES);
      words[i / WORD_BYTES] |= (text[i] & 0xff) << shift;
    }
    return words;
  }

  /// Replaces each word by the number of different smaller ones; how many different ones there are.
  private static int rank(int[] words, int[] scratch, int[] order) {
    sortByDigit(words, null, scratch, 0);
    sortByDigit(words, scratch, order, DIGIT_BITS);
    int rank = -1;
    int last = 0;
    for (int i = 0; i < order.length; i++) {
      int word = words[order[i]];
      if (i == 0 || word != last) {
        rank++;
        last = word;
      }
      words[order[i]] = rank;
    }
    return rank + 1;
  }

  /// Orders indices by 16 bits of their words, those with equal bits as they were.
  private static void sortByDigit(int[] words, int @Nullable [] before, int[] after, int shift) {
    int[] next = new int[DIGITS + 1];
    for (int word : words) {
      next[(word >>> shift & (DIGITS - 1)) + 1]++;
    }
    for (int i = 0; i < DIGITS; i++) {
      next[i + 1] += next[i];
    }
    for (int i = 0; i < words.length; i++) {
      int index = before == null ? i : before[i];
      after[next[words[index] >>> shift & (DIGITS - 1)]++] = index;
    }
  }
}
