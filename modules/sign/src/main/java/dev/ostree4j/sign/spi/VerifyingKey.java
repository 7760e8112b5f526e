// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign.spi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A public key. Two keys of one engine with the same name are the same key.
///
/// @since 0.1
public interface VerifyingKey {
  /// What people are told, and what tells it from others: usually its bytes in hexadecimal.
  String name();

  /// Whether the owner of this key made this signature of these bytes. Anything that cannot be a
  /// signature is none; nothing is thrown on account of the bytes.
  boolean verifies(byte[] data, byte[] signature);

  /// The same for bytes which need not lie in the heap, and may be too many for it. An engine that
  /// looks at them piece by piece overrides this; by default they are copied, and what no array can
  /// hold has no signature.
  default boolean verifies(MemorySegment data, byte[] signature) {
    return data.byteSize() < Integer.MAX_VALUE - Long.BYTES
        && verifies(data.toArray(ValueLayout.JAVA_BYTE), signature);
  }
}
