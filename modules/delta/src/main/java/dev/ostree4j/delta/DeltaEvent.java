// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;

/// What happens while a delta is made.
///
/// @since 0.1
public sealed interface DeltaEvent {

  /// It is known what the delta must bring.
  ///
  /// @param metadata how many new dirtrees and dirmetas
  /// @param regular how many new files
  /// @param symlinks how many new symlinks
  /// @param sources how many of the files have an old one from which they may be made
  record Planned(int metadata, int regular, int symlinks, int sources) implements DeltaEvent {}

  /// A file is compared with its source, and a step of that begins.
  ///
  /// @param file which one
  /// @param heapBytes how much heap the step and those after it take at most
  record Comparing(Checksum file, long heapBytes) implements DeltaEvent {}

  /// It is decided how a file with a source is brought.
  ///
  /// @param file which one
  /// @param method how
  record Encoded(Checksum file, Method method) implements DeltaEvent {}

  /// How a file is brought.
  enum Method {
    /// As it is.
    WHOLE,
    /// As copies of pieces of an old file, and the rest.
    COPIES,
    /// As a patch of an old file.
    PATCH
  }

  /// It is decided that an object is in no part. This comes after all that is encoded, and before
  /// the first part.
  ///
  /// @param object which one
  record FallenBack(FallbackObject object) implements DeltaEvent {}

  /// A block of a part is compressed.
  ///
  /// @param plainBytes how many bytes it had before
  /// @param sizeBytes how many it has now
  record Compressed(long plainBytes, long sizeBytes) implements DeltaEvent {}

  /// A part is complete.
  ///
  /// @param index from 0
  /// @param part its header
  record PartWritten(int index, PartHeader part) implements DeltaEvent {}
}
