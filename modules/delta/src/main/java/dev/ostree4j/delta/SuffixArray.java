// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.Arrays;

/// All suffixes of a text in order, in linear time: induced sorting (SA-IS, Nong, Zhang and Chan).
///
/// A suffix is *S* when it is smaller than the one after it, else *L*; the empty suffix is smaller
/// than all. An S after an L is called *LMS*. The order of the LMS suffixes alone induces that of
/// all the others in two sweeps, and their own order is found by naming the pieces between them and
/// sorting the text of names, which has at most half the length.
///
/// Memory: 4 bytes a suffix for the result, in which everything else happens as well, and while it
/// works 8 a symbol for buckets; there are at most half as many names as suffixes.
final class SuffixArray {
  private static final int NONE = -1;

  private final Symbols text;
  private final int length;
  private final int[] order;

  /// How many symbols there are, and before how many suffixes each first symbol stands.
  private final int alphabet;

  private final int[] starts;

  /// Where the next suffix of each first symbol goes.
  private final int[] bucket;

  /// One bit a suffix: LMS.
  private final long[] lms;

  private SuffixArray(Symbols text, int[] order, int[] bucket) {
    this.text = text;
    this.length = text.length();
    this.order = order;
    this.alphabet = text.alphabet();
    this.bucket = bucket;
    this.starts = new int[alphabet + 1];
    this.lms = new long[(length >> 6) + 1];
  }

  /// The starts of all suffixes of the first `length` bytes, smallest suffix first; bytes count
  /// without sign.
  static int[] of(byte[] text, int length) {
    int[] order = new int[length];
    sort(new Symbols.OfBytes(text, length), order);
    return order;
  }

  /// Fills the first elements of the array with the order of the text's suffixes.
  static void sort(Symbols text, int[] order) {
    sort(text, order, new int[text.alphabet()]);
  }

  /// The same with an array to work in that has an element for each symbol, or more.
  static void sort(Symbols text, int[] order, int[] scratch) {
    if (text.length() > 0) {
      new SuffixArray(text, order, scratch).sort();
    }
  }

  private void sort() {
    countSymbols();
    int pieces = markPieces();
    Arrays.fill(order, 0, length, NONE);
    bucketEnds();
    for (int i = length - 1; i > 0; i--) {
      if (isLms(i)) {
        order[--bucket[text.at(i)]] = i;
      }
    }
    induce();
    sortPieces(pieces);
    spreadPieces(pieces);
    induce();
  }

  /// Marks the LMS suffixes; their number.
  private int markPieces() {
    int count = 0;
    boolean small = false; // the last suffix is L
    for (int i = length - 2; i >= 0; i--) {
      int here = text.at(i);
      int next = text.at(i + 1);
      if (here < next) {
        small = true;
      } else if (here > next && small) {
        lms[(i + 1) >> 6] |= 1L << (i + 1);
        count++;
        small = false;
      }
    }
    return count;
  }

  private boolean isLms(int i) {
    return (lms[i >> 6] >>> i & 1) != 0;
  }

  /// From LMS suffixes at the ends of their buckets: first the L, from the left, then the S, from
  /// the right. A suffix is put in place when the one after it, which is known, is passed.
  private void induce() {
    bucketStarts();
    order[bucket[text.at(length - 1)]++] = length - 1;
    for (int i = 0; i < length; i++) {
      int before = order[i] - 1;
      if (before >= 0) {
        int symbol = text.at(before);
        if (symbol >= text.at(before + 1)) {
          order[bucket[symbol]++] = before;
        }
      }
    }
    induceSmall();
  }

  private void induceSmall() {
    bucketEnds();
    for (int i = length - 1; i >= 0; i--) {
      int before = order[i] - 1;
      if (before >= 0) {
        int symbol = text.at(before);
        int next = text.at(before + 1);
        // With equal symbols it is S when the next one is: when that lies among its bucket's S.
        if (symbol < next || (symbol == next && i >= bucket[symbol])) {
          order[--bucket[symbol]] = before;
        }
      }
    }
  }

  /// Leaves the LMS suffixes in order at the start of the array.
  private void sortPieces(int pieces) {
    collectPieces();
    int names = namePieces(pieces);
    int start = length - pieces;
    if (names < pieces) {
      sort(new Symbols.OfInts(order, start, pieces, names), order);
    } else {
      for (int i = 0; i < pieces; i++) {
        order[order[start + i]] = i;
      }
    }
    for (int i = length - 1, target = length; target > start; i--) {
      if (isLms(i)) {
        order[--target] = i;
      }
    }
    for (int i = 0; i < pieces; i++) {
      order[i] = order[start + order[i]];
    }
  }

  private void collectPieces() {
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (isLms(order[i])) {
        order[count++] = order[i];
      }
    }
  }

  /// Replaces what is behind the sorted pieces by the text of their names, at the end of the array;
  /// the number of different names. Two LMS suffixes are never neighbours, so that half the start
  /// of each is a place of its own.
  private int namePieces(int pieces) {
    Arrays.fill(order, pieces, length, NONE);
    int name = -1;
    int last = -1;
    for (int i = 0; i < pieces; i++) {
      int piece = order[i];
      if (last < 0 || !samePiece(last, piece)) {
        name++;
      }
      order[pieces + (piece >> 1)] = name;
      last = piece;
    }
    for (int i = length - 1, target = length; i >= pieces; i--) {
      if (order[i] >= 0) {
        order[--target] = order[i];
      }
    }
    return name + 1;
  }

  /// Whether two pieces are equal, up to and with the start of the next one.
  private boolean samePiece(int one, int other) {
    int end = length - Math.max(one, other);
    for (int i = 0; i < end; i++) {
      if (text.at(one + i) != text.at(other + i)) {
        return false;
      }
      if (i > 0 && (isLms(one + i) || isLms(other + i))) {
        return isLms(one + i) && isLms(other + i);
      }
    }
    return false; // one of them ends with the text
  }

  /// Moves the sorted pieces from the start of the array to the ends of their buckets.
  private void spreadPieces(int pieces) {
    Arrays.fill(order, pieces, length, NONE);
    bucketEnds();
    for (int i = pieces - 1; i >= 0; i--) {
      int piece = order[i];
      order[i] = NONE;
      order[--bucket[text.at(piece)]] = piece;
    }
  }

  private void bucketStarts() {
    System.arraycopy(starts, 0, bucket, 0, alphabet);
  }

  private void bucketEnds() {
    System.arraycopy(starts, 1, bucket, 0, alphabet);
  }

  private void countSymbols() {
    for (int i = 0; i < length; i++) {
      starts[text.at(i) + 1]++;
    }
    for (int i = 0; i < alphabet; i++) {
      starts[i + 1] += starts[i];
    }
  }
}
