// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;

/// Where chunks lie in a file, by what they hold. Half of a SHA-256 stands for a chunk's bytes, so
/// that they need not be kept or read again. 24 bytes a place, of which a third at least is free.
final class ChunkTable {
  private static final int PLACE_LONGS = 3;
  private static final int LENGTH_BITS = 20;
  private static final int LENGTH_MAX = (1 << LENGTH_BITS) - 1;
  private static final int FIRST_BITS = 6;

  private final byte[] key = new byte[Checksum.SIZE_BYTES];
  private long[] places = new long[PLACE_LONGS << FIRST_BITS];
  private int bits = FIRST_BITS;
  private int count;

  /// Remembers a chunk; of equal ones the first.
  void add(Checksum chunk, long offset, int length) {
    if (length > LENGTH_MAX) {
      throw new IllegalArgumentException("chunk of " + length + " bytes");
    }
    if (count * 3L > 2L << bits) {
      grow();
    }
    chunk.copyTo(key, 0);
    // Never zero, which is what a free place has: no chunk is empty.
    put(
        BigEndian.longAt(key, 0),
        BigEndian.longAt(key, Long.BYTES),
        offset << LENGTH_BITS | length);
  }

  /// How many chunks are remembered.
  int count() {
    return count;
  }

  /// Where the chunk starts, or −1.
  long find(Checksum chunk, int length) {
    chunk.copyTo(key, 0);
    int place = place(BigEndian.longAt(key, 0), BigEndian.longAt(key, Long.BYTES));
    long found = places[place + 2];
    return (found & LENGTH_MAX) == length ? found >>> LENGTH_BITS : -1;
  }

  /// The chunk's place, or the free one where it would be.
  private int place(long high, long low) {
    int mask = (1 << bits) - 1;
    int slot = (int) high & mask;
    while (places[slot * PLACE_LONGS + 2] != 0) {
      int place = slot * PLACE_LONGS;
      if (places[place] == high && places[place + 1] == low) {
        return place;
      }
      slot = slot + 1 & mask;
    }
    return slot * PLACE_LONGS;
  }

  private void put(long high, long low, long where) {
    int place = place(high, low);
    if (places[place + 2] == 0) {
      places[place] = high;
      places[place + 1] = low;
      places[place + 2] = where;
      count++;
    }
  }

  private void grow() {
    long[] before = places;
    bits++;
    places = new long[PLACE_LONGS << bits];
    count = 0;
    for (int i = 0; i < before.length; i += PLACE_LONGS) {
      if (before[i + 2] != 0) {
        put(before[i], before[i + 1], before[i + 2]);
      }
    }
  }
}
