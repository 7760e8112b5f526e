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
import org.jspecify.annotations.Nullable;

/// The content of an object that is there already, to copy from and to patch. Where it is stored
/// compressed it is spooled when it is first read.
final class ReadSource implements ByteSource, AutoCloseable {
  private final ObjectStore objects;
  private final ContentObject object;
  private @Nullable Spool spool;

  private ReadSource(ObjectStore objects, ContentObject object) {
    this.objects = objects;
    this.object = object;
  }

  static ReadSource open(ObjectStore objects, Checksum checksum) throws IOException {
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
    return new ReadSource(objects, object);
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
        : spooled().readAt(position, buffer, offset, length);
  }

  private Spool spooled() throws IOException {
    Spool known = spool;
    if (known == null) {
      known = new Spool(objects.repo());
      spool = known;
      known.fill(object.stream());
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    try (object) {
      if (spool != null) {
        spool.close();
      }
    }
  }
}
