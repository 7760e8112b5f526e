// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.Arrays;

/// The suffixes of a text that start at multiples of a stride, in order: those of the text whose
/// symbols are words of so many bytes.
///
/// Memory: at most 16 bytes a suffix, of which the result keeps 4.
final class SparseSuffixes {
  /// Words are compared by so many bytes at a time.
  private static final int DIGIT_BYTES = 4;

  private static final int INDEX_BITS = 32;
  private static final int HEAD_BITS = 16;

  private final byte[] text;
  private final int length;
  private final int wordBytes;

  private SparseSuffixes(byte[] text, int length, int wordBytes) {
    this.text = text;
    this.length = length;
    this.wordBytes = wordBytes;
  }

  /// The starts of the suffixes at multiples of the stride in the first `length` bytes, smallest
  /// suffix first.
  ///
  /// @param stride a multiple of four
  static int[] of(byte[] text, int length, int stride) {
    return new SparseSuffixes(text, length, stride).order();
  }

  private int[] order() {
    int count = (length + wordBytes - 1) / wordBytes;
    var ranks = new int[count];
    int alphabet = rank(ranks);
    var order = new int[count];
    SuffixArray.sort(new Symbols.OfInts(ranks, 0, count, alphabet), order, new int[count]);
    for (int i = 0; i < count; i++) {
      order[i] *= wordBytes;
    }
    return order;
  }

  /// Gives each word the number of different smaller ones; how many different ones there are.
  private int rank(int[] ranks) {
    long[] words = sorted(ranks.length);
    int rank = -1;
    for (int i = 0; i < words.length; i++) {
      int word = (int) words[i];
      if (i == 0 || !isSame((int) words[i - 1], word)) {
        rank++;
      }
      ranks[word] = rank;
    }
    return rank + 1;
  }

  /// All words in order: first one counts where those go that start with the same two bytes.
  private long[] sorted(int count) {
    var ends = new int[1 << HEAD_BITS];
    for (int word = 0; word < count; word++) {
      ends[headOf(word)]++;
    }
    int before = 0;
    for (int head = 0; head < ends.length; head++) {
      int start = before;
      before += ends[head];
      ends[head] = start;
    }
    var words = new long[count];
    for (int word = 0; word < count; word++) {
      words[ends[headOf(word)]++] = word;
    }
    int start = 0;
    for (int end : ends) {
      if (end - start > 1) {
        sort(words, start, end, 0);
      }
      start = end;
    }
    return words;
  }

  private int headOf(int word) {
    return bytesAt(word, 0) >>> Integer.SIZE - HEAD_BITS;
  }

  /// Orders words that are equal before this byte. An element is the index of a word, below bytes
  /// to compare.
  private void sort(long[] words, int from, int to, int at) {
    for (int i = from; i < to; i++) {
      int word = (int) words[i];
      words[i] = digitAt(word, at) << INDEX_BITS | word;
    }
    Arrays.sort(words, from, to);
    if (at + DIGIT_BYTES < wordBytes) {
      sortEqual(words, from, to, at);
    }
  }

  private void sortEqual(long[] words, int from, int to, int at) {
    for (int start = from; start < to; ) {
      long digit = words[start] >>> INDEX_BITS;
      int end = start + 1;
      while (end < to && words[end] >>> INDEX_BITS == digit) {
        end++;
      }
      if (end - start > 1) {
        sort(words, start, end, at + DIGIT_BYTES);
      }
      start = end;
    }
  }

  /// Four bytes of a word such that numbers with sign are ordered as bytes without.
  private long digitAt(int word, int at) {
    return bytesAt(word, at) ^ Integer.MIN_VALUE;
  }

  /// Four bytes of a word. Zero stands after the end: the one suffix which needs it is smaller than
  /// those with which it shares its bytes either way.
  private int bytesAt(int word, int at) {
    int start = word * wordBytes;
    int left = length - start - at; // A sum with the start could overflow.
    if (left >= DIGIT_BYTES) {
      return BigEndian.intAt(text, start + at);
    }
    int bytes = 0;
    for (int i = 0; i < DIGIT_BYTES; i++) {
      bytes = bytes << 8 | (i < left ? text[start + at + i] & 0xff : 0);
    }
    return bytes;
  }

  private boolean isSame(int one, int other) {
    for (int at = 0; at < wordBytes; at += DIGIT_BYTES) {
      if (digitAt(one, at) != digitAt(other, at)) {
        return false;
      }
    }
    return true;
  }
}
