// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads the entries of an archive in their order.
interface ArchiveReader {

  /// The next entry, empty at the end. What was not read of the last one's content is skipped.
  Optional<ArchiveEntry> next() throws IOException;

  /// The content of the entry just read; ends with it.
  InputStream content();
}
