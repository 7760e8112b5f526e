// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/// Decides which requests fail at random. Used by many threads.
final class TroubleMaker {
  private final List<Trouble> troubles;
  // Guarded by this, like the next.
  private final Random random;
  private final int[] made;

  TroubleMaker(List<Trouble> troubles, long seed) {
    this.troubles = troubles;
    this.random = new Random(seed);
    this.made = new int[troubles.size()];
  }

  /// The status with which the next request fails, if it does.
  synchronized OptionalInt next() {
    for (int i = 0; i < made.length; i++) {
      Trouble trouble = troubles.get(i);
      if (random.nextInt(100) < trouble.percent() && made[i] < trouble.max()) {
        made[i]++;
        return OptionalInt.of(trouble.status());
      }
    }
    return OptionalInt.empty();
  }

  /// How many requests failed so far.
  synchronized long count() {
    long sum = 0;
    for (int count : made) {
      sum += count;
    }
    return sum;
  }
}
