// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.List;
import java.util.Optional;

/// In which order the bytes of a superblock's numbers stand, and how that is known.
///
/// Old writers did not say it and used the order of their machine. Then sizes which no delta can
/// have tell that it was the other order than this machine's, unless they are too large in that: a
/// tiny part may grow when it is compressed. What is neither of the two orders stands for this
/// machine's, as in the reference program.
///
/// @param known the order; nothing when it is not said and nothing is suspicious, or when what is
///     said is none
/// @param guessed whether it is not said
record ByteOrderGuess(Optional<DeltaByteOrder> known, boolean guessed) {
  /// Compression never makes a part this much larger than its content.
  private static final double GROWTH_MAX = 1.2;

  /// Objects of a delta do not have 4 GiB on average.
  private static final double AVERAGE_MAX = 0xffff_ffffL;

  /// @param parts with numbers as GVariant reads them
  static ByteOrderGuess of(Variant metadata, List<PartHeader> parts) {
    Optional<Variant> mark = metadata.find(DeltaByteOrder.KEY, VariantType.BYTE);
    if (mark.isPresent()) {
      char character = (char) (mark.get().asByte() & 0xff);
      return new ByteOrderGuess(DeltaByteOrder.ofMark(character), false);
    }
    DeltaByteOrder own = DeltaByteOrder.ofThisMachine();
    boolean wrong = grows(parts, own) || isTooLarge(parts, own);
    return new ByteOrderGuess(
        wrong && !isTooLarge(parts, own.swapped()) ? Optional.of(own.swapped()) : Optional.empty(),
        true);
  }

  private static boolean grows(List<PartHeader> parts, DeltaByteOrder order) {
    return parts.stream()
        .anyMatch(
            part ->
                unsigned(order.convert(part.sizeBytes()))
                    > unsigned(order.convert(part.uncompressedBytes())) * GROWTH_MAX);
  }

  private static boolean isTooLarge(List<PartHeader> parts, DeltaByteOrder order) {
    double total = 0;
    long objects = 0;
    for (PartHeader part : parts) {
      total += unsigned(order.convert(part.uncompressedBytes()));
      objects += part.objects().size();
    }
    return objects > 0 && total / objects > AVERAGE_MAX;
  }

  private static double unsigned(long number) {
    return number >= 0 ? number : number + 0x1p64;
  }

  /// The order to read numbers in.
  DeltaByteOrder applied() {
    return known.orElseGet(DeltaByteOrder::ofThisMachine);
  }
}
