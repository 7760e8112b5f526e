// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Makes the stream from which the instruction `B` makes new bytes of old ones, as Colin Percival's
/// bsdiff does: pieces of the new bytes are laid beside the old ones they resemble, and only the
/// differences are told, which are mostly zero.
///
/// ```text
/// step:  diff length 8 | extra length 8 | seek 8 | differences | extra bytes
/// ```
///
/// Each number is little-endian with the sign in its topmost bit. The differences are added to the
/// old bytes at the old position, modulo 256; then extra bytes are copied; then the old position
/// moves by seek.
///
/// An *anchor* is a place where the new bytes match old ones better than they do at the current
/// *shift*, which is the difference of old and new position. Pieces grow from anchors to both sides
/// while more than half of their bytes are equal.
final class PatchMaker {
  /// So many more bytes must match at another shift.
  private static final int GAIN_BYTES = 8;

  /// So many equal bytes at the current shift need no look for better ones.
  private static final int CALM_BYTES = 16;

  /// After so many places without a match the steps grow.
  private static final int STEP_SHIFT = 10;

  private static final int STEP_MAX = 6;

  private final byte[] old;
  private final int oldLength;
  private final byte[] fresh;
  private final int freshLength;
  private final SuffixIndex index;
  private final PatchWriter out;

  // The piece that grows: where it starts in both.
  private int freshStart;
  private int oldStart;

  private PatchMaker(
      byte[] old,
      int oldLength,
      byte[] fresh,
      int freshLength,
      SuffixIndex index,
      PatchWriter out) {
    this.old = old;
    this.oldLength = oldLength;
    this.fresh = fresh;
    this.freshLength = freshLength;
    this.index = index;
    this.out = out;
  }

  /// Writes the stream that makes `fresh` of `old`; only so many bytes of each count.
  static void write(byte[] old, int oldLength, byte[] fresh, int freshLength, OutputStream out)
      throws IOException {
    SuffixIndex index = SuffixIndex.of(old, oldLength);
    new PatchMaker(old, oldLength, fresh, freshLength, index, new PatchWriter(out)).write();
  }

  private void write() throws IOException {
    int scan = 0;
    int misses = 0;
    while (scan < freshLength) {
      int calm = equalHere(scan);
      if (calm >= CALM_BYTES) {
        scan += calm;
        continue;
      }
      long match = index.find(fresh, scan, freshLength);
      int length = (int) (match >>> 32);
      if (length > GAIN_BYTES && length > matchesHere(scan, length) + GAIN_BYTES) {
        startPiece(scan, (int) match);
        scan += length;
        misses = 0;
      } else {
        scan += Math.max(calm, 1 + Math.min(misses++ >> STEP_SHIFT, STEP_MAX));
      }
    }
    if (freshLength > 0) {
      finishPiece(freshLength, 0, oldStart);
    }
  }

  /// How many bytes from here on are equal at the current shift.
  private int equalHere(int scan) {
    int at = scan + oldStart - freshStart;
    if (at < 0 || at >= oldLength) {
      return 0;
    }
    int differs = Arrays.mismatch(fresh, scan, freshLength, old, at, oldLength);
    return differs < 0 ? freshLength - scan : differs;
  }

  /// How many of the next bytes are equal at the current shift.
  private int matchesHere(int scan, int length) {
    int shift = oldStart - freshStart;
    int first = Math.max(scan, -shift);
    int end = Math.min(scan + length, oldLength - shift);
    int count = 0;
    for (int i = first; i < end; i++) {
      if (fresh[i] == old[i + shift]) {
        count++;
      }
    }
    return count;
  }

  private void startPiece(int anchor, int oldAnchor) throws IOException {
    int back = growBack(anchor, oldAnchor);
    finishPiece(anchor, back, oldAnchor - back);
    oldStart = oldAnchor - pieceBack;
    freshStart = anchor - pieceBack;
  }

  // How far the piece which starts really reaches back from its anchor.
  private int pieceBack;

  /// Writes the piece that grew so far, when the next one has its anchor here and would reach back
  /// so far.
  private void finishPiece(int anchor, int back, int nextOld) throws IOException {
    int forward = growForward(anchor);
    int overlap = freshStart + forward - (anchor - back);
    if (overlap > 0) {
      int kept = split(anchor, back, nextOld, forward, overlap);
      forward += kept - overlap;
      pieceBack = back - kept;
    } else {
      pieceBack = back;
    }
    int extra = anchor - pieceBack - (freshStart + forward);
    long seek = (long) nextOld + (back - pieceBack) - (oldStart + forward);
    boolean last = anchor == freshLength && back == 0;
    out.step(forward, extra, last ? 0 : seek);
    out.differences(fresh, freshStart, old, oldStart, forward);
    out.extra(fresh, freshStart + forward, extra);
  }

  /// How long the piece is best: most equal bytes less different ones.
  private int growForward(int end) {
    int limit = Math.min(end - freshStart, oldLength - oldStart);
    int score = 0;
    int best = 0;
    int bestLength = 0;
    for (int i = 0; i < limit; ) {
      score += fresh[freshStart + i] == old[oldStart + i] ? 1 : -1;
      i++;
      if (score > best) {
        best = score;
        bestLength = i;
      }
    }
    return bestLength;
  }

  private int growBack(int anchor, int oldAnchor) {
    int limit = Math.min(anchor - freshStart, oldAnchor);
    int score = 0;
    int best = 0;
    int bestLength = 0;
    for (int i = 1; i <= limit; i++) {
      score += fresh[anchor - i] == old[oldAnchor - i] ? 1 : -1;
      if (score > best) {
        best = score;
        bestLength = i;
      }
    }
    return bestLength;
  }

  /// Of the bytes which both pieces want, how many the first one keeps so that most are equal.
  private int split(int anchor, int back, int nextOld, int forward, int overlap) {
    int fromFirst = oldStart + forward - overlap;
    int start = anchor - back;
    int score = 0;
    int best = 0;
    int kept = 0;
    for (int i = 0; i < overlap; ) {
      score += fresh[start + i] == old[fromFirst + i] ? 1 : 0;
      score -= fresh[start + i] == old[nextOld + i] ? 1 : 0;
      i++;
      if (score > best) {
        best = score;
        kept = i;
      }
    }
    return kept;
  }
}
