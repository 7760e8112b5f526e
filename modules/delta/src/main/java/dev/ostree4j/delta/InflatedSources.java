// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The content of objects that are stored compressed: each is decompressed once, however often the
/// operations of a part go back to it, so that a small part cannot cost much time.
final class InflatedSources implements AutoCloseable {
  private final Spool spool;
  private final Map<Checksum, ByteSource> known = new HashMap<>();

  InflatedSources(Repo repo) {
    this.spool = new Spool(repo);
  }

  /// The content of an object, which is read to its end unless that has happened before.
  ByteSource of(Checksum checksum, ContentObject object) throws IOException {
    ByteSource content = known.get(checksum);
    if (content == null) {
      long start = spool.sizeBytes();
      spool.fill(object.stream());
      content = new Slice(spool, start, spool.sizeBytes() - start);
      known.put(checksum, content);
    }
    return content;
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  /// A part of the spool.
  private record Slice(Spool spool, long start, long sizeBytes) implements ByteSource {
    @Override
    public int readAt(long position, byte[] buffer, int offset, int length) throws IOException {
      if (position >= sizeBytes) {
        return -1;
      }
      int n = (int) Math.min(length, sizeBytes - position);
      return spool.readAt(start + position, buffer, offset, n);
    }
  }
}
