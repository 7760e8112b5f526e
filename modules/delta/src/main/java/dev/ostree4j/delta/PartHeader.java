// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.ObjectName;
import java.util.List;
import java.util.Objects;

/// What a superblock says about one part.
///
/// ```text
/// (uayttay)   version | checksum | size | uncompressed size | objects (33 each)
/// ```
///
/// @param version 0; readers refuse what is greater
/// @param checksum SHA-256 of the whole part as it is stored, from the byte which tells the
///     compression on
/// @param sizeBytes of the part as it is stored
/// @param uncompressedBytes of what the objects take up once they are made, more or less: the size
///     of the part once it is decompressed may be far from it
/// @param objects what the part makes, in this order
/// @since 0.1
public record PartHeader(
    int version,
    Checksum checksum,
    long sizeBytes,
    long uncompressedBytes,
    List<ObjectName> objects) {
  static final VariantType TYPE = VariantType.of("(uayttay)");

  /// The version of the format.
  static final int VERSION = 0;

  /// Checks the components.
  public PartHeader {
    Objects.requireNonNull(checksum);
    Objects.requireNonNull(objects);
  }

  /// A part of this version of the format.
  public static PartHeader of(
      Checksum checksum, long sizeBytes, long uncompressedBytes, List<ObjectName> objects) {
    return new PartHeader(VERSION, checksum, sizeBytes, uncompressedBytes, List.copyOf(objects));
  }

  /// Reads one; the numbers are as GVariant reads them until the order of their bytes is known.
  static PartHeader read(Variant value) throws DeltaException.Malformed {
    return new PartHeader(
        value.child(0).asInt(),
        Checksums.read(value.child(1), "delta part"),
        value.child(2).asLong(),
        value.child(3).asLong(),
        ObjectList.parse(value.child(4).segment()));
  }

  /// The same with its numbers in the other order of bytes.
  PartHeader converted(DeltaByteOrder order) {
    return new PartHeader(
        order.convert(version),
        checksum,
        order.convert(sizeBytes),
        order.convert(uncompressedBytes),
        objects);
  }

  Variant serialise(DeltaByteOrder order) {
    return Variant.tuple(
        TYPE,
        List.of(
            Variant.uint32(order.convert(version)),
            Variant.bytes(checksum.bytes()),
            Variant.uint64(order.convert(sizeBytes)),
            Variant.uint64(order.convert(uncompressedBytes)),
            Variant.bytes(ObjectList.serialise(objects))));
  }
}
