// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.PartHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The files of deltas, wherever they are; verified by nobody.
interface DeltaSource {
  /// The index of a commit; nothing when there is none.
  Optional<byte[]> findIndex(String path) throws IOException;

  /// A superblock; nothing when there is none.
  Optional<SuperblockFile> findSuperblock(String path) throws IOException;

  /// A part.
  ///
  /// @param header what the superblock says about it; what is longer is refused
  InputStream openPart(String path, PartHeader header) throws IOException;
}
