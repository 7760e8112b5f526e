// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FileNamesTest {
  private static void assertName(String hex, String name) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertEquals(name, FileNames.decode(bytes));
    assertArrayEquals(bytes, FileNames.encode(name));
  }

  @Test
  void textIsUtf8() {
    assertName("", "");
    assertName("612f62", "a/b");
    assertName("c3a9", "é");
    assertName("e697a5", "日");
    assertName("f09f9880", "\ud83d\ude00");
    assertName("f48fbfbf", new String(Character.toChars(Character.MAX_CODE_POINT)));
  }

  @Test
  void eachStrayByteIsEscaped() {
    assertName("80", "\udc80");
    assertName("ff61fe", "\udcffa\udcfe");
    assertName("c3", "\udcc3");
    assertName("e697", "\udce6\udc97");
    assertName("c361", "\udcc3a");
  }

  @Test
  void overlongFormsAreStrayBytes() {
    assertName("c080", "\udcc0\udc80");
    assertName("c1bf", "\udcc1\udcbf");
    assertName("e0809f", "\udce0\udc80\udc9f");
    assertName("f0808080", "\udcf0\udc80\udc80\udc80");
  }

  @Test
  void encodedSurrogatesAreStrayBytes() {
    assertName("eda080", "\udced\udca0\udc80");
    assertName("edb3bf", "\udced\udcb3\udcbf");
  }

  @Test
  void beyondTheLastCodePointAreStrayBytes() {
    assertName("f4908080", "\udcf4\udc90\udc80\udc80");
    assertName("f5808080", "\udcf5\udc80\udc80\udc80");
  }

  @Test
  void escapedNamesAreNotUnicode() {
    assertTrue(FileNames.isUnicode("plain é 日 \ud83d\ude00"));
    assertFalse(FileNames.isUnicode("a\udcff"));
    assertFalse(FileNames.isUnicode("a\ud83d"));
    assertFalse(FileNames.isUnicode("\ude00\ud83d"));
  }

  @Test
  void whatStandsForNoByteIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> FileNames.encode("a\0"));
    assertThrows(IllegalArgumentException.class, () -> FileNames.encode("\ud83d"));
    assertThrows(IllegalArgumentException.class, () -> FileNames.encode("\udc7f"));
    assertThrows(IllegalArgumentException.class, () -> FileNames.encode("\udd00"));
  }
}
