// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.checksum.Pieces;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DetachedMetadata;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.ObjectFormatException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// What a delta is made of: the commit it leads to, and what is known of its parts before they are
/// fetched.
///
/// ```text
/// (a{sv} t ay ay COMMIT ay a(uayttay) a(yaytt))
///  │     │ │  │  │      │  │          └─ fallbacks, see FallbackObject
///  │     │ │  │  │      │  └─ headers of the parts, see PartHeader
///  │     │ │  │  │      └─ deltas which must be applied before: pairs of checksums; never any
///  │     │ │  │  └─ (a{sv}aya(say)sstayay), the whole commit
///  │     │ │  └─ checksum of that commit
///  │     │ └─ checksum of the commit to start from, or nothing
///  │     └─ seconds since 1970 when it was made; big-endian
///  └─ "ostree.endianness" → y, 'l' or 'B'
///     DELTA/INDEX → (yay), a part that lies in the superblock
///     DELTA/commitmeta → a{sv}, the commit's detached metadata
/// ```
///
/// Nothing is copied: parts in a superblock may have gigabytes, so that the bytes of a large one
/// are better mapped than read. Immutable as long as those bytes are.
///
/// @since 0.1
public final class Superblock {
  static final VariantType TYPE =
      VariantType.of("(a{sv}tayay" + Commit.TYPE.text() + "aya(uayttay)a(yaytt))");

  /// The type of a part, compression first.
  static final VariantType PART_TYPE = VariantType.of("(yay)");

  private static final int PARENT_BYTES = 2 * Checksum.SIZE_BYTES;

  private final Variant value;
  private final DeltaName name;
  private final ByteOrderGuess byteOrder;
  private final List<PartHeader> parts;
  private final List<FallbackObject> fallbacks;
  private final SuperblockEntries entries;

  private Superblock(
      Variant value,
      DeltaName name,
      ByteOrderGuess byteOrder,
      List<PartHeader> parts,
      List<FallbackObject> fallbacks) {
    this.value = value;
    this.name = name;
    this.byteOrder = byteOrder;
    this.parts = parts;
    this.fallbacks = fallbacks;
    this.entries = SuperblockEntries.of(value.child(0), name, parts.size());
  }

  /// Reads a plain superblock.
  ///
  /// @throws DeltaException.Malformed when it is not in normal form or says what cannot be
  public static Superblock parse(byte[] bytes) throws DeltaException.Malformed {
    return parse(MemorySegment.ofArray(bytes));
  }

  /// Reads a plain superblock.
  ///
  /// @param bytes which must neither change nor be freed while the result is used
  /// @throws DeltaException.Malformed when it is not in normal form or says what cannot be
  public static Superblock parse(MemorySegment bytes) throws DeltaException.Malformed {
    Variant value = variant(bytes);
    var name =
        new DeltaName(
            Checksums.readOptional(value.child(2), "start of a delta"),
            Checksums.read(value.child(3), "target of a delta"));
    if (value.child(5).sizeBytes() % PARENT_BYTES != 0) {
      throw new DeltaException.Malformed("The list of parents of delta " + name + " is cut short");
    }
    List<PartHeader> raw = ReadList.of(value.child(6), PartHeader::read);
    ByteOrderGuess order = ByteOrderGuess.of(value.child(0), raw);
    DeltaByteOrder applied = order.applied();
    List<PartHeader> parts =
        ReadList.of(value.child(6), part -> PartHeader.read(part).converted(applied));
    List<FallbackObject> fallbacks =
        ReadList.of(value.child(7), one -> FallbackObject.read(one).converted(applied));
    requireSizes(name, parts, fallbacks);
    return new Superblock(value, name, order, parts, fallbacks);
  }

  /// No size is 2⁶³ or greater, and neither are all of them together.
  private static void requireSizes(
      DeltaName name, List<PartHeader> parts, List<FallbackObject> fallbacks)
      throws DeltaException.Malformed {
    long left = Long.MAX_VALUE;
    for (PartHeader part : parts) {
      left = spend(name, spend(name, left, part.sizeBytes()), part.uncompressedBytes());
    }
    for (FallbackObject fallback : fallbacks) {
      left = spend(name, spend(name, left, fallback.sizeBytes()), fallback.uncompressedBytes());
    }
  }

  private static long spend(DeltaName name, long left, long size) throws DeltaException.Malformed {
    if (size < 0 || size > left) {
      throw new DeltaException.Malformed(
          "The sizes of delta " + name + " are too large: " + Long.toUnsignedString(size));
    }
    return left - size;
  }

  private static Variant variant(MemorySegment bytes) throws DeltaException.Malformed {
    Variant value;
    try {
      value = Variant.of(TYPE, bytes);
    } catch (IllegalArgumentException e) {
      throw new DeltaException.Malformed(
          "The delta superblock has " + bytes.byteSize() + " bytes, more than can be read", e);
    }
    if (!value.isNormal()) {
      throw new DeltaException.Malformed("The delta superblock is not in normal form");
    }
    return value;
  }

  /// Which delta this is.
  public DeltaName name() {
    return name;
  }

  /// When the delta was made, in seconds since 1970.
  public long timestampSeconds() {
    return Long.reverseBytes(value.child(1).asLong());
  }

  /// In which order the bytes of numbers stand; nothing when the superblock does not say and
  /// nothing speaks against the order of this machine, or when it says what is no order.
  public Optional<DeltaByteOrder> byteOrder() {
    return byteOrder.known();
  }

  /// Whether the superblock does not say in which order the bytes of its numbers stand, as those of
  /// old writers.
  public boolean isByteOrderGuessed() {
    return byteOrder.guessed();
  }

  /// The bytes of the commit that the delta leads to; neither parsed nor verified.
  public byte[] commitBytes() {
    return value.child(4).bytes();
  }

  /// The commit that the delta leads to, which is in no part.
  ///
  /// @throws DeltaException.ChecksumMismatch when it is not the commit that the delta's name says
  /// @throws ObjectFormatException when it is no commit
  public Commit commit() throws DeltaException.ChecksumMismatch, ObjectFormatException {
    long size = value.child(4).segment().byteSize();
    if (size > MetadataLimits.MAX_SIZE_BYTES) {
      throw new ObjectFormatException("a commit of " + size + " bytes is too large");
    }
    byte[] bytes = commitBytes();
    Checksum actual = Checksum.ofContent(bytes);
    if (!actual.equals(name.to())) {
      throw new DeltaException.ChecksumMismatch(
          "Delta " + name + " carries commit " + actual + " instead of " + name.to());
    }
    return Commit.parse(bytes);
  }

  /// What was attached to the commit when the delta was made.
  ///
  /// @throws ObjectFormatException when it is not of the form of such metadata
  public Optional<VariantDict> detachedMetadata() throws ObjectFormatException {
    Optional<Variant> found = entries.attached();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(DetachedMetadata.parse(found.get().bytes()));
  }

  /// How many deltas must be applied before this one; nobody makes such.
  public int parentCount() {
    return (int) (value.child(5).sizeBytes() / PARENT_BYTES);
  }

  /// The parts, in order.
  public List<PartHeader> parts() {
    return parts;
  }

  /// The objects that are fetched by themselves.
  public List<FallbackObject> fallbacks() {
    return fallbacks;
  }

  /// The bytes of a part which lies in the superblock itself, from the byte which tells the
  /// compression on; nothing when it lies in a file of its own.
  ///
  /// @param index from 0
  public Optional<MemorySegment> inlinePart(int index) {
    return entries.part(index);
  }

  /// A part which lies in the superblock itself, as a stream.
  ///
  /// @param index from 0
  public Optional<InputStream> openInlinePart(int index) {
    return inlinePart(index).map(part -> new InlineStream(segment(), part));
  }

  /// All metadata as it is written.
  public VariantDict metadata() {
    return VariantDict.of(value.child(0));
  }

  /// The serialised superblock.
  public MemorySegment segment() {
    return value.segment();
  }

  /// The checksum of the serialised superblock, as lists of deltas have it.
  public Checksum checksum() {
    Hasher hasher = Hasher.sha256();
    for (ByteBuffer piece : new Pieces(segment())) {
      hasher.update(piece);
    }
    return hasher.finish();
  }

  @Override
  public String toString() {
    return "Superblock " + name;
  }
}
