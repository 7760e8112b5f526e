// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Optional;

/// The kinds of stored things, with the number and the file extension each has in the formats.
///
/// @since 0.1
public enum ObjectType {
  /// The content of a regular file or a symlink.
  FILE(1, "file", false),
  /// The names in a directory.
  DIRTREE(2, "dirtree", true),
  /// Owner, mode and extended attributes of a directory.
  DIRMETA(3, "dirmeta", true),
  /// A version of a whole tree.
  COMMIT(4, "commit", true),
  /// The trace of a deleted commit; named like the commit.
  TOMBSTONE_COMMIT(5, "tombstone-commit", true),
  /// What is said about a commit from outside, such as signatures; named like the commit.
  COMMIT_METADATA(6, "commitmeta", true),
  /// A symlink from the checksum of a payload to a file object which has it.
  PAYLOAD_LINK(7, "payload-link", false),
  /// A set of extended attributes that files share.
  FILE_XATTRS(8, "file-xattrs", false),
  /// A hardlink from a file object's name to its extended attributes.
  FILE_XATTRS_LINK(9, "file-xattrs-link", false);

  private static final ObjectType[] BY_NUMBER = values();

  private final int number;
  private final String extension;
  private final boolean metadata;

  ObjectType(int number, String extension, boolean metadata) {
    this.number = number;
    this.extension = extension;
    this.metadata = metadata;
  }

  /// The number in deltas, sizes and serialised names.
  public int number() {
    return number;
  }

  /// The name, which is also the file extension in all repositories but archives.
  public String extension() {
    return extension;
  }

  /// Whether a repository stores the serialised bytes as they are, in each mode alike.
  public boolean isMetadata() {
    return metadata;
  }

  /// The type with this extension.
  public static Optional<ObjectType> ofExtension(String extension) {
    for (ObjectType type : BY_NUMBER) {
      if (type.extension.equals(extension)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The type with this number.
  public static Optional<ObjectType> ofNumber(int number) {
    boolean known = number >= 1 && number <= BY_NUMBER.length;
    return known ? Optional.of(BY_NUMBER[number - 1]) : Optional.empty();
  }
}
