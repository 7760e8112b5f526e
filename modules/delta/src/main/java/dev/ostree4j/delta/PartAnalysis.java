// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import java.util.List;

/// What is inside of a part.
///
/// @param modes entries in the table of owners and modes
/// @param xattrSets entries in the table of sets of extended attributes
/// @param blobBytes the size of the blob
/// @param operationsBytes the size of the operations
/// @param counts how many operations of each kind
/// @param objects what each object takes up, in the order in which they are made
/// @since 0.1
public record PartAnalysis(
    long modes,
    long xattrSets,
    long blobBytes,
    long operationsBytes,
    OperationCounts counts,
    List<ObjectCost> objects) {
  /// Copies the list.
  public PartAnalysis {
    objects = List.copyOf(objects);
  }

  /// How many operations there are of each kind.
  ///
  /// @param splices whole objects out of the blob
  /// @param opens beginnings of files
  /// @param writes pieces of files
  /// @param setReadSources changes to an object to copy from
  /// @param unsetReadSources changes back to the blob
  /// @param closes ends of files
  /// @param patches patched files
  /// @since 0.1
  public record OperationCounts(
      long splices,
      long opens,
      long writes,
      long setReadSources,
      long unsetReadSources,
      long closes,
      long patches) {}
}
