// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The extended attributes of a file or directory: sorted by name, each name once.
///
/// Immutable. The stored form is `a(ayay)`, where each name carries its NUL.
///
/// @since 0.1
public final class Xattrs {
  /// No attributes.
  public static final Xattrs EMPTY = new Xattrs(List.of());

  /// The type of the stored form, `a(ayay)`.
  public static final VariantType TYPE = VariantType.of("a(ayay)");

  private final List<Xattr> entries;

  private Xattrs(List<Xattr> entries) {
    this.entries = entries;
  }

  /// These attributes, in any order.
  ///
  /// @throws IllegalArgumentException when a name occurs twice
  public static Xattrs of(Collection<Xattr> attributes) {
    if (attributes.isEmpty()) {
      return EMPTY;
    }
    Xattr[] sorted = attributes.toArray(Xattr[]::new);
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (Arrays.equals(sorted[i - 1].rawName(), sorted[i].rawName())) {
        throw new IllegalArgumentException("Duplicate xattr name " + sorted[i].displayName());
      }
    }
    return new Xattrs(List.of(sorted));
  }

  /// Reads the stored form.
  ///
  /// @throws ObjectFormatException when the type or the form is wrong, a name is empty, lacks its
  ///     NUL or has another, or names are not in ascending order
  public static Xattrs parse(Variant stored) throws ObjectFormatException {
    if (!stored.type().equals(TYPE)) {
      throw new ObjectFormatException("Extended attributes of type " + stored.type().text());
    }
    return parse(stored.bytes());
  }

  /// Reads the stored form.
  ///
  /// @throws ObjectFormatException as [#parse(Variant)]
  public static Xattrs parse(byte[] stored) throws ObjectFormatException {
    Xattrs xattrs = read(Span.of(stored));
    if (!Arrays.equals(xattrs.bytes(), stored)) {
      throw ObjectFormatException.notNormal();
    }
    return xattrs;
  }

  /// Reads attributes whose framing is not known to be minimal: the caller compares bytes.
  static Xattrs read(Span span) throws ObjectFormatException {
    if (span.size() == 0) {
      return EMPTY;
    }
    var elements = span.elements();
    var entries = new ArrayList<Xattr>(elements.count());
    byte[] before = {};
    for (int i = 0; i < elements.count(); i++) {
      Xattr entry = readEntry(elements.next());
      if (Arrays.compareUnsigned(before, entry.rawName()) >= 0) {
        throw new ObjectFormatException(
            "Xattr name '" + entry.displayName() + "' is a duplicate or not in order");
      }
      before = entry.rawName();
      entries.add(entry);
    }
    return new Xattrs(List.copyOf(entries));
  }

  private static Xattr readEntry(Span tuple) throws ObjectFormatException {
    long nameEnd = tuple.offset(0);
    byte[] name = tuple.part(0, nameEnd).copy();
    byte[] value = tuple.part(nameEnd, tuple.contentSize(1)).copy();
    if (name.length == 0 || name[name.length - 1] != 0) {
      throw new ObjectFormatException("Invalid xattr name: no NUL at its end");
    }
    byte[] text = Arrays.copyOf(name, name.length - 1);
    if (!Xattr.isValidName(text)) {
      throw new ObjectFormatException("Invalid xattr name: empty or with a NUL inside");
    }
    return Xattr.adopt(text, value);
  }

  /// The attributes in the order of their names.
  public List<Xattr> entries() {
    return entries;
  }

  /// Whether there are none.
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /// The value of the attribute with this name, given without NUL.
  public Optional<byte[]> find(byte[] name) {
    for (Xattr entry : entries) {
      if (Arrays.equals(entry.rawName(), name)) {
        return Optional.of(entry.value());
      }
    }
    return Optional.empty();
  }

  /// The value of the attribute with this name.
  public Optional<byte[]> find(String name) {
    return find(Text.utf8(name));
  }

  /// These attributes and one more, or with another value for its name.
  public Xattrs with(Xattr added) {
    var changed = new ArrayList<Xattr>(without(added.rawName()).entries);
    changed.add(added);
    return of(changed);
  }

  /// These attributes but the one with this name, given without NUL.
  public Xattrs without(byte[] name) {
    var kept = new ArrayList<Xattr>(entries.size());
    for (Xattr entry : entries) {
      if (!Arrays.equals(entry.rawName(), name)) {
        kept.add(entry);
      }
    }
    return of(kept);
  }

  /// These attributes but the one with this name.
  public Xattrs without(String name) {
    return without(Text.utf8(name));
  }

  /// The stored form as a value.
  public Variant variant() {
    return Variant.of(TYPE, bytes());
  }

  /// The stored form.
  public byte[] bytes() {
    byte[] stored = new byte[sizeBytes()];
    writeTo(stored, 0);
    return stored;
  }

  /// The name of these attributes as an object of their own: the SHA-256 of the stored form.
  public Checksum checksum() {
    return Checksum.ofContent(bytes());
  }

  int sizeBytes() {
    long content = 0;
    for (Xattr entry : entries) {
      content += entrySize(entry);
    }
    return Framing.totalSize(content, entries.size());
  }

  /// Writes the stored form and returns where it ends.
  int writeTo(byte[] target, int start) {
    int size = sizeBytes();
    int width = Framing.width(size);
    int table = start + size - entries.size() * width;
    int position = start;
    for (Xattr entry : entries) {
      position = writeEntry(entry, target, position);
      Framing.putOffset(target, table, width, position - start);
      table += width;
    }
    return start + size;
  }

  private static int entrySize(Xattr entry) {
    return Framing.totalSize(entry.rawName().length + 1L + entry.rawValue().length, 1);
  }

  private static int writeEntry(Xattr entry, byte[] target, int start) {
    byte[] name = entry.rawName();
    byte[] value = entry.rawValue();
    int size = entrySize(entry);
    int width = Framing.width(size);
    System.arraycopy(name, 0, target, start, name.length);
    System.arraycopy(value, 0, target, start + name.length + 1, value.length);
    Framing.putOffset(target, start + size - width, width, name.length + 1);
    return start + size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Xattrs that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
