// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Nested
  class OfContent {
    @Test
    void isTheSha256OfTheBytes() {
      byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
      assertEquals(ABC, Checksum.ofContent(abc).hex());
    }

    @Test
    void ofNothingIsKnown() {
      assertEquals(EMPTY, Checksum.ofContent(new byte[0]).hex());
    }
  }

  @Nested
  class HexForm {
    @Test
    void roundTrips() {
      assertEquals(ABC, Checksum.parse(ABC).hex());
      assertEquals(ABC, Checksum.parse(ABC).toString());
    }

    @Test
    void ofAnotherLengthIsRefusedWithTheText() {
      var e = assertThrows(IllegalArgumentException.class, () -> Checksum.parse("abc"));
      assertEquals("Invalid rev abc", e.getMessage());
    }

    @Test
    void withUpperCaseIsRefusedWithTheCharacter() {
      String upper = "A" + ABC.substring(1);
      var e = assertThrows(IllegalArgumentException.class, () -> Checksum.parse(upper));
      assertEquals("Invalid character '65' in rev '" + upper + "'", e.getMessage());
    }

    @Test
    void isFoundOnlyWhenValid() {
      assertTrue(Checksum.find(ABC).isPresent());
      assertTrue(Checksum.find("").isEmpty());
      assertTrue(Checksum.find(ABC + "0").isEmpty());
      assertTrue(Checksum.find(ABC.replace('b', 'g')).isEmpty());
      assertTrue(Checksum.find(ABC.replace('b', '٣')).isEmpty());
    }
  }

  @Nested
  class Base64Form {
    private static final String FIRST = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0";

    @Test
    void hasUnderscoreForSlashAndNoPadding() {
      assertEquals(FIRST, Checksum.parse(ABC).base64());
    }

    @Test
    void roundTrips() {
      assertEquals(ABC, Checksum.parseBase64(FIRST).hex());
    }

    @Test
    void withSlashIsRefused() {
      assertTrue(Checksum.findBase64(FIRST.replace('_', '/')).isEmpty());
    }

    @Test
    void withSurplusBitsIsRefused() {
      String other = FIRST.substring(0, 42) + "1";
      assertTrue(Checksum.findBase64(other).isEmpty());
    }

    @Test
    void withPaddingOrOtherLengthIsRefused() {
      assertTrue(Checksum.findBase64(FIRST + "=").isEmpty());
      assertTrue(Checksum.findBase64(FIRST.substring(1)).isEmpty());
      assertTrue(Checksum.findBase64(FIRST.substring(0, 42) + "=").isEmpty());
      assertTrue(Checksum.findBase64("!".repeat(43)).isEmpty());
      assertThrows(IllegalArgumentException.class, () -> Checksum.parseBase64(""));
    }
  }

  @Nested
  class Bytes {
    @Test
    void areCopiedInAndOut() {
      byte[] raw = Checksum.parse(ABC).bytes();
      var checksum = Checksum.of(raw);
      raw[0] = 0;
      checksum.bytes()[1] = 0;
      assertEquals(ABC, checksum.hex());
    }

    @Test
    void mustBeThirtyTwo() {
      var e = assertThrows(IllegalArgumentException.class, () -> Checksum.of(new byte[31]));
      assertEquals("Invalid checksum of length 31 expected 32", e.getMessage());
    }

    @Test
    void areReadAndWrittenAtAnOffset() {
      byte[] larger = new byte[40];
      Checksum.parse(ABC).copyTo(larger, 5);
      assertEquals(ABC, Checksum.of(larger, 5).hex());
      assertArrayEquals(new byte[5], Arrays.copyOf(larger, 5));
      assertArrayEquals(new byte[3], Arrays.copyOfRange(larger, 37, 40));
    }

    @Test
    void outsideTheArrayAreRefused() {
      assertThrows(IndexOutOfBoundsException.class, () -> Checksum.of(new byte[40], 9));
      assertThrows(IndexOutOfBoundsException.class, () -> Checksum.of(new byte[40], -1));
      var checksum = Checksum.parse(ABC);
      assertThrows(IndexOutOfBoundsException.class, () -> checksum.copyTo(new byte[32], 1));
    }
  }

  @Nested
  class Equality {
    @Test
    void isByValue() {
      assertEquals(Checksum.parse(ABC), Checksum.parse(ABC));
      assertEquals(Checksum.parse(ABC).hashCode(), Checksum.parse(ABC).hashCode());
    }

    @Test
    void seesEachByte() {
      for (int i = 0; i < Checksum.SIZE_BYTES; i++) {
        byte[] changed = Checksum.parse(ABC).bytes();
        changed[i]++;
        assertNotEquals(Checksum.parse(ABC), Checksum.of(changed));
      }
    }
  }
}
