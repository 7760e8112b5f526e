// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;

/// How an object comes to lie in a part.
sealed interface Encoding {

  /// As it is.
  record Whole() implements Encoding {}

  /// As pieces of another file and literal bytes.
  ///
  /// @param source the other file
  /// @param runs which pieces; the literal bytes are read from the new file again
  record Copied(Checksum source, CopyRuns runs) implements Encoding {}

  /// As a patch of another file.
  ///
  /// @param source the other file
  /// @param patch the deflated patch
  /// @param patchBytes the size of the patch
  record Patched(Checksum source, EncodingSpool.Slice patch, long patchBytes) implements Encoding {}
}
