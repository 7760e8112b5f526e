// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.RepoException;
import java.io.IOException;

/// Reads files which are known to fit an array.
final class ContentBytes {
  private ContentBytes() {}

  /// The content of a file of this size.
  static byte[] read(ObjectStore store, Checksum content, long sizeBytes) throws IOException {
    try (ContentObject opened = store.openContent(content)) {
      byte[] bytes = new byte[Math.toIntExact(sizeBytes)];
      int length = opened.stream().readNBytes(bytes, 0, bytes.length);
      if (length < bytes.length || opened.stream().read() >= 0) {
        throw new RepoException.ObjectDamaged(
            new ObjectName(content, ObjectType.FILE),
            content + ".file has not the " + sizeBytes + " bytes it had before; run fsck");
      }
      return bytes;
    }
  }
}
