// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseMapTest {
  private static long[] checked(String text, long size, long stored) throws IOException {
    var map = new SparseMap("file");
    map.addAll(text.getBytes(US_ASCII));
    return map.checked(size, stored);
  }

  private static ByteArrayInputStream lines(String text) {
    return new ByteArrayInputStream(Arrays.copyOf(text.getBytes(US_ASCII), 1024));
  }

  @Test
  void zerosAreBetweenTheRegions() throws IOException {
    var content = new SparseContent(new ByteArrayInputStream("abcde".getBytes(US_ASCII)));
    content.beginSparse(checked("2,2,5,3,9,0", 9, 5), 9);
    assertArrayEquals(new byte[] {0, 0, 'a', 'b', 0, 'c', 'd', 'e', 0}, content.readAllBytes());
  }

  @Test
  void whatEndsTooEarlyIsRefused() throws IOException {
    var content = new SparseContent(new ByteArrayInputStream("abc".getBytes(US_ASCII)));
    content.beginSparse(checked("2,5", 9, 5), 9);
    assertThrows(TreeException.BadArchive.class, content::readAllBytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,3,2,2",
        "5,5",
        "6,5",
        "11,0,0,5",
        "0",
        "0,5,7",
        "",
        ",",
        "0,,5",
        "-1,5",
        "0,-5",
        "a,5",
        "9223372036854775807,5",
        "0,9223372036854775807",
        "1,18446744073709551615",
        "0,4",
        "0,6",
        "99999999999999999999999,5"
      })
  void mapsThatAreNoneAreRefused(String text) {
    long size = text.equals("5,5") ? 9 : 10;
    var e = assertThrows(TreeException.BadArchive.class, () -> checked(text, size, 5));
    assertEquals("Damaged map of sparse file in archive: file", e.getMessage());
  }

  @Test
  void aFileLargerThanAnyDiskIsRefused() {
    assertThrows(TreeException.BadArchive.class, () -> checked("0,5", Long.MAX_VALUE, 5));
  }

  @Test
  void aMapBeforeTheContentTakesWholeBlocks() throws IOException {
    var map = new SparseMap("file");
    var in = lines("2\n1\n2\n5\n3\n");
    assertEquals(512, map.readFrom(in));
    assertEquals(512, in.available());
    assertArrayEquals(new long[] {1, 2, 5, 3}, map.checked(9, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "999999999\n", "x\n", "1\n0\n", "-1\n", "11111111111111111111111"})
  void aMapBeforeTheContentThatIsNoneIsRefused(String text) {
    var map = new SparseMap("file");
    assertThrows(TreeException.BadArchive.class, () -> map.readFrom(lines(text)));
  }
}
