// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What no image can hold is refused, and what just fits is not. The limits are those at which
/// `mkcomposefs` of composefs 1.0.8 refuses.
class ImageLimitsTest {
  private static final ImageNode FILE = ImageFile.empty(SampleTree.PLAIN);

  private static String refusal(Executable executable) {
    return assertThrows(ImageLimitException.class, executable).getMessage();
  }

  @Nested
  class Names {
    @Test
    void of255BytesFit() throws IOException {
      ImageDirectory directory = SampleTree.directory(Map.of("€".repeat(85), FILE));
      assertEquals(1, directory.size());
    }

    @Test
    void of256BytesDoNot() {
      String name = "€".repeat(85) + "x";
      assertEquals("a name of 256 bytes", refusal(() -> SampleTree.directory(Map.of(name, FILE))));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "/", "a\0"})
    void thatAreNoneAreRefused(String name) {
      String message = refusal(() -> SampleTree.directory(Map.of(name, FILE)));
      assertEquals("the name '" + name + "'", message);
    }

    @Test
    void areNotEmpty() {
      assertEquals("a name of 0 bytes", refusal(() -> SampleTree.directory(Map.of("", FILE))));
    }
  }

  @Nested
  class Targets {
    @Test
    void of4095BytesFit() throws IOException {
      assertEquals(4095, ImageSymlink.of(SampleTree.PLAIN, "t".repeat(4095)).target().length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4096})
    void ofOtherLengthsDoNot(int length) {
      String message = refusal(() -> ImageSymlink.of(SampleTree.PLAIN, "t".repeat(length)));
      assertEquals("a symlink with a target of " + length + " bytes", message);
    }

    @Test
    void haveNoNul() {
      String message = refusal(() -> ImageSymlink.of(SampleTree.PLAIN, "a\0b"));
      assertEquals("a symlink with a NUL in its target", message);
    }
  }

  @Nested
  class Xattributes {
    private static ImageXattr xattr(String name, int length) throws ImageLimitException {
      return ImageXattr.of(ImageDump.bytes(name), new byte[length]);
    }

    private static ImageAttributes attributes(List<ImageXattr> xattrs) throws ImageLimitException {
      return ImageAttributes.of(0644, 0, 0, xattrs);
    }

    @Test
    void ofOneLargeValue() throws IOException {
      assertEquals(0644, attributes(List.of(xattr("user.a", 32742))).mode());
      List<ImageXattr> tooLarge = List.of(xattr("user.a", 32743));
      assertEquals(
          "extended attributes of 32768 bytes exceed limit 32767",
          refusal(() -> attributes(tooLarge)));
    }

    @Test
    void ofTwoValues() throws IOException {
      assertEquals(0644, attributes(List.of(xattr("user.a", 2729), xattr("user.b", 30000))).mode());
      List<ImageXattr> tooLarge = List.of(xattr("user.a", 2730), xattr("user.b", 30000));
      refusal(() -> attributes(tooLarge));
    }

    @Test
    void ofManyValues() throws IOException {
      var many = new ArrayList<ImageXattr>();
      for (int i = 0; i < 1819; i++) {
        many.add(xattr("user.%05d".formatted(i), 1));
      }
      assertEquals(0644, attributes(many).mode());
      many.add(xattr("user.more.", 1));
      refusal(() -> attributes(many));
    }

    @Test
    void withLongNames() throws IOException {
      xattr("user." + "n".repeat(250), 1);
      assertEquals(
          "an extended attribute with a name of 256 bytes",
          refusal(() -> xattr("user." + "n".repeat(251), 1)));
      assertEquals("an extended attribute with a name of 0 bytes", refusal(() -> xattr("", 1)));
      assertEquals(
          "an extended attribute with a NUL in its name", refusal(() -> xattr("user.\0", 1)));
    }

    @Test
    void ofOneNameTwiceAreTheCallersMistake() throws IOException {
      List<ImageXattr> twice = List.of(xattr("user.a", 1), xattr("user.a", 2));
      assertThrows(IllegalArgumentException.class, () -> attributes(twice));
    }

    @Test
    void keepTheirBytesWhenTheArraysChange() throws IOException {
      byte[] name = ImageDump.bytes("user.a");
      byte[] value = {1};
      ImageXattr xattr = ImageXattr.of(name, value);
      name[5] = 'b';
      value[0] = 2;
      assertEquals(ImageXattr.of(ImageDump.bytes("user.a"), new byte[] {1}), xattr);
    }
  }

  @Nested
  class Files {
    @Test
    void ofMoreThanTheLargestSize() {
      long size = ImageFile.SIZE_BYTES_MAX + 1;
      assertEquals(
          "a file of " + size + " bytes exceeds limit " + ImageFile.SIZE_BYTES_MAX,
          refusal(() -> ImageFile.of(SampleTree.PLAIN, size, "x")));
    }

    @Test
    void withoutAPath() {
      refusal(() -> ImageFile.of(SampleTree.PLAIN, 1, ""));
      refusal(() -> ImageFile.of(SampleTree.PLAIN, 1, "x".repeat(4095)));
    }

    @Test
    void withoutContentHaveNoDigest() {
      assertThrows(IllegalArgumentException.class, () -> ImageFile.of(SampleTree.PLAIN, 0, "path"));
      ImageFile empty = ImageFile.empty(SampleTree.PLAIN);
      var digest = FsVerityDigest.of(new byte[0]);
      assertThrows(IllegalStateException.class, () -> empty.withDigest(digest));
      assertEquals(Optional.empty(), empty.payload());
    }
  }

  @Nested
  class Trees {
    /// Each level names the one below twice.
    private static ImageDirectory doubled(int levels) throws ImageLimitException {
      ImageDirectory directory = SampleTree.directory(Map.of());
      for (int i = 0; i < levels; i++) {
        directory = SampleTree.directory(Map.of("a", directory, "b", directory));
      }
      return directory;
    }

    @Test
    void thatStandForMoreThanAnyoneHasAreRefusedAtOnce() throws IOException {
      ImageDirectory tree = doubled(22);
      assertEquals((1 << 23) - 1, tree.nodeCount());
      assertEquals("a tree of more than 8000000 files", refusal(() -> ComposefsImage.of(tree)));
    }

    @Test
    void thatStandForMoreThanCanBeCountedAreRefusedAtOnce() throws IOException {
      ImageDirectory tree = doubled(1000);
      assertEquals(Long.MAX_VALUE, tree.nodeCount());
      refusal(() -> ComposefsImage.of(tree));
    }

    @Test
    void mayShareDirectories() throws IOException {
      assertTrue(ComposefsImage.of(doubled(12)).sizeBytes() > 8191 * 32);
    }
  }

  @Nested
  class Directories {
    @Test
    void areInTheOrderOfTheirNamesBytes() throws IOException {
      ImageDirectory directory =
          SampleTree.directory(Map.of("\uffee", FILE, "𝄞", FILE, "a", FILE, "B", FILE));
      assertEquals("B", directory.name(0));
      assertEquals("a", directory.name(1));
      assertEquals("\uffee", directory.name(2));
      assertEquals("𝄞", directory.name(3));
    }

    @Test
    void findWhatTheyHave() throws IOException {
      ImageDirectory directory = SampleTree.directory(Map.of("𝄞", FILE, "a", link()));
      assertEquals(Optional.of(FILE), directory.find("𝄞"));
      assertEquals(Optional.empty(), directory.find("b"));
    }

    private static ImageNode link() throws IOException {
      return ImageSymlink.of(SampleTree.PLAIN, "x");
    }
  }
}
