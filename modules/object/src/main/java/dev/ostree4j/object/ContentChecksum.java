// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import java.io.IOException;
import java.io.InputStream;

/// The names of content objects: SHA-256 over the framed header, then the content.
///
/// @since 0.1
public final class ContentChecksum {
  /// Large enough that the loop costs nothing beside the hashing, small enough for the cache.
  private static final int BUFFER_BYTES = 64 * 1024;

  private ContentChecksum() {}

  /// The name of a symlink or an empty file.
  public static Checksum of(FileHeader header) {
    return header.checksumWithoutContent();
  }

  /// The name of a file with this content, which is read to its end and not closed. Of a symlink,
  /// whose content is its target, nothing is read.
  ///
  /// @throws IOException when the content cannot be read
  public static Checksum of(FileHeader header, InputStream content) throws IOException {
    Hasher hasher = begin(header);
    if (!header.isSymlink()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        hasher.update(buffer, 0, n);
      }
    }
    return hasher.finish();
  }

  /// A computation that has taken the header and waits for the content.
  public static Hasher begin(FileHeader header) {
    return Hasher.sha256().update(header.framed());
  }
}
