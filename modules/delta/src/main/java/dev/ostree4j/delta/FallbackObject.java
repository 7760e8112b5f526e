// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An object which is in no part and is fetched by itself, because a part would not make it
/// smaller.
///
/// ```text
/// (yaytt)   type | checksum | size | uncompressed size
/// ```
///
/// @param name which object
/// @param sizeBytes of the object as the repository stores it in which the delta was made
/// @param uncompressedBytes of its content
/// @since 0.1
public record FallbackObject(ObjectName name, long sizeBytes, long uncompressedBytes) {
  static final VariantType TYPE = VariantType.of("(yaytt)");

  /// Checks the components.
  public FallbackObject {
    Objects.requireNonNull(name);
  }

  /// Reads one; the numbers are as GVariant reads them until the order of their bytes is known.
  static FallbackObject read(Variant value) throws DeltaException.Malformed {
    int number = value.child(0).asByte() & 0xff;
    Checksum checksum = Checksums.read(value.child(1), "fallback of a delta");
    Optional<ObjectType> type = ObjectType.ofNumber(number);
    if (type.isEmpty()) {
      throw new DeltaException.Malformed("Fallback " + checksum + " has unknown type " + number);
    }
    if (type.get().isMetadata()) {
      throw new DeltaException.Malformed(
          "Found metadata object as fallback: " + new ObjectName(checksum, type.get()));
    }
    return new FallbackObject(
        new ObjectName(checksum, type.get()), value.child(2).asLong(), value.child(3).asLong());
  }

  /// The same with its numbers in the other order of bytes.
  FallbackObject converted(DeltaByteOrder order) {
    return new FallbackObject(name, order.convert(sizeBytes), order.convert(uncompressedBytes));
  }

  Variant serialise(DeltaByteOrder order) {
    return Variant.tuple(
        TYPE,
        List.of(
            Variant.byteOf((byte) name.type().number()),
            Variant.bytes(name.checksum().bytes()),
            Variant.uint64(order.convert(sizeBytes)),
            Variant.uint64(order.convert(uncompressedBytes))));
  }
}
