// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

/// A random number for each byte, for hashes which roll along a file: shift, then add the number of
/// the next byte. What was added first has been shifted out when as many bits were shifted as the
/// hash has.
final class Gear {
  private static final long STEP = 0x9e3779b97f4a7c15L;
  private static final int[] NUMBERS = numbers();

  private Gear() {}

  static int of(byte value) {
    return NUMBERS[value & 0xff];
  }

  /// Always the same: equal input gives equal deltas.
  private static int[] numbers() {
    int[] numbers = new int[256];
    long state = 0;
    for (int i = 0; i < numbers.length; i++) {
      state += STEP;
      long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
      numbers[i] = (int) (mixed ^ mixed >>> 31);
    }
    return numbers;
  }
}
