// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/// Writes the extended attributes of a file beside it, as bare-split-xattrs repositories keep
/// them: each set of attributes once, with one hardlink for each file that has it.
final class SplitXattrs {
  private final ObjectSink sink;
  private final ObjectStore known;

  SplitXattrs(ObjectSink sink, ObjectStore known) {
    this.sink = sink;
    this.known = known;
  }

  /// Writes them before the file itself is visible.
  void write(Checksum content, Xattrs xattrs) throws IOException {
    byte[] bytes = xattrs.bytes();
    var shared = new ObjectName(Checksum.ofContent(bytes), ObjectType.FILE_XATTRS);
    var link = new ObjectName(content, ObjectType.FILE_XATTRS_LINK);
    if (!known.hasOwn(shared)) {
      writeFile(shared, bytes);
    }
    if (!link(shared, link)) {
      writeFile(link, bytes);
    }
  }

  /// False when the set has as many links as the file system allows.
  private boolean link(ObjectName shared, ObjectName link) throws IOException {
    Optional<StoredFile> stored = known.findLoose(shared);
    if (stored.isEmpty()) {
      return false;
    }
    try {
      sink.link(stored.get().directory(), stored.get().path(), link);
      return true;
    } catch (FileSystemException e) {
      return false;
    }
  }

  private void writeFile(ObjectName name, byte[] bytes) throws IOException {
    try (TempFile file = sink.create()) {
      file.write(bytes);
      file.finishMetadata();
      sink.store(file, name);
    }
  }
}
