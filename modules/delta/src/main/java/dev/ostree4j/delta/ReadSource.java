// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.syscall.Descriptor;
import java.io.IOException;
import java.util.Optional;

/// The content of an object that is there already, to copy from and to patch.
final class ReadSource implements ByteSource, AutoCloseable {
  private final ObjectStore objects;
  private final InflatedSources inflated;
  private final Checksum checksum;
  private final ContentObject object;

  private ReadSource(
      ObjectStore objects, InflatedSources inflated, Checksum checksum, ContentObject object) {
    this.objects = objects;
    this.inflated = inflated;
    this.checksum = checksum;
    this.object = object;
  }

  /// @param inflated where the content goes if it is stored compressed, when it is first read
  static ReadSource open(ObjectStore objects, InflatedSources inflated, Checksum checksum)
      throws IOException {
    ContentObject object;
    try {
      object = objects.openContent(checksum);
    } catch (RepoException.ObjectMissing e) {
      var missing = new DeltaException.SourceMissing(new ObjectName(checksum, ObjectType.FILE));
      missing.initCause(e);
      throw missing;
    }
    if (object.header().isSymlink()) {
      object.close();
      throw new DeltaException.Malformed(
          "The delta builds on object " + checksum + ", which is a symlink");
    }
    return new ReadSource(objects, inflated, checksum, object);
  }

  @Override
  public long sizeBytes() {
    return object.sizeBytes();
  }

  @Override
  public int readAt(long position, byte[] buffer, int offset, int length) throws IOException {
    Optional<Descriptor> file = object.file();
    return file.isPresent()
        ? objects.repo().kernel().readAt(file.get(), position, buffer, offset, length)
        : inflated.of(checksum, object).readAt(position, buffer, offset, length);
  }

  @Override
  public void close() throws IOException {
    object.close();
  }
}
