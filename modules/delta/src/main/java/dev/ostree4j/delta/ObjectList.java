// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;

/// The objects of a part, in the order in which its operations make them. A view of the bytes, so
/// that a delta of a million objects costs no more memory than its superblock.
///
/// ```text
/// type (1) | checksum (32) | type (1) | checksum (32) | …
/// ```
final class ObjectList extends AbstractList<ObjectName> implements RandomAccess {
  static final int RECORD_BYTES = 1 + Checksum.SIZE_BYTES;

  private final MemorySegment records;

  private ObjectList(MemorySegment records) {
    this.records = records;
  }

  /// Reads a list.
  ///
  /// @throws DeltaException.Malformed when a record is cut short or of a type that no part can have
  static ObjectList parse(MemorySegment records) throws DeltaException.Malformed {
    long size = records.byteSize();
    if (size % RECORD_BYTES != 0) {
      throw new DeltaException.Malformed("Invalid checksum array length " + size);
    }
    for (long at = 0; at < size; at += RECORD_BYTES) {
      int type = records.get(ValueLayout.JAVA_BYTE, at) & 0xff;
      if (!isMadeByParts(type)) {
        throw new DeltaException.Malformed(
            "Object "
                + at / RECORD_BYTES
                + " of a delta part has type "
                + type
                + ", which no part can make");
      }
    }
    return new ObjectList(records);
  }

  private static boolean isMadeByParts(int type) {
    return type == ObjectType.FILE.number()
        || type == ObjectType.DIRTREE.number()
        || type == ObjectType.DIRMETA.number();
  }

  /// The bytes of a list.
  static byte[] serialise(Collection<ObjectName> objects) {
    var bytes = new ByteArrayOutputStream(objects.size() * RECORD_BYTES);
    for (ObjectName object : objects) {
      bytes.write(object.type().number());
      bytes.writeBytes(object.checksum().bytes());
    }
    return bytes.toByteArray();
  }

  @Override
  public ObjectName get(int index) {
    Objects.checkIndex(index, size());
    long at = (long) index * RECORD_BYTES;
    byte[] checksum = new byte[Checksum.SIZE_BYTES];
    MemorySegment.copy(records, ValueLayout.JAVA_BYTE, at + 1, checksum, 0, checksum.length);
    ObjectType type = ObjectType.ofNumber(records.get(ValueLayout.JAVA_BYTE, at)).orElseThrow();
    return new ObjectName(Checksum.of(checksum), type);
  }

  @Override
  public int size() {
    return (int) (records.byteSize() / RECORD_BYTES);
  }
}
