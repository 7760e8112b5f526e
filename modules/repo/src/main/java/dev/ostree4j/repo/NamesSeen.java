// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import java.util.concurrent.atomic.AtomicLongArray;

/// Which objects were put into a directory, by the first digits of their names: who is not among
/// them is not there; who is may be. Takes 128 KiB whatever comes. Safe for many threads.
final class NamesSeen {
  /// The digits that count: two for the directory and three of the file. With 200,000 objects, four
  /// of five that are not there are still known.
  private static final int DIGITS = 5;

  private static final int PREFIX_CHARS = 2;
  private static final int BITS = 1 << (4 * DIGITS);

  private final AtomicLongArray seen = new AtomicLongArray(BITS / Long.SIZE);

  /// Remembers an object.
  ///
  /// @param path where its file is, such as `ab/cdef….file`
  void add(String path) {
    if (path.length() > DIGITS) {
      int bit = bit(path);
      seen.accumulateAndGet(bit / Long.SIZE, 1L << bit, (old, added) -> old | added);
    }
  }

  /// Whether the object may be there.
  boolean mayHave(String path) {
    int bit = bit(path);
    return (seen.get(bit / Long.SIZE) & 1L << bit) != 0;
  }

  /// Remembers every object whose name starts so; what is no such directory is passed over.
  void addAll(String prefix) {
    if (prefix.length() != PREFIX_CHARS || !isHex(prefix)) {
      return;
    }
    int words = BITS / 256 / Long.SIZE;
    int first = Integer.parseInt(prefix, 16) * words;
    for (int i = first; i < first + words; i++) {
      seen.set(i, -1);
    }
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private static int bit(String path) {
    int high = Integer.parseInt(path, 0, PREFIX_CHARS, 16);
    int low = Integer.parseInt(path, PREFIX_CHARS + 1, DIGITS + 1, 16);
    return high << (4 * (DIGITS - PREFIX_CHARS)) | low;
  }
}
