// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import java.util.Optional;

/// What a file below `tmp` is called that something is downloaded into: `fetch-HEX.filez` or
/// `fetch-HEX.part`.
///
/// @param checksum what tells in the end that it is the right one: of an object its name, of a part
///     of a delta what the superblock says
record SpoolName(Checksum checksum, Kind kind) {
  private static final String PREFIX = "fetch-";

  /// What is downloaded.
  enum Kind {
    /// A content object of an archive.
    OBJECT(".filez"),
    /// A part of a delta, as it is stored.
    PART(".part");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  static SpoolName ofObject(Checksum content) {
    return new SpoolName(content, Kind.OBJECT);
  }

  static SpoolName ofPart(Checksum part) {
    return new SpoolName(part, Kind.PART);
  }

  /// The name that a file has; nothing when it is another one.
  static Optional<SpoolName> find(String file) {
    for (Kind kind : Kind.values()) {
      if (file.startsWith(PREFIX) && file.endsWith(kind.suffix)) {
        int end = Math.max(PREFIX.length(), file.length() - kind.suffix.length());
        return Checksum.find(file.substring(PREFIX.length(), end))
            .map(checksum -> new SpoolName(checksum, kind));
      }
    }
    return Optional.empty();
  }

  /// The name of the file.
  String text() {
    return PREFIX + checksum.hex() + kind.suffix;
  }
}
