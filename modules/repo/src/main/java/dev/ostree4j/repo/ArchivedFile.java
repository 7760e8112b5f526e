// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.ArchiveHeader;
import dev.ostree4j.object.HeaderFrame;
import java.io.IOException;
import java.io.InputStream;

/// The stored form of an archive, `.filez`, read from its start.
///
/// ```text
/// header size BE32 | 0 BE32 | header | deflated content
/// ```
final class ArchivedFile {
  private ArchivedFile() {}

  /// Reads the header; the stream then stands at the deflated content.
  ///
  /// @param sizeBytes the size of the whole file, which bounds the header
  /// @throws dev.ostree4j.object.ObjectFormatException when it is none
  static ArchiveHeader readHeader(InputStream stored, long sizeBytes) throws IOException {
    byte[] prefix = stored.readNBytes(HeaderFrame.PREFIX_BYTES);
    int headerSize = HeaderFrame.headerSizeBytes(prefix, sizeBytes);
    return ArchiveHeader.parse(stored.readNBytes(headerSize));
  }
}
