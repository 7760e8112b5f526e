// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The read source of a part, if there is one now; the last few stay open, since operations change
/// to and fro between a source and the blob.
final class ReadSources implements AutoCloseable {
  private static final int OPEN_MAX = 4;

  private final ObjectStore objects;
  private final InflatedSources inflated;
  private final Deque<Entry> open = new ArrayDeque<>();
  private @Nullable ReadSource current;

  ReadSources(ObjectStore objects) {
    this.objects = objects;
    this.inflated = new InflatedSources(objects.repo());
  }

  /// What the next bytes come from, instead of the blob.
  Optional<ByteSource> current() {
    return Optional.ofNullable(current);
  }

  void set(Checksum checksum) throws IOException {
    for (Entry entry : open) {
      if (entry.checksum.equals(checksum)) {
        current = entry.source;
        return;
      }
    }
    current = null;
    if (open.size() == OPEN_MAX) {
      open.removeFirst().source.close();
    }
    var entry = new Entry(checksum, ReadSource.open(objects, inflated, checksum));
    open.addLast(entry);
    current = entry.source;
  }

  void unset() {
    current = null;
  }

  @Override
  public void close() throws IOException {
    unset();
    try (inflated) {
      while (!open.isEmpty()) {
        open.removeLast().source.close();
      }
    }
  }

  private record Entry(Checksum checksum, ReadSource source) {}
}
