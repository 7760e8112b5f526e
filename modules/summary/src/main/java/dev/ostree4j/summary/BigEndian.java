// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.OptionalLong;

/// Numbers that stand swapped in a dictionary, so that their bytes are big-endian.
final class BigEndian {
  private BigEndian() {}

  /// A `t`, if there is one of this key.
  static OptionalLong find(Variant dictionary, String key) {
    var value = dictionary.find(key, VariantType.UINT64);
    return value.isPresent()
        ? OptionalLong.of(Long.reverseBytes(value.get().asLong()))
        : OptionalLong.empty();
  }

  static Variant of(long value) {
    return Variant.uint64(Long.reverseBytes(value));
  }
}
