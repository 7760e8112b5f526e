// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.FallbackObject;
import dev.ostree4j.delta.PartHeader;

/// How much of a pull came, or would come, as parts of static deltas.
///
/// Where a pull only measures, objects that a delta leaves out count as parts.
///
/// @param parts parts that were carried out, or whose objects were here already
/// @param partsTotal all parts
/// @param bytes the size of the former, in bytes
/// @param bytesTotal the size of all parts, in bytes
/// @param uncompressedBytesTotal the size of all that the parts make, in bytes
/// @param partsInline parts that were carried out and came with their superblock: nobody had to
///     fetch them
/// @since 0.1
public record DeltaCount(
    long parts,
    long partsTotal,
    long bytes,
    long bytesTotal,
    long uncompressedBytesTotal,
    long partsInline) {
  /// None.
  public static final DeltaCount NONE = new DeltaCount(0, 0, 0, 0, 0, 0);

  /// One part more, which is yet to come.
  DeltaCount withPlanned(PartHeader part) {
    return withPlanned(part.sizeBytes(), part.uncompressedBytes());
  }

  /// The same for an object that the delta leaves out.
  DeltaCount withPlanned(FallbackObject fallback) {
    return withPlanned(fallback.sizeBytes(), fallback.uncompressedBytes());
  }

  private DeltaCount withPlanned(long sizeBytes, long uncompressedBytes) {
    return new DeltaCount(
        parts,
        partsTotal + 1,
        bytes,
        bytesTotal + sizeBytes,
        uncompressedBytesTotal + uncompressedBytes,
        partsInline);
  }

  /// One of the planned parts was fetched and carried out, or has nothing new.
  DeltaCount withDone(PartHeader part) {
    return withDone(part.sizeBytes());
  }

  /// An object that the delta leaves out is here.
  DeltaCount withDone(FallbackObject fallback) {
    return withDone(fallback.sizeBytes());
  }

  private DeltaCount withDone(long sizeBytes) {
    return new DeltaCount(
        parts + 1, partsTotal, bytes + sizeBytes, bytesTotal, uncompressedBytesTotal, partsInline);
  }

  /// One of the planned parts came with its superblock and was carried out.
  DeltaCount withInline(PartHeader part) {
    DeltaCount done = withDone(part);
    return new DeltaCount(
        done.parts, partsTotal, done.bytes, bytesTotal, uncompressedBytesTotal, partsInline + 1);
  }
}
