// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FileHeaderTest {
  private static final String PLAIN = "00000000 00000000 000081a4 00000000 00 11";
  private static final String XATTRS = "757365722e616100 3232 08 757365722e7a7a00 31 08 0b15";

  private static final Xattrs TWO =
      Xattrs.of(
          List.of(
              new Xattr("user.zz", new byte[] {'1'}), new Xattr("user.aa", new byte[] {'2', '2'})));

  private static String refusal(String hex) {
    byte[] header = Hexes.bytes(hex);
    return assertThrows(ObjectFormatException.class, () -> FileHeader.parse(header)).getMessage();
  }

  /// The worked examples of the format: bytes that the reference program wrote.
  @Nested
  class Golden {
    @Test
    void regularFile() throws IOException {
      var header = FileHeader.regular(0, 0, 0100644, Xattrs.EMPTY);
      assertEquals(Hexes.of(Hexes.bytes(PLAIN)), Hexes.of(header.bytes()));
      assertEquals("0000001200000000" + Hexes.of(Hexes.bytes(PLAIN)), Hexes.of(header.framed()));
      var content = new ByteArrayInputStream("hello\n".getBytes());
      assertEquals(
          "44f778e59f0a4748d6b0c90a47347212a231c4ad1e8f7ea5c5dffc7749153a6b",
          ContentChecksum.of(header, content).hex());
    }

    @Test
    void emptyExecutable() {
      var header = FileHeader.regular(0, 0, 0755, Xattrs.EMPTY);
      assertArrayEquals(Hexes.bytes("00000000 00000000 000081ed 00000000 00 11"), header.bytes());
      assertEquals(
          "7245d84b7f2d4620c8a0c50b8d3ff98129fd7718f912b163ace544a252e55bee",
          ContentChecksum.of(header).hex());
    }

    @Test
    void symlink() throws IOException {
      var header = FileHeader.symlink(0, 0, "a.txt", Xattrs.EMPTY);
      assertArrayEquals(
          Hexes.bytes("00000000 00000000 0000a1ff 00000000 612e74787400 16"), header.bytes());
      var unread = new ByteArrayInputStream(new byte[] {1});
      assertEquals(
          "f379a4b359f3e8deb971eef3e40a492fec37696c0169a600789f0bc62c43b535",
          ContentChecksum.of(header, unread).hex());
    }

    @Test
    void withXattrs() throws IOException {
      var header = FileHeader.regular(0, 0, 0644, TWO);
      assertArrayEquals(
          Hexes.bytes("00000000 00000000 000081a4 00000000 00" + XATTRS + "11"), header.bytes());
      assertEquals(
          "65e5c20a3b3d8dab0edda487c140c79b404633468df1e213fd37618a8800fff1",
          ContentChecksum.of(header, new ByteArrayInputStream(new byte[] {'x'})).hex());
    }

    @Test
    void archiveHeader() throws ObjectFormatException {
      var header = new ArchiveHeader(FileHeader.regular(0, 0, 0644, Xattrs.EMPTY), 6);
      String digits =
          "0000001a 00000000 0000000000000006 00000000 00000000 000081a4 00000000 00 19";
      assertArrayEquals(Hexes.bytes(digits), header.framed());
      assertEquals(header, ArchiveHeader.parse(header.bytes()));
    }

    @Test
    void bareUserAttributes() throws ObjectFormatException {
      var plain = FileHeader.regular(0, 0, 0644, Xattrs.EMPTY);
      var link = FileHeader.symlink(0, 0, "a.txt", Xattrs.EMPTY);
      assertEquals("0000000000000000000081a4", Hexes.of(plain.bareUserAttribute()));
      assertEquals("00000000000000000000a1ff", Hexes.of(link.bareUserAttribute()));
      assertArrayEquals(
          Hexes.bytes("0000000000000000 000081a4" + XATTRS),
          plain.withXattrs(TWO).bareUserAttribute());
      assertEquals(link, FileHeader.parseBareUserAttribute(link.bareUserAttribute(), "a.txt"));
      assertEquals(0120777, FileHeader.bareUserMode(link.bareUserAttribute()));
    }
  }

  @Nested
  class Refused {
    @Test
    void devices() {
      assertEquals(
          "Corrupted archive file; invalid rdev 259",
          refusal("00000000 00000000 000081a4 00000103 00 11"));
    }

    @Test
    void directories() {
      assertEquals(
          "Corrupted archive file; invalid mode 16877",
          refusal("00000000 00000000 000041ed 00000000 00 11"));
    }

    @Test
    void unknownModeBits() {
      assertEquals(
          "Invalid mode 98724; invalid bits in mode",
          refusal("00000000 00000000 000181a4 00000000 00 11"));
    }

    @Test
    void symlinkWithoutTarget() {
      assertTrue(refusal("00000000 00000000 0000a1ff 00000000 00 11").contains("target ''"));
    }

    @Test
    void regularFileWithTarget() {
      assertTrue(refusal("00000000 00000000 000081a4 00000000 6100 12").contains("target 'a'"));
    }

    @Test
    void surplusBytes() {
      assertEquals("Not in normal form", refusal(PLAIN + "11"));
    }

    @Test
    void targetWithNul() {
      assertEquals(
          "Not in normal form", refusal("00000000 00000000 0000a1ff 00000000 61006200 14"));
    }

    @Test
    void targetThatIsNotUtf8() {
      assertEquals("Not in normal form", refusal("00000000 00000000 0000a1ff 00000000 ff00 12"));
    }

    @Test
    void offsetsOutside() {
      assertEquals("Not in normal form", refusal("00000000 00000000 000081a4 00000000 00 12"));
      assertEquals("Not in normal form", refusal("00000000 00000000 000081a4 00000000 00 ff"));
      assertEquals("Not in normal form", refusal("00000000 00000000 000081a4 00000000 00 0f"));
    }

    @Test
    void eachTruncation() {
      byte[] whole = FileHeader.regular(1, 2, 0644, TWO).bytes();
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = java.util.Arrays.copyOf(whole, length);
        assertThrows(ObjectFormatException.class, () -> FileHeader.parse(cut));
      }
    }

    @Test
    void archiveSizeBeyondLong() {
      byte[] header = new ArchiveHeader(FileHeader.regular(0, 0, 0644, Xattrs.EMPTY), 6).bytes();
      header[0] = (byte) 0x80;
      assertThrows(ObjectFormatException.class, () -> ArchiveHeader.parse(header));
    }

    @Test
    void archiveHeaderWithoutItsMembers() {
      assertThrows(ObjectFormatException.class, () -> ArchiveHeader.parse(new byte[8]));
      assertThrows(ObjectFormatException.class, () -> ArchiveHeader.parse(new byte[3]));
    }

    @Test
    void anotherType() {
      var other = Variant.of(VariantType.STRING, new byte[] {0});
      assertThrows(ObjectFormatException.class, () -> FileHeader.parse(other));
      assertThrows(ObjectFormatException.class, () -> ArchiveHeader.parse(other));
    }

    @Test
    void wrongArguments() {
      assertThrows(
          IllegalArgumentException.class, () -> FileHeader.regular(0, 0, 0040755, Xattrs.EMPTY));
      assertThrows(
          IllegalArgumentException.class, () -> FileHeader.regular(0, 0, 0200644, Xattrs.EMPTY));
      for (String target : List.of("", "a\0b", "\uDCFF")) {
        assertThrows(
            IllegalArgumentException.class, () -> FileHeader.symlink(0, 0, target, Xattrs.EMPTY));
      }
      var header = FileHeader.regular(0, 0, 0644, Xattrs.EMPTY);
      assertThrows(IllegalArgumentException.class, () -> header.withMode(0120777));
      assertThrows(IllegalArgumentException.class, () -> new ArchiveHeader(header, -1));
    }

    @Test
    void bareUserAttributeOfADirectory() {
      byte[] value = new DirMeta(0, 0, 0755, Xattrs.EMPTY).bytes();
      assertThrows(ObjectFormatException.class, () -> FileHeader.parseBareUserAttribute(value, ""));
      assertThrows(
          ObjectFormatException.class, () -> FileHeader.parseBareUserAttribute(new byte[11], ""));
    }
  }

  @Nested
  class Frame {
    private static String refusal(String prefix, long fileSizeBytes) {
      byte[] bytes = Hexes.bytes(prefix);
      return assertThrows(
              ObjectFormatException.class, () -> HeaderFrame.headerSizeBytes(bytes, fileSizeBytes))
          .getMessage();
    }

    @Test
    void tellsTheSize() throws ObjectFormatException {
      assertEquals(18, HeaderFrame.headerSizeBytes(Hexes.bytes("00000012 00000000"), 26));
    }

    @Test
    void ofNothingIsRefused() {
      assertEquals("File header size is zero", refusal("00000000 00000000", 100));
    }

    @Test
    void largerThanTheFileIsRefused() {
      assertEquals("File header size 19 exceeds size 26", refusal("00000013 00000000", 26));
      assertEquals("File header size 4294967295 exceeds size 26", refusal("ffffffff 00000000", 26));
    }

    @Test
    void largerThanTheLimitIsRefused() {
      refusal("08000001 00000000", 1L << 40);
    }

    @Test
    void withOtherPaddingIsRefused() {
      refusal("00000012 00000001", 26);
    }

    @Test
    void cutShortIsRefused() {
      refusal("000000", 26);
      refusal("00000012 00000000", 7);
    }
  }

  @Nested
  class Values {
    @Test
    void canonicalMeansRootAndNoSurprises() {
      var header = FileHeader.regular(1000, 100, 06777, TWO).canonical();
      assertEquals(FileHeader.regular(0, 0, 0755, Xattrs.EMPTY), header);
    }

    @Test
    void canonicalSymlinksKeepTheirMode() {
      var link = FileHeader.symlink(5, 6, "x", TWO).canonical();
      assertEquals(FileHeader.symlink(0, 0, "x", Xattrs.EMPTY), link);
    }

    @Test
    void changesAreCopies() {
      var header = FileHeader.regular(0, 0, 0644, TWO);
      assertEquals(7, header.withOwner(7, 8).uid());
      assertEquals(8, header.withOwner(7, 8).gid());
      assertEquals(0600, header.withMode(0600).permissions());
      assertTrue(header.withoutXattrs().xattrs().isEmpty());
      assertEquals(TWO, header.xattrs());
      assertFalse(header.isSymlink());
    }

    @Test
    void ownersHaveNoSign() throws ObjectFormatException {
      var header = FileHeader.regular(-2, -1, 0644, Xattrs.EMPTY);
      assertEquals(header, FileHeader.parse(header.bytes()));
      assertTrue(header.toString().startsWith("4294967294:4294967295 0100644"));
    }
  }
}
