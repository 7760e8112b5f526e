// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.object.FileHeader;
import java.io.IOException;
import java.io.InputStream;

/// An open content object: its header, and its bytes as a stream.
public final class ContentObject implements AutoCloseable {
  private final FileHeader header;
  private final long sizeBytes;
  private final InputStream stream;

  ContentObject(FileHeader header, long sizeBytes, InputStream stream) {
    this.header = header;
    this.sizeBytes = sizeBytes;
    this.stream = stream;
  }

  /// Owner, mode, target of a symbolic link, extended attributes.
  public FileHeader header() {
    return header;
  }

  /// The size of the content.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// The content; empty for a symbolic link.
  public InputStream stream() {
    return stream;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
