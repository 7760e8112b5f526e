// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How far the operations of a part are carried out, and what they read.
final class PartState {
  private final List<ObjectName> objects;
  private final ByteSource blob;
  private final OperationReader operations;
  private final ReadSources sources;
  private int made;
  private long carriedOut;

  PartState(List<ObjectName> objects, PartPayload payload, ReadSources sources) {
    this.objects = objects;
    this.blob = payload.blob();
    this.operations = new OperationReader(payload.operations());
    this.sources = sources;
  }

  ByteSource blob() {
    return blob;
  }

  ReadSources sources() {
    return sources;
  }

  /// The next operation inside of a file, which must have an end.
  Operation next() throws IOException {
    return nextOrEnd().orElseThrow(() -> malformed("the operations end inside of a file"));
  }

  Optional<Operation> nextOrEnd() throws IOException {
    ObjectType type = made < objects.size() ? objects.get(made).type() : ObjectType.FILE;
    carriedOut++;
    return Optional.ofNullable(operations.next(type));
  }

  /// The object that is made now.
  ObjectName object() throws DeltaException.Malformed {
    if (made == objects.size()) {
      throw malformed("the operations make more than its " + made + " objects");
    }
    return objects.get(made);
  }

  /// The next object begins, and reads from the blob until something else is said.
  void finishObject() {
    sources.unset();
    made++;
  }

  void requireAllMade() throws DeltaException.Malformed {
    if (made != objects.size()) {
      throw malformed("the operations make " + made + " of its " + objects.size() + " objects");
    }
  }

  /// The checksum at a place of the blob.
  Checksum sourceName(long offset) throws IOException {
    if (!blob.contains(offset, Checksum.SIZE_BYTES)) {
      throw malformed("a read source is named at " + offset + " of " + blob.sizeBytes() + " bytes");
    }
    byte[] name = new byte[Checksum.SIZE_BYTES];
    blob.readFully(offset, name, 0, name.length);
    return Checksum.of(name);
  }

  void setSource(long offset) throws IOException {
    sources.set(sourceName(offset));
  }

  DeltaException.Malformed malformed(String what) {
    String where = made < objects.size() ? ", object " + objects.get(made) : "";
    return new DeltaException.Malformed(
        "Delta part, operation " + carriedOut + where + ": " + what);
  }
}
