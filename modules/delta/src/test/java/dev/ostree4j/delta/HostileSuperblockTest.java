// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.sign.SignatureEngines;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Verdict;
import dev.ostree4j.sign.Verifier;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Superblocks that somebody made large: time grows with their size, not with its
/// square, and memory with what is looked at.
class HostileSuperblockTest {
  private static final Checksum NOTHING = Checksum.ofContent(new byte[0]);
  private static final Commit COMMIT = Commit.of(NOTHING, NOTHING, 1);
  private static final DeltaName NAME = DeltaName.fromScratch(COMMIT.checksum());
  private static final PartHeader PART = PartHeader.of(NOTHING, 1, 1, List.of());
  private static final VariantType ENTRY = VariantType.DICT.element();

  @TempDir Path directory;

  private static Variant entry(String key, Variant value) {
    return Variant.dictEntry(Variant.string(key), Variant.variant(value));
  }

  private static Variant part(int number) {
    return Variant.of(Superblock.PART_TYPE, new byte[] {0, (byte) number});
  }

  private static byte[] superblock(List<Variant> metadata, int parts, int fallbacks) {
    List<Variant> entries = new ArrayList<>(metadata);
    entries.add(entry(DeltaByteOrder.KEY, Variant.byteOf((byte) 'l')));
    Variant fallback =
        new FallbackObject(new ObjectName(NOTHING, ObjectType.FILE), 1, 1)
            .serialise(DeltaByteOrder.LITTLE);
    return Variant.tuple(
            Superblock.TYPE,
            List.of(
                Variant.array(ENTRY, entries),
                Variant.uint64(0),
                Variant.bytes(new byte[0]),
                Variant.bytes(NAME.to().bytes()),
                COMMIT.variant(),
                Variant.bytes(new byte[0]),
                Variant.array(
                    PartHeader.TYPE,
                    Collections.nCopies(parts, PART.serialise(DeltaByteOrder.LITTLE))),
                Variant.array(FallbackObject.TYPE, Collections.nCopies(fallbacks, fallback))))
        .bytes();
  }

  @Test
  void manyPartsInsideAreFoundAtOnce() throws IOException {
    int parts = 20_000;
    List<Variant> entries = new ArrayList<>();
    for (int i = 0; i < 10 * parts; i++) {
      entries.add(entry("other" + i, Variant.byteOf((byte) 0)));
    }
    for (int i = 0; i < parts; i++) {
      entries.add(entry(NAME.partPath(i), part(i)));
    }
    byte[] bytes = superblock(entries, parts, 0);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          Superblock superblock = Superblock.parse(bytes);
          for (int i = 0; i < parts; i++) {
            MemorySegment found = superblock.inlinePart(i).orElseThrow();
            assertEquals((byte) i, found.get(ValueLayout.JAVA_BYTE, 1));
          }
        });
  }

  @Test
  void ofSeveralEntriesWithTheSameKeyTheFirstCounts() throws IOException {
    List<Variant> entries =
        List.of(
            entry(NAME.partPath(0), part(1)),
            entry(NAME.partPath(0), part(2)),
            entry(NAME.partPath(1), Variant.string("no part")),
            entry(NAME.partPath(1), part(3)),
            entry(NAME.directory() + "/02", part(4)),
            entry(NAME.directory() + "/+2", part(5)),
            entry(NAME.directory() + "/-1", part(6)),
            entry(NAME.directory() + "/", part(7)),
            entry("x" + NAME.partPath(2), part(8)),
            entry(NAME.partPath(3), part(9)));
    Superblock superblock = Superblock.parse(superblock(entries, 3, 0));
    assertArrayEquals(
        new byte[] {0, 1}, superblock.inlinePart(0).orElseThrow().toArray(ValueLayout.JAVA_BYTE));
    for (int i : new int[] {-1, 1, 2, 3, Integer.MAX_VALUE}) {
      assertEquals(Optional.empty(), superblock.inlinePart(i), "part " + i);
    }
  }

  @Test
  void aDraftTakesManyPartsAtATime() {
    List<PartHeader> headers = Collections.nCopies(3, PART);
    var inline = Map.of(0, part(1), 2, part(2));
    SuperblockDraft one = SuperblockDraft.of(Optional.empty(), COMMIT).withPart(PART);
    byte[] together = one.withParts(headers, inline).serialise().bytes();
    byte[] oneByOne =
        one.withInlinePart(PART, part(1).segment())
            .withPart(PART)
            .withInlinePart(PART, part(2).segment())
            .serialise()
            .bytes();
    assertArrayEquals(oneByOne, together);
  }

  @Test
  @Tag("slow")
  void manyPartsAndFallbacksTakeNoMemory() throws IOException {
    Path file = directory.resolve("delta");
    Files.write(file, superblock(List.of(), 400_000, 400_000));
    assertEquals("400000 400000 unsigned", inASmallHeap(file));
  }

  @Test
  @Tag("slow")
  void manySignaturesTakeNoMemory() throws IOException {
    Path file = directory.resolve("delta");
    Variant list =
        Variant.array(
            VariantType.BYTES, Collections.nCopies(3_000_000, Variant.bytes(new byte[0])));
    var signatures = VariantDict.empty().put("ostree.sign.ed25519", list);
    Files.write(file, SignedSuperblock.of(superblock(List.of(), 0, 0), signatures).bytes());
    assertEquals("0 0 ed25519: more than 1024 signatures: 3000000", inASmallHeap(file));
  }

  private static String inASmallHeap(Path delta) {
    return SmallHeap.run(64, Child.class, delta.toString());
  }

  /// Runs in a small heap: opens a delta and judges its signatures.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      try (DeltaFiles files = DeltaFiles.open(Path.of(arguments[0]))) {
        Superblock superblock = files.superblock();
        int parts = superblock.parts().stream().mapToInt(part -> 1).sum();
        int fallbacks = superblock.fallbacks().stream().mapToInt(one -> 1).sum();
        System.out.println(parts + " " + fallbacks + " " + judge(files));
      }
    }

    private static String judge(DeltaFiles files) throws IOException {
      if (files.signed().isEmpty()) {
        return "unsigned";
      }
      SignedSuperblock signed = files.signed().get();
      Verdict verdict =
          Verifier.of(SignatureEngines.standard().resolve("ed25519"))
              .withKey("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
              .verify(
                  signed.superblock().toArray(ValueLayout.JAVA_BYTE),
                  SignedMetadata.of(signed.signatures()));
      return verdict.message();
    }
  }
}
