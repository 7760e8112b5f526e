// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import java.util.Objects;
import java.util.Optional;

/// What a stored object is found by: a checksum and a type.
///
/// @param checksum that of the object's bytes, or of the commit which a tombstone or detached
///     metadata belongs to
/// @param type what the object is
/// @since 0.1
public record ObjectName(Checksum checksum, ObjectType type) implements Comparable<ObjectName> {
  /// Neither part may be absent.
  public ObjectName {
    Objects.requireNonNull(checksum);
    Objects.requireNonNull(type);
  }

  /// The object with this name as text, `HEX.EXTENSION`.
  ///
  /// @throws IllegalArgumentException when the text is anything else
  public static ObjectName parse(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("Invalid object name " + text));
  }

  /// The object with this name as text, or nothing when the text is anything else.
  public static Optional<ObjectName> find(String text) {
    if (text.length() <= Checksum.HEX_LENGTH || text.charAt(Checksum.HEX_LENGTH) != '.') {
      return Optional.empty();
    }
    var checksum = Checksum.find(text.substring(0, Checksum.HEX_LENGTH));
    var type = ObjectType.ofExtension(text.substring(Checksum.HEX_LENGTH + 1));
    return checksum.isPresent() && type.isPresent()
        ? Optional.of(new ObjectName(checksum.get(), type.get()))
        : Optional.empty();
  }

  /// Where a repository keeps the object, relative to its `objects`: `HH/REST.EXTENSION`. In an
  /// archive the extension of what is not metadata ends with `z`.
  public String loosePath(boolean archive) {
    String hex = checksum.hex();
    var path = new StringBuilder(hex.length() + 24);
    path.append(hex, 0, 2).append('/').append(hex, 2, hex.length());
    path.append('.').append(type.extension());
    if (archive && !type.isMetadata()) {
      path.append('z');
    }
    return path.toString();
  }

  /// The name as a value of type `(su)`; the number of the type is in native byte order.
  public Variant serialised() {
    return Variant.tuple(Variant.string(checksum.hex()), Variant.uint32(type.number()));
  }

  /// By checksum, then by the number of the type.
  @Override
  public int compareTo(ObjectName other) {
    int order = checksum.compareTo(other.checksum);
    return order != 0 ? order : type.compareTo(other.type);
  }

  /// The name as text, `HEX.EXTENSION`.
  @Override
  public String toString() {
    return checksum.hex() + "." + type.extension();
  }
}
