// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import java.util.Objects;

/// The trace of a deleted commit: a dictionary whose `commit` is the checksum as hex digits and a
/// NUL. Stored under the name of the commit, not of its own bytes.
///
/// @param commit which commit was deleted
/// @since 0.1
public record Tombstone(Checksum commit) {
  private static final String KEY = "commit";

  /// The checksum may not be absent.
  public Tombstone {
    Objects.requireNonNull(commit);
  }

  /// Reads the serialised form.
  ///
  /// @throws ObjectFormatException when it is not in normal form or names no commit
  public static Tombstone parse(byte[] bytes) throws ObjectFormatException {
    var value = DetachedMetadata.dictionary(bytes).find(KEY);
    if (value.isEmpty() || !value.get().type().equals(VariantType.BYTES)) {
      throw new ObjectFormatException("Invalid tombstone: no commit");
    }
    byte[] text = value.get().asBytes();
    if (text.length != Checksum.HEX_LENGTH + 1 || text[Checksum.HEX_LENGTH] != 0) {
      throw new ObjectFormatException("Invalid tombstone: no checksum of a commit");
    }
    return Checksum.find(value.get().asByteString())
        .map(Tombstone::new)
        .orElseThrow(() -> new ObjectFormatException("Invalid tombstone: no checksum of a commit"));
  }

  /// The serialised form, as stored.
  public byte[] bytes() {
    return VariantDict.empty().put(KEY, Variant.byteString(commit.hex())).toVariant().bytes();
  }
}
