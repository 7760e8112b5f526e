// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// Turns the bytes of each number around, in place, in the bytes of a normal value. Framing
/// offsets stay: they are little-endian everywhere.
final class ByteSwapper {
  private final byte[] bytes;

  ByteSwapper(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Swaps within a value whose bytes start at 0 of the value `root`, from which `value` was
  /// reached.
  void swap(Variant value, int origin) {
    VariantType type = value.type();
    if (type.isBasic()) {
      if (type.fixedSizeBytes() > 1) {
        reverse(value.start - origin, type.fixedSizeBytes());
      }
      return;
    }
    // Without padding to follow there are no numbers inside either.
    if (type.alignment() == 1) {
      return;
    }
    int count = value.count();
    for (int i = 0; i < count; i++) {
      swap(value.child(i), origin);
    }
  }

  private void reverse(int start, int size) {
    for (int low = start, high = start + size - 1; low < high; low++, high--) {
      byte swapped = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = swapped;
    }
  }
}
