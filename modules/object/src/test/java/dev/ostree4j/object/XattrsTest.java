// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class XattrsTest {
  private static Xattr xattr(String name, String value) {
    return new Xattr(name, Text.utf8(value));
  }

  private static String refusal(String hex) {
    byte[] stored = Hexes.bytes(hex);
    return assertThrows(ObjectFormatException.class, () -> Xattrs.parse(stored)).getMessage();
  }

  @Test
  void areSortedByTheUnsignedBytesOfTheirNames() {
    var high = new Xattr(new byte[] {(byte) 0xff}, new byte[0]);
    var xattrs = Xattrs.of(List.of(high, xattr("b", "1"), xattr("a", "2")));
    assertEquals(List.of(xattr("a", "2"), xattr("b", "1"), high), xattrs.entries());
  }

  @Test
  void ofNothingAreNoBytes() throws ObjectFormatException {
    assertEquals(0, Xattrs.EMPTY.bytes().length);
    assertSame(Xattrs.EMPTY, Xattrs.parse(new byte[0]));
    assertSame(Xattrs.EMPTY, Xattrs.of(List.of()));
    assertEquals(Checksum.ofContent(new byte[0]), Xattrs.EMPTY.checksum());
  }

  @Test
  void areFoundByName() {
    var xattrs = Xattrs.of(List.of(xattr("a", "1")));
    assertArrayEquals(Text.utf8("1"), xattrs.find("a").orElseThrow());
    assertTrue(xattrs.find("b").isEmpty());
  }

  @Test
  void changeIntoNewOnes() {
    var xattrs = Xattrs.of(List.of(xattr("a", "1"), xattr("b", "2")));
    assertEquals(
        Xattrs.of(List.of(xattr("a", "3"), xattr("b", "2"))), xattrs.with(xattr("a", "3")));
    assertEquals(Xattrs.of(List.of(xattr("b", "2"))), xattrs.without("a"));
    assertEquals(2, xattrs.entries().size());
  }

  @Test
  void giveNoAccessToTheirArrays() {
    byte[] value = {1};
    var xattr = new Xattr("a", value);
    value[0] = 2;
    xattr.value()[0] = 3;
    xattr.name()[0] = 3;
    assertEquals("a=01", xattr.display());
  }

  @Test
  void areAValueOfTheirType() throws ObjectFormatException {
    var xattrs = Xattrs.of(List.of(xattr("user.a", "1")));
    assertEquals(xattrs, Xattrs.parse(xattrs.variant()));
    assertTrue(xattrs.variant().isNormal());
    var other = Variant.string("x");
    assertThrows(ObjectFormatException.class, () -> Xattrs.parse(other));
  }

  @Nested
  class Refused {
    @Test
    void emptyName() {
      assertTrue(refusal("00 31 01 03").contains("empty"));
      assertTrue(refusal("31 00 02").contains("no NUL"));
    }

    @Test
    void nameWithoutNul() {
      assertTrue(refusal("61 31 01 03").contains("no NUL"));
    }

    @Test
    void nameWithTwoNuls() {
      assertTrue(refusal("610000 31 03 05").contains("NUL inside"));
    }

    @Test
    void everyPositionIsChecked() {
      // The second of three entries is the bad one: a validator once looked at every second.
      assertTrue(refusal("6100 02 62 01 6300 02 03 05 08").contains("no NUL"));
    }

    @Test
    void duplicates() {
      assertTrue(refusal("6100 31 02 6100 32 02 04 08").contains("'a' is a duplicate"));
      assertThrows(
          IllegalArgumentException.class,
          () -> Xattrs.of(List.of(xattr("a", "1"), xattr("a", "2"))));
    }

    @Test
    void unsorted() {
      assertTrue(refusal("6200 31 02 6100 32 02 04 08").contains("not in order"));
    }

    @Test
    void surplusOrMissingBytes() {
      refusal("6100 31 02");
      refusal("6100 31 02 05");
      refusal("6100 31 02 04 00");
      refusal("00");
      refusal("05");
    }

    @Test
    void namesNoAttributeCanHave() {
      assertThrows(IllegalArgumentException.class, () -> xattr("", "1"));
      assertThrows(IllegalArgumentException.class, () -> xattr("a\0b", "1"));
    }
  }
}
