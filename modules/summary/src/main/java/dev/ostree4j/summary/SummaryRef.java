// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// What a summary says about one ref.
///
/// @param commit where it points
/// @param sizeBytes how large the commit object is said to be, a number without sign. Only a hint:
///     machines of the other byte order write it the other way round.
/// @param metadata what else is said, of type `a{sv}`
/// @since 0.1
public record SummaryRef(Checksum commit, long sizeBytes, Variant metadata) {
  static final String TIMESTAMP = "ostree.commit.timestamp";
  static final String VERSION = "ostree.commit.version";

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException when the metadata is no dictionary
  public SummaryRef {
    Objects.requireNonNull(commit);
    if (!metadata.type().equals(VariantType.DICT)) {
      throw new IllegalArgumentException("metadata of a ref of type " + metadata.type());
    }
  }

  /// When the commit was made, in seconds since 1970 without sign, where it is said.
  public OptionalLong timestampSeconds() {
    return BigEndian.find(metadata, TIMESTAMP);
  }

  /// The version people know the commit by, where it is said.
  public Optional<String> version() {
    return metadata.find(VERSION, VariantType.STRING).map(Variant::asString);
  }
}
