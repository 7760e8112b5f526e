// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A superblock before it is written. Immutable.
final class SuperblockDraft {
  private final Optional<Checksum> from;
  private final Commit commit;
  private final long timestampSeconds;
  private final DeltaByteOrder byteOrder;
  private final List<PartHeader> parts;
  private final List<FallbackObject> fallbacks;
  private final SortedMap<Integer, Variant> inlineParts;
  private final Optional<VariantDict> detachedMetadata;

  private SuperblockDraft(
      Optional<Checksum> from,
      Commit commit,
      long timestampSeconds,
      DeltaByteOrder byteOrder,
      List<PartHeader> parts,
      List<FallbackObject> fallbacks,
      SortedMap<Integer, Variant> inlineParts,
      Optional<VariantDict> detachedMetadata) {
    this.from = from;
    this.commit = commit;
    this.timestampSeconds = timestampSeconds;
    this.byteOrder = byteOrder;
    this.parts = parts;
    this.fallbacks = fallbacks;
    this.inlineParts = inlineParts;
    this.detachedMetadata = detachedMetadata;
  }

  /// The superblock of a delta without parts; the time is that of the commit.
  static SuperblockDraft of(Optional<Checksum> from, Commit commit) {
    return new SuperblockDraft(
        from,
        commit,
        commit.timestampSeconds(),
        DeltaByteOrder.LITTLE,
        List.of(),
        List.of(),
        new TreeMap<>(),
        Optional.empty());
  }

  /// Which delta this is.
  DeltaName name() {
    return new DeltaName(from, commit.checksum());
  }

  /// The same, made at another time, in seconds since 1970.
  SuperblockDraft withTimestamp(long seconds) {
    return new SuperblockDraft(
        from, commit, seconds, byteOrder, parts, fallbacks, inlineParts, detachedMetadata);
  }

  /// The same with numbers in another order of bytes.
  SuperblockDraft withByteOrder(DeltaByteOrder order) {
    return new SuperblockDraft(
        from, commit, timestampSeconds, order, parts, fallbacks, inlineParts, detachedMetadata);
  }

  /// The same with one more part, which lies in a file of its own.
  SuperblockDraft withPart(PartHeader part) {
    return withParts(List.of(part), Map.of());
  }

  /// The same with one more part, which lies in the superblock itself.
  ///
  /// @param stored from the byte which tells the compression on
  SuperblockDraft withInlinePart(PartHeader part, MemorySegment stored) {
    return withParts(List.of(part), Map.of(0, Variant.of(Superblock.PART_TYPE, stored)));
  }

  /// The same with these parts after those it has, some of which lie in the superblock itself.
  ///
  /// @param inline those, as `(yay)`, by the index in this list
  SuperblockDraft withParts(List<PartHeader> headers, Map<Integer, Variant> inline) {
    var all = new ArrayList<>(parts);
    all.addAll(headers);
    var inside = new TreeMap<>(inlineParts);
    inline.forEach((index, part) -> inside.put(parts.size() + index, part));
    return new SuperblockDraft(
        from,
        commit,
        timestampSeconds,
        byteOrder,
        List.copyOf(all),
        fallbacks,
        inside,
        detachedMetadata);
  }

  /// The same with these objects to be fetched by themselves.
  SuperblockDraft withFallbacks(List<FallbackObject> objects) {
    return new SuperblockDraft(
        from,
        commit,
        timestampSeconds,
        byteOrder,
        parts,
        List.copyOf(objects),
        inlineParts,
        detachedMetadata);
  }

  /// The same with what is attached to the commit.
  SuperblockDraft withDetachedMetadata(VariantDict attached) {
    return new SuperblockDraft(
        from,
        commit,
        timestampSeconds,
        byteOrder,
        parts,
        fallbacks,
        inlineParts,
        Optional.of(attached));
  }

  /// The superblock.
  Variant serialise() {
    return Variant.tuple(
        Superblock.TYPE,
        List.of(
            metadata(),
            Variant.uint64(Long.reverseBytes(timestampSeconds)),
            Variant.bytes(from.map(Checksum::bytes).orElseGet(() -> new byte[0])),
            Variant.bytes(commit.checksum().bytes()),
            commit.variant(),
            Variant.bytes(new byte[0]),
            Variant.array(
                PartHeader.TYPE, parts.stream().map(part -> part.serialise(byteOrder)).toList()),
            Variant.array(
                FallbackObject.TYPE,
                fallbacks.stream().map(one -> one.serialise(byteOrder)).toList())));
  }

  private Variant metadata() {
    var dict = VariantDict.empty();
    dict.put(DeltaByteOrder.KEY, Variant.byteOf((byte) byteOrder.mark()));
    detachedMetadata.ifPresent(
        attached -> dict.put(name().detachedMetadataKey(), attached.toVariant()));
    inlineParts.forEach((index, part) -> dict.put(name().partPath(index), part));
    return dict.toVariant();
  }
}
