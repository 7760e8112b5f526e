// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.Superblock;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A delta that a source has: its superblock, and where its parts come from.
///
/// @param file which is closed with this
/// @param superblock what is in it; not to be used after that
record OfferedDelta(SuperblockFile file, Superblock superblock, DeltaSource source)
    implements AutoCloseable {
  /// Opens a part, which may lie in the superblock.
  InputStream openPart(int index) throws IOException {
    Optional<InputStream> inline = superblock.openInlinePart(index);
    return inline.isPresent()
        ? inline.get()
        : source.openPart(superblock.name().partPath(index), superblock.parts().get(index));
  }

  @Override
  public void close() {
    file.close();
  }
}
