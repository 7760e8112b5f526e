// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A few numbers that tell how much two files have in common without comparing them: the smallest
/// hashes of all runs of sixteen bytes (a bottom-k sketch, Broder).
///
/// The share of equal numbers among the smallest of both is about the share of runs which occur in
/// both files, wherever they stand in them.
final class Sketch {
  private static final int SIZE = 48;
  private static final int BUFFER_BYTES = 1 << 16;

  /// Two bits a byte: after sixteen bytes a byte has left a hash of 32 bits.
  private static final int BITS_A_BYTE = 2;

  private static final int RUN_BYTES = Integer.SIZE / BITS_A_BYTE;
  private static final int MIX = 0x9e3779b1;

  /// In order, each once.
  private final int[] smallest;

  private Sketch(int[] smallest) {
    this.smallest = smallest;
  }

  /// Reads the stream to its end.
  static Sketch of(InputStream in) throws IOException {
    var builder = new Builder();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      builder.add(buffer, n);
    }
    return new Sketch(Arrays.copyOf(builder.smallest, builder.count));
  }

  /// The numbers, by which an index finds this sketch.
  int[] numbers() {
    return smallest.clone();
  }

  /// How alike the files are, from 0 to 1.
  double resemblance(Sketch other) {
    int common = 0;
    int seen = 0;
    int mine = 0;
    int theirs = 0;
    while (seen < SIZE && mine < smallest.length && theirs < other.smallest.length) {
      int a = smallest[mine];
      int b = other.smallest[theirs];
      common += a == b ? 1 : 0;
      mine += a <= b ? 1 : 0;
      theirs += b <= a ? 1 : 0;
      seen++;
    }
    int rest = smallest.length - mine + other.smallest.length - theirs;
    int all = Math.min(SIZE, seen + rest);
    return all == 0 ? 0 : (double) common / all;
  }

  private static final class Builder {
    private final int[] smallest = new int[SIZE];
    private int count;
    private int hash;
    private long position;

    private void add(byte[] bytes, int length) {
      int running = hash;
      int worst = count == SIZE ? smallest[SIZE - 1] : Integer.MAX_VALUE;
      for (int i = 0; i < length; i++) {
        running = (running << BITS_A_BYTE) + Gear.of(bytes[i]);
        int number = running * MIX;
        if (number < worst && position + i >= RUN_BYTES - 1) {
          insert(number);
          worst = count == SIZE ? smallest[SIZE - 1] : Integer.MAX_VALUE;
        }
      }
      hash = running;
      position += length;
    }

    private void insert(int number) {
      int at = Arrays.binarySearch(smallest, 0, count, number);
      if (at >= 0) {
        return;
      }
      int place = -at - 1;
      int moved = Math.min(count, SIZE - 1) - place;
      System.arraycopy(smallest, place, smallest, place + 1, moved);
      smallest[place] = number;
      count = Math.min(count + 1, SIZE);
    }
  }
}
