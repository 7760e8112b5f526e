// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An object of a part.
///
/// @param name which object
/// @param kind what its bytes in the part are like
/// @param objectBytes how many bytes the object has
/// @param content what else is known of a file or symlink; nothing for metadata
record PartItem(ObjectName name, PayloadKind kind, long objectBytes, Optional<Content> content) {
  /// What the operations of an object take up, but for runs, at least.
  private static final int OPERATIONS_BYTES = 16;

  /// What the operation for a run takes up, about.
  private static final int RUN_BYTES = 8;

  /// A file or symlink in a part.
  record Content(FreshFile file, Encoding encoding) {}

  static PartItem metadata(ObjectName name, long sizeBytes) {
    return new PartItem(name, PayloadKind.METADATA, sizeBytes, Optional.empty());
  }

  static PartItem content(FreshFile file, Encoding encoding, PayloadKind kind) {
    var name = new ObjectName(file.checksum(), ObjectType.FILE);
    long size = file.header().isSymlink() ? targetBytes(file).length : file.sizeBytes();
    return new PartItem(name, kind, size, Optional.of(new Content(file, encoding)));
  }

  static byte[] targetBytes(FreshFile file) {
    return file.header().symlinkTarget().getBytes(StandardCharsets.UTF_8);
  }

  /// How many bytes the header of the part counts for it: as in the C program a symlink has none.
  long countedBytes() {
    return content.map(known -> known.file().sizeBytes()).orElse(objectBytes);
  }

  /// How many bytes its operations take, about.
  long operationsBytes() {
    boolean copied = content.isPresent() && content.get().encoding() instanceof Encoding.Copied;
    int runs = copied ? ((Encoding.Copied) content.get().encoding()).runs().count() : 0;
    return OPERATIONS_BYTES + (long) RUN_BYTES * runs;
  }

  /// How many bytes of the part's blob it takes.
  long payloadBytes() {
    if (content.isEmpty()) {
      return objectBytes;
    }
    return switch (content.get().encoding()) {
      case Encoding.Whole whole -> objectBytes;
      case Encoding.Copied copied -> Checksum.SIZE_BYTES + copied.runs().literalBytes();
      case Encoding.Patched patched -> Checksum.SIZE_BYTES + patched.patchBytes();
    };
  }
}
