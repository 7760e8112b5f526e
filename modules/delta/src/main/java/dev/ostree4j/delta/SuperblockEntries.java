// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/// Where the parts, and what was attached to the commit, lie in the metadata of a superblock.
/// Looking for one part after the other would take time by the square of their number.
final class SuperblockEntries {
  private static final int NONE = -1;

  private final Variant metadata;

  /// By the index of the part, which entry it is.
  private final int[] parts;

  /// Which entry was attached to the commit.
  private int attached = NONE;

  private SuperblockEntries(Variant metadata, int count) {
    this.metadata = metadata;
    this.parts = new int[count];
    Arrays.fill(parts, NONE);
  }

  /// @param count how many parts there are, inside and elsewhere
  static SuperblockEntries of(Variant metadata, DeltaName name, int count) {
    var entries = new SuperblockEntries(metadata, count);
    entries.find(name);
    // The names lie between the parts, of which some pages were mapped with them.
    if (metadata.segment().isMapped()) {
      metadata.segment().unload();
    }
    return entries;
  }

  /// Of several entries with the same key the first counts.
  private void find(DeltaName name) {
    String prefix = name.directory() + "/";
    String attachedKey = name.detachedMetadataKey();
    for (int i = 0; i < metadata.count(); i++) {
      String key = metadata.child(i).child(0).asString();
      if (attached == NONE && key.equals(attachedKey)) {
        attached = i;
      }
      int part = key.startsWith(prefix) ? index(key, prefix.length()) : NONE;
      if (part != NONE && part < parts.length && parts[part] == NONE) {
        parts[part] = i;
      }
    }
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
  Optional<MemorySegment> part(int index) {
    return index < 0 || index >= parts.length
        ? Optional.empty()
        : value(parts[index], Superblock.PART_TYPE).map(Variant::segment);
  }

  /// The detached metadata of the commit that the delta leads to.
  Optional<Variant> attached() {
    return value(attached, VariantType.DICT);
  }

  private Optional<Variant> value(int entry, VariantType type) {
    return entry == NONE
        ? Optional.empty()
        : Optional.of(metadata.child(entry).child(1).asVariant())
            .filter(value -> value.type().equals(type));
  }
}
