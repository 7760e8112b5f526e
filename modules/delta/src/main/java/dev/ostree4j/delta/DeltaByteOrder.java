// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.nio.ByteOrder;
import java.util.Optional;

/// In which order the bytes of a superblock's numbers stand. It concerns the versions and sizes of
/// parts and fallbacks only: the time of generation and the tables in the parts are always
/// big-endian, the framing of GVariant is always little-endian.
///
/// @since 0.1
public enum DeltaByteOrder {
  /// The lowest byte first; what is written here, unless asked for otherwise.
  LITTLE('l'),
  /// The highest byte first.
  BIG('B');

  /// The key in the superblock's metadata, of type `y`.
  static final String KEY = "ostree.endianness";

  private final char mark;

  DeltaByteOrder(char mark) {
    this.mark = mark;
  }

  /// The order of this machine.
  static DeltaByteOrder ofThisMachine() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG;
  }

  /// How the superblock says so, and the command line: `l` or `B`.
  public char mark() {
    return mark;
  }

  /// The order with this mark.
  public static Optional<DeltaByteOrder> ofMark(char mark) {
    return switch (mark) {
      case 'l' -> Optional.of(LITTLE);
      case 'B' -> Optional.of(BIG);
      default -> Optional.empty();
    };
  }

  /// The other order.
  public DeltaByteOrder swapped() {
    return this == LITTLE ? BIG : LITTLE;
  }

  /// Turns a little-endian number as GVariant reads it into what was meant, and back.
  int convert(int number) {
    return this == BIG ? Integer.reverseBytes(number) : number;
  }

  /// Turns a little-endian number as GVariant reads it into what was meant, and back.
  long convert(long number) {
    return this == BIG ? Long.reverseBytes(number) : number;
  }
}
