// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import java.util.List;

/// What became of a delta that was made.
///
/// @param name which delta
/// @param superblock the checksum of its superblock file, as lists of deltas have it
/// @param superblockBytes the size of its superblock file, with the parts that lie in it
/// @param parts its parts, in order
/// @param fallbacks the objects that are fetched by themselves
/// @param wholeFiles how many files are brought as they are
/// @param looseBytes how many bytes those, and the metadata, have as objects in the repository
/// @param copiedFiles how many are put together from pieces of others
/// @param copiedBytes how many bytes of those come from others
/// @param patchedFiles how many are patched
/// @since 0.1
public record DeltaReport(
    DeltaName name,
    Checksum superblock,
    long superblockBytes,
    List<PartHeader> parts,
    List<FallbackObject> fallbacks,
    int wholeFiles,
    long looseBytes,
    int copiedFiles,
    long copiedBytes,
    int patchedFiles) {
  /// Copies the lists.
  public DeltaReport {
    parts = List.copyOf(parts);
    fallbacks = List.copyOf(fallbacks);
  }

  /// How many bytes all parts have as they are stored.
  public long compressedBytes() {
    return parts.stream().mapToLong(PartHeader::sizeBytes).sum();
  }

  /// How many bytes the objects of all parts have.
  public long uncompressedBytes() {
    return parts.stream().mapToLong(PartHeader::uncompressedBytes).sum();
  }
}
