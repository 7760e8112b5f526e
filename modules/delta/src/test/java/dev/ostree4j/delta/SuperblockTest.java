// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SuperblockTest {
  private static final Checksum ONE = Checksum.ofContent(new byte[] {1});
  private static final Checksum TWO = Checksum.ofContent(new byte[] {2});
  private static final Commit COMMIT = Commit.of(ONE, TWO, 1_700_000_000L).withSubject("target");
  private static final ObjectName FILE = new ObjectName(ONE, ObjectType.FILE);
  private static final ObjectName TREE = new ObjectName(TWO, ObjectType.DIRTREE);
  private static final PartHeader PART = PartHeader.of(ONE, 29_569, 301_222, List.of(TREE, FILE));
  private static final FallbackObject FALLBACK = new FallbackObject(FILE, 5_000_000, 9_000_000);

  private static SuperblockDraft draft() {
    return SuperblockDraft.of(Optional.of(ONE), COMMIT)
        .withTimestamp(1_795_397_189L)
        .withPart(PART)
        .withFallbacks(List.of(FALLBACK));
  }

  private static Superblock parse(SuperblockDraft draft) throws Exception {
    return Superblock.parse(draft.serialise().bytes());
  }

  @Nested
  class WhatWasWritten {
    @Test
    void isReadInBothOrdersOfBytes() throws Exception {
      for (DeltaByteOrder order : DeltaByteOrder.values()) {
        Superblock read = parse(draft().withByteOrder(order));
        assertEquals(DeltaName.between(ONE, COMMIT.checksum()), read.name());
        assertEquals(1_795_397_189L, read.timestampSeconds());
        assertEquals(Optional.of(order), read.byteOrder());
        assertEquals(List.of(PART), read.parts());
        assertEquals(List.of(FALLBACK), read.fallbacks());
        assertEquals(COMMIT, read.commit());
        assertEquals(0, read.parentCount());
      }
    }

    @Test
    void hasPartsAndAttachedMetadataInside() throws Exception {
      byte[] part = {0, 1, 2, 3};
      var attached = VariantDict.empty().put("key", "value");
      Superblock read =
          parse(
              draft()
                  .withInlinePart(PART, MemorySegment.ofArray(part))
                  .withDetachedMetadata(attached));
      assertEquals(Optional.empty(), read.inlinePart(0));
      assertEquals(-1, read.inlinePart(1).orElseThrow().mismatch(MemorySegment.ofArray(part)));
      assertEquals("value", read.detachedMetadata().orElseThrow().find("key").get().asString());
    }

    @Test
    void mayStartFromNothing() throws Exception {
      Superblock read = parse(SuperblockDraft.of(Optional.empty(), COMMIT));
      assertEquals(DeltaName.fromScratch(COMMIT.checksum()), read.name());
    }
  }

  @Nested
  class WithoutItsOrderOfBytes {
    private Superblock legacy(SuperblockDraft draft) throws Exception {
      return Superblock.parse(replace(draft, 0, VariantDict.empty().toVariant()));
    }

    @Test
    void usualSizesAreTakenAsTheyAre() throws Exception {
      Superblock read = legacy(draft());
      assertEquals(Optional.empty(), read.byteOrder());
      assertTrue(read.isByteOrderGuessed());
      assertEquals(List.of(PART), read.parts());
    }

    @Test
    void aPartThatGrewWhenCompressedIsSwapped() throws Exception {
      // Swapped, 0x…01 of the size is greater than 0x…00 of the content.
      var part = PartHeader.of(ONE, 0x01_01, 0x01_00_00, List.of(FILE));
      Superblock read =
          legacy(
              SuperblockDraft.of(Optional.empty(), COMMIT)
                  .withByteOrder(DeltaByteOrder.BIG)
                  .withPart(part));
      assertEquals(Optional.of(DeltaByteOrder.BIG), read.byteOrder());
      assertEquals(List.of(part), read.parts());
    }

    @Test
    void aTinyPartThatGrewIsNotSwappedIntoTheImpossible() throws Exception {
      var part = PartHeader.of(ONE, 137, 80, List.of(FILE));
      Superblock read = legacy(SuperblockDraft.of(Optional.empty(), COMMIT).withPart(part));
      assertEquals(List.of(part), read.parts());
    }

    @Test
    void objectsOfTerabytesAreSwapped() throws Exception {
      var part = PartHeader.of(ONE, 100, 100, List.of(FILE));
      Superblock read =
          legacy(
              SuperblockDraft.of(Optional.empty(), COMMIT)
                  .withByteOrder(DeltaByteOrder.BIG)
                  .withPart(part));
      assertEquals(List.of(part), read.parts());
    }
  }

  @Test
  void anOrderOfBytesThatNobodyKnowsIsThisMachines() throws Exception {
    Variant mark = Variant.byteOf((byte) 'x');
    Variant metadata = VariantDict.empty().put(DeltaByteOrder.KEY, mark).toVariant();
    Superblock read =
        Superblock.parse(
            replace(draft().withByteOrder(DeltaByteOrder.ofThisMachine()), 0, metadata));
    assertEquals(Optional.empty(), read.byteOrder());
    assertFalse(read.isByteOrderGuessed());
    assertEquals(List.of(PART), read.parts());
  }

  /// The serialised draft with another member.
  private static byte[] replace(SuperblockDraft draft, int index, Variant member) {
    Variant whole = draft.serialise();
    var members = new ArrayList<Variant>();
    for (int i = 0; i < whole.count(); i++) {
      members.add(i == index ? member : whole.child(i));
    }
    return Variant.tuple(members).bytes();
  }

  @Nested
  class IsRefused {
    private void refused(int index, Variant member) {
      byte[] bytes = replace(draft(), index, member);
      assertThrows(DeltaException.Malformed.class, () -> Superblock.parse(bytes));
    }

    @Test
    void whenItIsNotNormal() {
      byte[] bytes = draft().serialise().bytes();
      bytes[bytes.length - 1]++;
      assertThrows(DeltaException.Malformed.class, () -> Superblock.parse(bytes));
      assertThrows(DeltaException.Malformed.class, () -> Superblock.parse(new byte[0]));
    }

    @Test
    void withChecksumsOfOtherLengths() {
      refused(2, Variant.bytes(new byte[31]));
      refused(3, Variant.bytes(new byte[0]));
      refused(3, Variant.bytes(new byte[64]));
      refused(5, Variant.bytes(new byte[32]));
    }

    @Test
    void withObjectsThatNoPartMakes() {
      for (int type : new int[] {0, 5, 6, 7, 8, 9, 255}) {
        refused(6, partWith(record(type)));
      }
      refused(6, partWith(new byte[32]));
      refused(6, partWith(new byte[34]));
    }

    private byte[] record(int type) {
      byte[] record = new byte[33];
      record[0] = (byte) type;
      return record;
    }

    private Variant partWith(byte[] objects) {
      Variant part =
          Variant.tuple(
              Variant.uint32(0),
              Variant.bytes(ONE.bytes()),
              Variant.uint64(1),
              Variant.uint64(1),
              Variant.bytes(objects));
      return Variant.array(PartHeader.TYPE, List.of(part));
    }

    @Test
    void withSizesThatAreTooLarge() {
      for (DeltaByteOrder order : DeltaByteOrder.values()) {
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
          SuperblockDraft draft =
              draft().withByteOrder(order).withPart(PartHeader.of(TWO, size, 0, List.of(FILE)));
          byte[] bytes = draft.serialise().bytes();
          assertThrows(DeltaException.Malformed.class, () -> Superblock.parse(bytes));
          SuperblockDraft other =
              draft().withByteOrder(order).withPart(PartHeader.of(TWO, 0, size, List.of(FILE)));
          byte[] otherBytes = other.serialise().bytes();
          assertThrows(DeltaException.Malformed.class, () -> Superblock.parse(otherBytes));
        }
      }
    }

    @Test
    void withMetadataAsFallback() {
      Variant fallback =
          Variant.tuple(
              Variant.byteOf((byte) ObjectType.DIRTREE.number()),
              Variant.bytes(ONE.bytes()),
              Variant.uint64(1),
              Variant.uint64(1));
      refused(7, Variant.array(FallbackObject.TYPE, List.of(fallback)));
    }

    @Test
    void withAnotherCommitThanItNames() throws Exception {
      byte[] bytes = replace(draft(), 3, Variant.bytes(TWO.bytes()));
      Superblock read = Superblock.parse(bytes);
      assertThrows(DeltaException.ChecksumMismatch.class, read::commit);
    }
  }

  @Nested
  class Signed {
    @TempDir private Path directory;
    private final byte[] plain = draft().serialise().bytes();

    @Test
    void itHasTheSuperblockInside() throws Exception {
      Variant signatures =
          Variant.array(VariantType.BYTES, List.of(Variant.bytes(new byte[] {1, 2})));
      byte[] bytes =
          SignedSuperblock.of(plain, VariantDict.empty().put("ostree.sign.dummy", signatures))
              .bytes();
      MemorySegment file = MemorySegment.ofArray(bytes);
      assertTrue(SignedSuperblock.isSigned(file));
      SignedSuperblock read = SignedSuperblock.parse(file);
      assertEquals(-1, read.superblock().mismatch(MemorySegment.ofArray(plain)));
      assertEquals(signatures, read.signatures().find("ostree.sign.dummy").orElseThrow());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThatIsLargerThanAnyValueIsRefused() throws IOException {
      Path large = directory.resolve("large");
      try (FileChannel file =
              FileChannel.open(
                  large,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          Arena arena = Arena.ofConfined()) {
        file.write(ByteBuffer.wrap("OSTSGNDT".getBytes(StandardCharsets.US_ASCII)));
        file.write(ByteBuffer.allocate(1), (1L << 31) + 10);
        MemorySegment mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
        assertThrows(DeltaException.Malformed.class, () -> SignedSuperblock.parse(mapped));
        assertThrows(DeltaException.Malformed.class, () -> Superblock.parse(mapped));
      }
    }

    @Test
    void aPlainOneIsNotSigned() {
      MemorySegment file = MemorySegment.ofArray(plain);
      assertEquals(false, SignedSuperblock.isSigned(file));
      assertThrows(DeltaException.Malformed.class, () -> SignedSuperblock.parse(file));
    }
  }

  @Test
  void anIndexIsReadAsWritten() throws Exception {
    var deltas = Map.of(DeltaName.between(ONE, TWO), ONE, DeltaName.fromScratch(TWO), TWO);
    DeltaIndex index = DeltaIndex.parse(DeltaIndex.of(deltas).bytes());
    assertEquals(deltas, index.superblocks());
    assertEquals(Optional.of(TWO), index.find(DeltaName.fromScratch(TWO)));
    assertEquals(Optional.empty(), index.find(DeltaName.fromScratch(ONE)));
  }

  @Test
  void anIndexComesApartByTarget() {
    DeltaName update = DeltaName.between(ONE, TWO);
    DeltaName scratch = DeltaName.fromScratch(TWO);
    DeltaName back = DeltaName.between(TWO, ONE);
    var deltas = Map.of(update, ONE, scratch, TWO, back, TWO);
    var parts = DeltaIndex.of(deltas).byTarget();
    assertEquals(Set.of(ONE, TWO), parts.keySet());
    assertEquals(Map.of(back, TWO), parts.get(ONE).superblocks());
    assertEquals(Map.of(update, ONE, scratch, TWO), parts.get(TWO).superblocks());
  }

  @Test
  void anIndexWithBadNamesOrChecksumsIsRefused() {
    for (VariantDict list :
        List.of(
            VariantDict.empty().put("nonsense", Variant.bytes(new byte[32])),
            VariantDict.empty().put(TWO.hex(), Variant.bytes(new byte[31])),
            VariantDict.empty().put(TWO.hex(), "text"))) {
      byte[] bytes = VariantDict.empty().put(DeltaIndex.KEY, list.toVariant()).toVariant().bytes();
      assertThrows(DeltaException.Malformed.class, () -> DeltaIndex.parse(bytes));
    }
    assertThrows(DeltaException.Malformed.class, () -> DeltaIndex.parse(new byte[] {1, 2, 3}));
  }
}
