// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

/// A text of symbols from 0 on, as the sorting of suffixes sees it: bytes at first, then the names
/// of its own pieces.
sealed interface Symbols {

  /// How many there are.
  int length();

  /// How many different ones there may be.
  int alphabet();

  /// The symbol at this index.
  int at(int index);

  /// Bytes as unsigned numbers.
  record OfBytes(byte[] bytes, int length) implements Symbols {
    @Override
    public int alphabet() {
      return 256;
    }

    @Override
    public int at(int index) {
      return bytes[index] & 0xff;
    }
  }

  /// A part of an array of numbers.
  record OfInts(int[] numbers, int offset, int length, int alphabet) implements Symbols {
    @Override
    public int at(int index) {
      return numbers[offset + index];
    }
  }
}
