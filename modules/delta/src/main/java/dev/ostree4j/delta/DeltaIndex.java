// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A list of deltas, each with the checksum of its superblock: all that lead to one commit in an
/// index, all of a repository in its summary.
///
/// ```text
/// a{sv}   "ostree.static-deltas" → a{sv}   "HEX-HEX" or "HEX" → ay, checksum of the superblock
/// ```
///
/// @since 0.1
public final class DeltaIndex {
  /// The key under which the list is found, in an index and in a summary.
  public static final String KEY = "ostree.static-deltas";

  private final SortedMap<DeltaName, Checksum> superblocks;

  private DeltaIndex(SortedMap<DeltaName, Checksum> superblocks) {
    this.superblocks = superblocks;
  }

  /// A list of these deltas.
  public static DeltaIndex of(Map<DeltaName, Checksum> superblocks) {
    return new DeltaIndex(Collections.unmodifiableSortedMap(new TreeMap<>(superblocks)));
  }

  /// Reads an index file. One without a list is empty.
  ///
  /// @throws DeltaException.Malformed when it is not in normal form, a name is no delta's or a
  ///     checksum is none
  public static DeltaIndex parse(byte[] bytes) throws DeltaException.Malformed {
    Variant index = Variant.of(VariantType.DICT, bytes);
    if (!index.isNormal()) {
      throw new DeltaException.Malformed("The delta index is not in normal form");
    }
    Optional<Variant> list = index.find(KEY, VariantType.DICT);
    return list.isPresent() ? parse(list.get()) : of(Map.of());
  }

  /// Reads the list itself, an `a{sv}`, as a summary has it.
  ///
  /// @throws IllegalArgumentException when it has another type
  /// @throws DeltaException.Malformed when a name is no delta's or a checksum is none
  public static DeltaIndex parse(Variant list) throws DeltaException.Malformed {
    VariantDict dict = VariantDict.of(list);
    var superblocks = new TreeMap<DeltaName, Checksum>();
    for (String text : dict.keys()) {
      DeltaName name =
          DeltaName.find(text)
              .orElseThrow(() -> new DeltaException.Malformed("Invalid delta name " + text));
      superblocks.put(name, checksum(dict, text));
    }
    return new DeltaIndex(Collections.unmodifiableSortedMap(superblocks));
  }

  private static Checksum checksum(VariantDict dict, String name) throws DeltaException.Malformed {
    Optional<Variant> bytes = dict.find(name, VariantType.BYTES);
    if (bytes.isEmpty() || bytes.get().sizeBytes() != Checksum.SIZE_BYTES) {
      throw new DeltaException.Malformed("Invalid checksum for static delta " + name);
    }
    return Checksum.of(bytes.get().asBytes());
  }

  /// The deltas by name, with the checksums of their superblocks.
  public SortedMap<DeltaName, Checksum> superblocks() {
    return superblocks;
  }

  /// The checksum of a delta's superblock, if the delta is listed.
  public Optional<Checksum> find(DeltaName delta) {
    return Optional.ofNullable(superblocks.get(delta));
  }

  /// The same deltas, apart by the commit they lead to.
  public SortedMap<Checksum, DeltaIndex> byTarget() {
    var groups = new TreeMap<Checksum, SortedMap<DeltaName, Checksum>>();
    superblocks.forEach(
        (name, checksum) ->
            groups.computeIfAbsent(name.to(), to -> new TreeMap<>()).put(name, checksum));
    var indexes = new TreeMap<Checksum, DeltaIndex>();
    groups.forEach(
        (to, deltas) -> indexes.put(to, new DeltaIndex(Collections.unmodifiableSortedMap(deltas))));
    return Collections.unmodifiableSortedMap(indexes);
  }

  /// The list itself, as a summary has it.
  public Variant toVariant() {
    var dict = VariantDict.empty();
    superblocks.forEach(
        (name, checksum) -> dict.put(name.toString(), Variant.bytes(checksum.bytes())));
    return dict.toVariant();
  }

  /// The bytes of an index file.
  public byte[] bytes() {
    return VariantDict.empty().put(KEY, toVariant()).toVariant().bytes();
  }
}
