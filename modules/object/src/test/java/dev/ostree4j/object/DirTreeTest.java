// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.DirTree.DirectoryEntry;
import dev.ostree4j.object.DirTree.FileEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DirTreeTest {
  private static final String EMPTY_FILE =
      "7245d84b7f2d4620c8a0c50b8d3ff98129fd7718f912b163ace544a252e55bee";

  private static FileEntry file(String name) {
    return new FileEntry(name, Hexes.checksum('a'));
  }

  private static DirectoryEntry directory(String name) {
    return new DirectoryEntry(name, Hexes.checksum('b'), Hexes.checksum('c'));
  }

  /// The bytes of a tree which no writer of ours would make, through the general module.
  private static byte[] forged(List<String> files, List<String> directories) {
    var first = new ArrayList<Variant>();
    for (String name : files) {
      first.add(Variant.tuple(Variant.string(name), Variant.bytes(new byte[32])));
    }
    var second = new ArrayList<Variant>();
    for (String name : directories) {
      second.add(
          Variant.tuple(
              Variant.string(name), Variant.bytes(new byte[32]), Variant.bytes(new byte[32])));
    }
    return Variant.tuple(
            Variant.array(VariantType.of("(say)"), first),
            Variant.array(VariantType.of("(sayay)"), second))
        .bytes();
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(ObjectFormatException.class, () -> DirTree.parse(bytes)).getMessage();
  }

  @Nested
  class Golden {
    @Test
    void oneFile() throws ObjectFormatException {
      var entry = new FileEntry("empty", dev.ostree4j.checksum.Checksum.parse(EMPTY_FILE));
      var tree = DirTree.of(List.of(entry), List.of());
      byte[] bytes = Hexes.bytes("656d70747900" + EMPTY_FILE + "06 27 28");
      assertArrayEquals(bytes, tree.bytes());
      assertEquals(tree, DirTree.parse(bytes));
    }

    @Test
    void theEmptyTree() throws ObjectFormatException {
      assertArrayEquals(new byte[1], DirTree.EMPTY.bytes());
      assertEquals(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          DirTree.EMPTY.checksum().hex());
      assertEquals(DirTree.EMPTY, DirTree.parse(new byte[1]));
    }

    @Test
    void dirMeta() throws ObjectFormatException {
      var meta = new DirMeta(0, 0, 0755, Xattrs.EMPTY);
      assertArrayEquals(Hexes.bytes("00000000 00000000 000041ed"), meta.bytes());
      assertEquals(
          "446a0ef11b7cc167f3b603e585c7eeeeb675faa412d5ec73f62988eb0b6c5488",
          meta.checksum().hex());
      assertEquals(meta, DirMeta.parse(meta.bytes()));
    }
  }

  @Nested
  class Entries {
    private final DirTree tree =
        DirTree.of(
            List.of(file("\uD83D\uDE00"), file("\uFFFD"), file("b"), file("a")),
            List.of(directory("z"), directory("c")));

    @Test
    void areInTheOrderOfTheirUtf8Bytes() {
      var names = tree.files().stream().map(FileEntry::name).toList();
      assertEquals(List.of("a", "b", "\uFFFD", "\uD83D\uDE00"), names);
    }

    @Test
    void areFoundByName() {
      for (FileEntry entry : tree.files()) {
        assertEquals(entry, tree.findFile(entry.name()).orElseThrow());
      }
      assertEquals(directory("z"), tree.findDirectory("z").orElseThrow());
      assertTrue(tree.findFile("z").isEmpty());
      assertTrue(tree.findDirectory("a").isEmpty());
    }

    @Test
    void areNotFoundByWhatNoNameCanBe() {
      var question = DirTree.of(List.of(file("?")), List.of(directory("d?")));
      assertTrue(question.findFile("\uDCFF").isEmpty());
      assertTrue(question.findDirectory("d\uDCFF").isEmpty());
      assertTrue(question.findFile("").isEmpty());
      assertTrue(question.findFile("?\0").isEmpty());
      assertTrue(DirTree.EMPTY.findFile("?").isEmpty());
    }

    @Test
    void staysWhatItIs() throws ObjectFormatException {
      byte[] bytes = tree.bytes();
      var parsed = DirTree.parse(bytes);
      bytes[0] = 'x';
      assertEquals(tree, parsed);
      parsed.bytes()[0] = 'x';
      assertEquals(tree, parsed);
      assertEquals(tree.hashCode(), parsed.hashCode());
      assertEquals(tree.toString(), parsed.toString());
      assertThrows(UnsupportedOperationException.class, () -> parsed.files().removeFirst());
      assertThrows(UnsupportedOperationException.class, () -> parsed.directories().clear());
      assertThrows(IndexOutOfBoundsException.class, () -> parsed.files().get(4));
      assertThrows(IndexOutOfBoundsException.class, () -> parsed.files().get(-1));
    }

    @Test
    void differByNamesAndByChecksums() {
      var other = new FileEntry("a", Hexes.checksum('b'));
      assertNotEquals(
          DirTree.of(List.of(file("a")), List.of()), DirTree.of(List.of(other), List.of()));
      assertNotEquals(
          DirTree.of(List.of(file("a")), List.of()), DirTree.of(List.of(file("b")), List.of()));
      assertNotEquals(
          DirTree.of(List.of(file("a")), List.of()),
          DirTree.of(List.of(), List.of(directory("a"))));
    }

    @Test
    void mayBeginWithDots() throws ObjectFormatException {
      for (String name : List.of("...", "..a", ".a", "a..", "a", "é", "..é", ".".repeat(255))) {
        byte[] bytes = forged(List.of(name), List.of());
        assertEquals(name, DirTree.parse(bytes).files().getFirst().name());
      }
    }

    @Test
    void mayBeTenThousand() throws ObjectFormatException {
      var files = new ArrayList<FileEntry>();
      for (int i = 0; i < 10_000; i++) {
        files.add(file("f" + i));
      }
      var large = DirTree.of(files, List.of(directory("d")));
      assertEquals(large, DirTree.parse(large.bytes()));
      assertTrue(Variant.of(DirTree.TYPE, large.bytes()).isNormal());
    }

    @Test
    void mayHaveNamesOfAnyLength() throws ObjectFormatException {
      for (int length : new int[] {1, 188, 189, 190, 220, 221, 222, 223, 255, 65_500, 70_000}) {
        var one = DirTree.of(List.of(file("f".repeat(length))), List.of());
        var other = DirTree.of(List.of(), List.of(directory("d".repeat(length))));
        assertEquals(one, DirTree.parse(one.bytes()));
        assertEquals(other, DirTree.parse(other.bytes()));
      }
    }
  }

  @Nested
  class Refused {
    @Test
    void namesThatLeaveTheDirectory() {
      for (String name : List.of("/", "a/b", "../x", "/etc")) {
        assertRefused("Invalid / in filename " + name, name);
      }
      assertRefused("Invalid path uplink filename '..'", "..");
      assertRefused("Invalid self-referential filename '.'", ".");
      assertRefused("Invalid filename ''", "");
    }

    private static void assertRefused(String complaint, String name) {
      assertEquals(complaint, refusal(forged(List.of(name), List.of())));
      assertEquals(complaint, refusal(forged(List.of(), List.of(name))));
    }

    @Test
    void namesThatLeaveTheDirectoryAsArguments() {
      for (String name : List.of("", ".", "..", "a/b", "a\0b", "\uDCFF")) {
        assertThrows(
            IllegalArgumentException.class, () -> DirTree.of(List.of(file(name)), List.of()));
        assertThrows(
            IllegalArgumentException.class, () -> DirTree.of(List.of(), List.of(directory(name))));
      }
    }

    @Test
    void duplicates() {
      assertEquals("Duplicate filename 'a'", refusal(forged(List.of("a", "a"), List.of())));
      assertEquals("Duplicate filename 'a'", refusal(forged(List.of(), List.of("a", "a"))));
    }

    @Test
    void aNameInBothLists() {
      assertEquals(
          "Duplicate filename 'c'", refusal(forged(List.of("a", "c"), List.of("b", "c", "d"))));
      assertThrows(
          IllegalArgumentException.class,
          () -> DirTree.of(List.of(file("a")), List.of(directory("a"))));
    }

    @Test
    void disorder() {
      assertEquals("Filename 'a' is not in order", refusal(forged(List.of("b", "a"), List.of())));
      assertEquals("Filename 'a' is not in order", refusal(forged(List.of(), List.of("b", "a"))));
    }

    @Test
    void nulInsideAName() {
      assertEquals(
          "Not in normal form", refusal(Hexes.bytes("61006200" + "00".repeat(32) + "04 25 26")));
    }

    @Test
    void aNameThatIsNotUtf8() {
      assertEquals(
          "Not in normal form", refusal(Hexes.bytes("ff00" + "00".repeat(32) + "02 23 24")));
      assertEquals(
          "Not in normal form", refusal(Hexes.bytes("eda08000" + "00".repeat(32) + "04 25 26")));
      assertEquals(
          "Not in normal form", refusal(Hexes.bytes("c08000" + "00".repeat(32) + "03 24 25")));
    }

    @Test
    void aLongNameThatIsNotUtf8AtItsEnd() throws ObjectFormatException {
      for (int length : new int[] {1000, 1023, 1024, 1025, 5000}) {
        String name = "é".repeat(length);
        byte[] bytes = forged(List.of(name), List.of());
        assertEquals(name, DirTree.parse(bytes).files().getFirst().name());
        bytes[2 * length - 1] = 'x';
        assertEquals("Not in normal form", refusal(bytes));
      }
    }

    @Test
    void checksumsOfOtherLengths() {
      assertEquals(
          "Invalid checksum of length 31 expected 32",
          refusal(Hexes.bytes("6100" + "00".repeat(31) + "02 22 23")));
      assertEquals(
          "Invalid checksum of length 0 expected 32", refusal(Hexes.bytes("6100 02 03 04")));
      assertEquals(
          "Invalid checksum of length 33 expected 32",
          refusal(Hexes.bytes("6100" + "00".repeat(33) + "02 24 25")));
    }

    @Test
    void nothingAtAll() {
      assertEquals("Not in normal form", refusal(new byte[0]));
    }

    @Test
    void surplusBytes() {
      assertEquals("Not in normal form", refusal(new byte[2]));
      byte[] bytes = DirTree.of(List.of(file("a")), List.of(directory("b"))).bytes();
      refusal(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void eachTruncation() {
      byte[] bytes = DirTree.of(List.of(file("a")), List.of(directory("b"))).bytes();
      for (int length = 0; length < bytes.length; length++) {
        refusal(Arrays.copyOf(bytes, length));
      }
    }

    @Test
    void widerOffsetsThanNeeded() {
      // Seven entries of 35 bytes fit a container with one-byte offsets; with two-byte offsets the
      // same content makes a container in which a reader expects two bytes.
      byte[] narrow = forged(List.of("a", "b", "c", "d", "e", "f", "g"), List.of());
      assertEquals(7 * 35 + 7 + 1, narrow.length);
      byte[] wide = Arrays.copyOf(narrow, 7 * 35 + 7 * 2 + 2);
      for (int i = 0; i < 7; i++) {
        Framing.putOffset(wide, 7 * 35 + 2 * i, 2, 35 * (i + 1));
      }
      Framing.putOffset(wide, wide.length - 2, 2, wide.length - 2);
      assertEquals("Not in normal form", refusal(wide));
    }
  }

  @Nested
  class Meta {
    private static String refusal(String hex) {
      byte[] bytes = Hexes.bytes(hex);
      return assertThrows(ObjectFormatException.class, () -> DirMeta.parse(bytes)).getMessage();
    }

    @Test
    void ofAFileIsRefused() {
      assertEquals(
          "Invalid directory metadata mode 33188; not a directory",
          refusal("00000000 00000000 000081a4"));
      assertThrows(IllegalArgumentException.class, () -> new DirMeta(0, 0, 0100644, Xattrs.EMPTY));
    }

    @Test
    void withUnknownModeBitsIsRefused() {
      assertEquals(
          "Invalid mode 82413; invalid bits in mode", refusal("00000000 00000000 000141ed"));
    }

    @Test
    void cutShortIsRefused() {
      assertEquals("Not in normal form", refusal("00000000 00000000 000041"));
      assertEquals("Not in normal form", refusal(""));
    }

    @Test
    void withSurplusBytesIsRefused() {
      refusal("00000000 00000000 000041ed 00");
    }

    @Test
    void canonicalMeansRootAndNotWritableByOthers() {
      var meta = new DirMeta(5, 6, 0041777, Xattrs.of(List.of(new Xattr("a", new byte[0]))));
      assertEquals(new DirMeta(0, 0, 0755, Xattrs.EMPTY), meta.canonical());
    }

    @Test
    void changesAreCopies() {
      var meta = new DirMeta(0, 0, 0755, Xattrs.EMPTY);
      assertEquals(new DirMeta(1, 2, 0755, Xattrs.EMPTY), meta.withOwner(1, 2));
      assertEquals(0700, meta.withMode(0700).permissions());
      assertEquals(0040755, meta.mode());
    }
  }
}
