// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.gvariant.Variant;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/// Where the parts lie in the metadata of a superblock. Looking for one part after the other would
/// take time by the square of their number.
final class InlineParts {
  private static final int NONE = -1;

  private final Variant metadata;

  /// By the index of the part, which entry it is.
  private final int[] entries;

  private InlineParts(Variant metadata, int[] entries) {
    this.metadata = metadata;
    this.entries = entries;
  }

  /// @param count how many parts there are, inside and elsewhere
  static InlineParts of(Variant metadata, DeltaName name, int count) {
    int[] entries = new int[count];
    Arrays.fill(entries, NONE);
    String prefix = name.directory() + "/";
    for (int i = 0; i < metadata.count(); i++) {
      String key = metadata.child(i).child(0).asString();
      int part = key.startsWith(prefix) ? index(key, prefix.length()) : NONE;
      // Of several entries with the same key the first counts.
      if (part != NONE && part < count && entries[part] == NONE) {
        entries[part] = i;
      }
    }
    // The names lie between the parts, of which some pages were mapped with them.
    if (metadata.segment().isMapped()) {
      metadata.segment().unload();
    }
    return new InlineParts(metadata, entries);
  }

  /// The number which a key ends with, if it is written as [DeltaName#partPath] writes it.
  private static int index(String key, int start) {
    String text = key.substring(start);
    try {
      int number = Integer.parseInt(text);
      return Integer.toString(number).equals(text) ? Math.max(number, NONE) : NONE;
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  /// The bytes of a part, from the byte which tells the compression on.
  Optional<MemorySegment> find(int index) {
    if (index < 0 || index >= entries.length || entries[index] == NONE) {
      return Optional.empty();
    }
    Variant value = metadata.child(entries[index]).child(1).asVariant();
    return value.type().equals(Superblock.PART_TYPE)
        ? Optional.of(value.segment())
        : Optional.empty();
  }
}
