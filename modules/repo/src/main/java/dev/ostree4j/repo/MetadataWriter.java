// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;

/// Writes metadata objects, whose stored bytes are the object. Safe for many threads.
final class MetadataWriter {
  private final ObjectSink sink;
  private final ObjectStore known;
  private final TransactionCounters counters;

  MetadataWriter(ObjectSink sink, ObjectStore known, TransactionCounters counters) {
    this.sink = sink;
    this.known = known;
    this.counters = counters;
  }

  /// Writes an object that is named by its bytes, unless nobody could read it.
  Checksum write(ObjectType type, byte[] bytes) throws IOException {
    var name = new ObjectName(Checksum.ofContent(bytes), type);
    try {
      ObjectVerifier.checkFormat(type, bytes);
    } catch (ObjectFormatException e) {
      throw new RepoException.ObjectDamaged(name, "Writing " + name + ": " + e.getMessage());
    }
    writeTrusted(name, bytes);
    return name.checksum();
  }

  /// Writes these bytes under this name; true when the object is new.
  boolean writeTrusted(ObjectName name, byte[] bytes) throws IOException {
    if (bytes.length > MetadataLimits.MAX_SIZE_BYTES) {
      throw new RepoException.ObjectDamaged(
          name, "Metadata object " + name + " has " + bytes.length + " bytes, which is too large");
    }
    boolean stored = false;
    if (!known.hasOwn(name)) {
      try (TempFile file = sink.create()) {
        file.write(bytes);
        file.finishMetadata();
        stored = sink.store(file, name);
      }
    }
    counters.metadata(stored);
    return stored;
  }

  /// Writes what is said about a commit, in place of what was said before.
  void writeDetached(Checksum commit, byte[] bytes) throws IOException {
    try (TempFile file = sink.create()) {
      file.write(bytes);
      file.finishMetadata();
      sink.replace(file, new ObjectName(commit, ObjectType.COMMIT_METADATA));
    }
  }
}
