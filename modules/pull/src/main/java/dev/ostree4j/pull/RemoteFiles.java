// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.FetchedFile;
import dev.ostree4j.summary.CachedFile;
import java.io.IOException;
import java.util.Optional;

/// The small files of a remote, such as its summary: read whole, within a bound.
interface RemoteFiles {
  /// A file; nothing when the remote does not have it.
  ///
  /// @param path relative to the repository
  /// @param maxBytes what is larger is refused
  /// @param known what is here of it: when it is still the same the answer may say so instead of
  ///     bringing it again
  Optional<FetchedFile> find(String path, long maxBytes, Optional<CachedFile> known)
      throws IOException;

  /// The bytes of a file.
  ///
  /// @throws IOException when the remote does not have it
  byte[] fetch(String path, long maxBytes) throws IOException;

  /// The bytes of a file; nothing when the remote does not have it.
  default Optional<byte[]> find(String path, long maxBytes) throws IOException {
    return find(path, maxBytes, Optional.empty()).map(FetchedFile::body);
  }
}
