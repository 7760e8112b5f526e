// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.Arrays;

/// How a file is put together from pieces of another and from literal bytes. Immutable.
final class CopyRuns {
  /// Instead of a place in the other file.
  static final long LITERAL = -1;

  /// In turn: where a run starts in the other file or [#LITERAL], and its length.
  private final long[] runs;

  private CopyRuns(long[] runs) {
    this.runs = runs;
  }

  /// How many runs there are.
  int count() {
    return runs.length / 2;
  }

  boolean isLiteral(int index) {
    return runs[2 * index] == LITERAL;
  }

  /// Where a run that is copied starts in the other file.
  long start(int index) {
    return runs[2 * index];
  }

  long length(int index) {
    return runs[2 * index + 1];
  }

  /// How many bytes are in no copy.
  long literalBytes() {
    long sum = 0;
    for (int i = 0; i < count(); i++) {
      sum += isLiteral(i) ? length(i) : 0;
    }
    return sum;
  }

  /// Collects runs and joins those which belong together.
  static final class Builder {
    private long[] runs = new long[32];
    private int used;

    /// Adds a run that starts at this place of the other file, or is literal when that is negative.
    void add(long start, long length) {
      if (continuesLast(start)) {
        runs[used - 1] += length;
        return;
      }
      if (used == runs.length) {
        runs = Arrays.copyOf(runs, 2 * used);
      }
      runs[used++] = Math.max(start, LITERAL);
      runs[used++] = length;
    }

    private boolean continuesLast(long start) {
      if (used == 0) {
        return false;
      }
      long last = runs[used - 2];
      return start < 0 ? last == LITERAL : last != LITERAL && last + runs[used - 1] == start;
    }

    /// How many runs there are so far.
    int count() {
      return used / 2;
    }

    CopyRuns build() {
      return new CopyRuns(Arrays.copyOf(runs, used));
    }
  }
}
