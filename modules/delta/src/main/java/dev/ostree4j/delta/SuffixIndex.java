// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.Arrays;

/// Finds where a piece of bytes occurs in others, as long as possible: the others' suffixes in
/// order, and a table which finds those that start with the same two bytes at once.
///
/// Of a text that is not small only every fourth suffix is kept, of a large one fewer, so that
/// there are never more than six million. A match which starts elsewhere is then found some bytes
/// late, by a caller who looks at each byte in turn and goes back as far as bytes are equal. Of
/// libraries of 25 to 70 MB every eighth or sixteenth makes patches as small as every fourth,
/// within a hundredth, for a third of the memory and the time. Safe for use by several threads.
final class SuffixIndex {
  /// From here on only every fourth suffix counts.
  static final int SPARSE_FROM_BYTES = 1 << 14;

  private static final int SPARSE_STRIDE = 4;
  private static final int SUFFIXES_MAX = 6 << 20;

  private final byte[] text;
  private final int length;
  private final int[] order;

  /// The number of suffixes smaller than each pair of bytes.
  private final int[] pairs = new int[(1 << 16) + 1];

  private SuffixIndex(byte[] text, int length, int[] order) {
    this.text = text;
    this.length = length;
    this.order = order;
    countPairs();
  }

  /// Sorts the suffixes of the first `length` bytes; the array is kept, not copied.
  static SuffixIndex of(byte[] text, int length) {
    return of(text, length, stride(length));
  }

  /// Of so many bytes every how manieth suffix is kept: one, or a power of two from four on.
  static int stride(long length) {
    if (length < SPARSE_FROM_BYTES) {
      return 1;
    }
    int stride = SPARSE_STRIDE;
    while (length / stride > SUFFIXES_MAX) {
      stride *= 2;
    }
    return stride;
  }

  static SuffixIndex of(byte[] text, int length, int stride) {
    int[] order =
        stride == 1 ? SuffixArray.of(text, length) : SparseSuffixes.of(text, length, stride);
    return new SuffixIndex(text, length, order);
  }

  /// How many bytes of heap it takes to make one, besides the text.
  static long memoryBytes(long length) {
    return length < SPARSE_FROM_BYTES ? 7 * length : 16 * (length / stride(length) + 1);
  }

  private void countPairs() {
    int pair = 0;
    for (int i = 0; i < order.length; i++) {
      int here = pairAt(order[i]);
      while (pair <= here) {
        pairs[pair++] = i;
      }
    }
    while (pair < pairs.length) {
      pairs[pair++] = order.length;
    }
  }

  /// The first two bytes of a suffix; one alone counts as if zero came after it.
  private int pairAt(int start) {
    int high = (text[start] & 0xff) << 8;
    return start + 1 < length ? high | (text[start + 1] & 0xff) : high;
  }

  /// The longest match of what starts in `piece` at `from` and ends before `end`.
  ///
  /// @return its length in the upper half, its start in the lower; zero when there is none
  long find(byte[] piece, int from, int end) {
    if (end - from < 2) {
      return 0;
    }
    int pair = (piece[from] & 0xff) << 8 | (piece[from + 1] & 0xff);
    int low = pairs[pair];
    int high = pairs[pair + 1] - 1;
    return low > high ? 0 : search(piece, from, end, low, high);
  }

  /// Halves the range until two neighbours are left; the better of them is the best of all. What is
  /// known to be equal at both ends is equal between them.
  private long search(byte[] piece, int from, int end, int first, int last) {
    int low = first;
    int high = last;
    int lowEqual = common(piece, from, end, order[low], 0);
    int highEqual = common(piece, from, end, order[high], 0);
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      int start = order[middle];
      int equal = common(piece, from, end, start, Math.min(lowEqual, highEqual));
      if (isGreater(piece, from + equal, end, start + equal)) {
        low = middle;
        lowEqual = equal;
      } else {
        high = middle;
        highEqual = equal;
      }
    }
    return lowEqual >= highEqual
        ? (long) lowEqual << 32 | order[low]
        : (long) highEqual << 32 | order[high];
  }

  /// Whether the piece is greater than a suffix, at the first place where they differ.
  private boolean isGreater(byte[] piece, int from, int end, int start) {
    if (from == end) {
      return false;
    }
    return start == length || (piece[from] & 0xff) > (text[start] & 0xff);
  }

  /// How many bytes are equal when so many are known to be. Most differ soon.
  private int common(byte[] piece, int from, int end, int start, int known) {
    if (Math.min(end - from, length - start) - known >= Long.BYTES) {
      long here = BigEndian.longAt(piece, from + known);
      long there = BigEndian.longAt(text, start + known);
      if (here != there) {
        return known + Long.numberOfLeadingZeros(here ^ there) / Byte.SIZE;
      }
    }
    int differs = Arrays.mismatch(piece, from + known, end, text, start + known, length);
    return known + (differs < 0 ? end - from - known : differs);
  }
}
