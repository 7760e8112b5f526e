// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A superblock with signatures around it, in the same file.
///
/// ```text
/// (taya{sv})   "OSTSGNDT" | superblock | "ostree.sign.ENGINE" → aay, signatures of the superblock
/// ```
///
/// @since 0.1
public final class SignedSuperblock {
  private static final VariantType TYPE = VariantType.of("(taya{sv})");
  private static final byte[] MAGIC = "OSTSGNDT".getBytes(StandardCharsets.US_ASCII);

  private final Variant superblock;
  private final Variant signatures;

  private SignedSuperblock(Variant superblock, Variant signatures) {
    this.superblock = superblock;
    this.signatures = signatures;
  }

  /// Whether a file begins as a signed superblock does. A plain one never does.
  public static boolean isSigned(MemorySegment file) {
    return file.byteSize() >= MAGIC.length
        && file.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) == -1;
  }

  /// Takes a file apart; nothing is verified.
  ///
  /// @throws DeltaException.Malformed when it is not a signed superblock in normal form
  public static SignedSuperblock parse(MemorySegment file) throws DeltaException.Malformed {
    if (!isSigned(file)) {
      throw new DeltaException.Malformed("The delta is not signed");
    }
    Variant value;
    try {
      value = Variant.of(TYPE, file);
    } catch (IllegalArgumentException e) {
      throw new DeltaException.Malformed(
          "The signed delta has " + file.byteSize() + " bytes, more than can be read", e);
    }
    if (!value.isNormal()) {
      throw new DeltaException.Malformed("The signed delta is not in normal form");
    }
    return new SignedSuperblock(value.child(1), value.child(2));
  }

  /// A superblock with signatures, keyed as `ostree.sign.ENGINE`. The bytes are not copied, so must
  /// not change.
  public static SignedSuperblock of(byte[] superblock, VariantDict signatures) {
    return new SignedSuperblock(Variant.of(VariantType.BYTES, superblock), signatures.toVariant());
  }

  /// The plain superblock, which is what was signed.
  public MemorySegment superblock() {
    return superblock.segment();
  }

  /// The signatures, lists of type `aay` by the name of their engine.
  public VariantDict signatures() {
    return VariantDict.of(signatures);
  }

  /// The content of the file.
  Variant variant() {
    Variant magic = Variant.of(VariantType.UINT64, MAGIC);
    return Variant.tuple(TYPE, List.of(magic, superblock, signatures));
  }

  /// The bytes of the file.
  public byte[] bytes() {
    return variant().bytes();
  }
}
