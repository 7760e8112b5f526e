// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// How large one object of a commit is, as the commit's writer found it.
///
/// ```text
/// checksum (32) | varint archived | varint unpacked | type (1; absent in old commits)
/// ```
///
/// A varint has seven bits a byte, the lowest first; the top bit says that another byte follows.
///
/// @param name which object; in commits of old writers, which did not tell the type, a file
/// @param archivedBytes the size of what an archive stores
/// @param unpackedBytes the size of the content; for metadata that of the object
/// @since 0.1
public record SizesEntry(ObjectName name, long archivedBytes, long unpackedBytes) {
  private static final VariantType ALL = VariantType.of("aay");

  /// 64 bits in groups of seven.
  private static final int MAX_VARINT_BYTES = 10;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException when a size is negative
  public SizesEntry {
    Objects.requireNonNull(name);
    if (archivedBytes < 0 || unpackedBytes < 0) {
      throw new IllegalArgumentException("size " + archivedBytes + ", " + unpackedBytes);
    }
  }

  /// Reads the commit metadata `ostree.sizes`.
  ///
  /// @throws ObjectFormatException when the type or the form is wrong
  public static List<SizesEntry> parse(Variant sizes) throws ObjectFormatException {
    if (!sizes.type().equals(ALL)) {
      throw new ObjectFormatException("Object sizes of type " + sizes.type().text());
    }
    if (!sizes.isNormal()) {
      throw ObjectFormatException.notNormal();
    }
    var entries = new ArrayList<SizesEntry>();
    for (int i = 0; i < sizes.count(); i++) {
      entries.add(new Reader(sizes.child(i).asBytes()).entry());
    }
    return List.copyOf(entries);
  }

  /// The commit metadata `ostree.sizes`; entries are put in the order of their names.
  public static Variant serialise(Collection<SizesEntry> entries) {
    var sorted = new ArrayList<>(entries);
    Collections.sort(sorted, (a, b) -> a.name.compareTo(b.name));
    var elements = new ArrayList<Variant>(sorted.size());
    for (SizesEntry entry : sorted) {
      elements.add(Variant.bytes(entry.bytes()));
    }
    return Variant.array(VariantType.BYTES, elements);
  }

  private byte[] bytes() {
    byte[] target = new byte[Checksum.SIZE_BYTES + 2 * MAX_VARINT_BYTES + 1];
    name.checksum().copyTo(target, 0);
    int end = putVarint(target, Checksum.SIZE_BYTES, archivedBytes);
    end = putVarint(target, end, unpackedBytes);
    target[end] = (byte) name.type().number();
    return Arrays.copyOf(target, end + 1);
  }

  private static int putVarint(byte[] target, int start, long value) {
    int position = start;
    long rest = value;
    while (rest > 0x7f) {
      target[position++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    target[position++] = (byte) rest;
    return position;
  }

  /// Takes one entry apart.
  private static final class Reader {
    private final byte[] bytes;
    private int position = Checksum.SIZE_BYTES;

    private Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    private SizesEntry entry() throws ObjectFormatException {
      if (bytes.length < Checksum.SIZE_BYTES) {
        throw invalid("too short");
      }
      var checksum = Checksum.of(bytes, 0);
      long archived = varint();
      long unpacked = varint();
      return new SizesEntry(new ObjectName(checksum, type()), archived, unpacked);
    }

    private long varint() throws ObjectFormatException {
      long value = 0;
      for (int shift = 0; position < bytes.length; shift += 7) {
        byte group = bytes[position++];
        // The tenth byte would hold the sign; no object is that large.
        if (shift == 7 * (MAX_VARINT_BYTES - 1) || group == 0 && shift > 0) {
          throw invalid("not a size");
        }
        value |= (long) (group & 0x7f) << shift;
        if (group >= 0) {
          return value;
        }
      }
      throw invalid("too short");
    }

    private ObjectType type() throws ObjectFormatException {
      if (position == bytes.length) {
        return ObjectType.FILE;
      }
      var type = ObjectType.ofNumber(bytes[position++]);
      if (type.isEmpty() || position != bytes.length) {
        throw invalid("not a type of object");
      }
      return type.get();
    }

    private ObjectFormatException invalid(String why) {
      return new ObjectFormatException(
          "Invalid object sizes: entry at byte " + position + " " + why);
    }
  }
}
