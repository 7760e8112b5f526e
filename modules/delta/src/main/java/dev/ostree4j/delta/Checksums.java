// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import java.util.Optional;

/// Checksums as `ay` in the formats of this package.
final class Checksums {
  private Checksums() {}

  static Checksum read(Variant bytes, String where) throws DeltaException.Malformed {
    if (bytes.sizeBytes() != Checksum.SIZE_BYTES) {
      throw new DeltaException.Malformed(
          "Invalid checksum of length " + bytes.sizeBytes() + " expected 32, in " + where);
    }
    return Checksum.of(bytes.asBytes());
  }

  /// The same where no bytes mean that there is none.
  static Optional<Checksum> readOptional(Variant bytes, String where)
      throws DeltaException.Malformed {
    return bytes.sizeBytes() == 0 ? Optional.empty() : Optional.of(read(bytes, where));
  }
}
