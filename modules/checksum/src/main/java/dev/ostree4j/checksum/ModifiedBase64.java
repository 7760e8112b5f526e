// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import java.util.Base64;
import java.util.Optional;

/// Base64 for file names: `_` in the place of `/`, `+` stays, no padding.
final class ModifiedBase64 {
  private ModifiedBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('/', '_');
  }

  /// The bytes, or nothing when the text is not what [#encode] would have made.
  static Optional<byte[]> decode(String text) {
    if (text.indexOf('/') >= 0) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.replace('_', '/'));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    // The decoder ignores padding and surplus bits of the last character; two names for one
    // checksum would let one delta hide behind another.
    return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
  }
}
