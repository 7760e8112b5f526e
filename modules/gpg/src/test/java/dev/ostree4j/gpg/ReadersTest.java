// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What cuts bytes into pieces.
class ReadersTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Nested
  class OfPackets {
    private static Packet only(String hex) throws OpenPgpException.Malformed {
      var reader = new PacketReader("test", hex(hex));
      Packet packet = reader.next().orElseThrow();
      assertTrue(reader.next().isEmpty());
      return packet;
    }

    private static void assertRefused(String hex, String part) {
      OpenPgpException.Malformed refused =
          assertThrows(OpenPgpException.Malformed.class, () -> only(hex));
      assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    @Test
    void allFormsOfLengthsAreRead() throws OpenPgpException.Malformed {
      assertArrayEquals(hex("0102"), only("88 02 0102").body());
      assertArrayEquals(hex("0102"), only("89 0002 0102").body());
      assertArrayEquals(hex("0102"), only("8a 00000002 0102").body());
      assertArrayEquals(hex("0102"), only("c2 02 0102").body());
      assertArrayEquals(hex("0102"), only("c2 ff00000002 0102").body());
      assertEquals(192, only("c2 c000" + "00".repeat(192)).bodyLength());
    }

    @Test
    void lengthsThatNobodyKnowsAreRefused() {
      assertRefused("8b 0102", "unknown length");
      assertRefused("c2 e1 0102 00", "in parts");
    }

    @Test
    void whatEndsTooEarlyIsRefused() {
      assertRefused("88", "the end inside of the head");
      assertRefused("88 02 01", "ends too early");
      assertRefused("c2 ffffffffff 01", "ends too early");
    }

    @Test
    void whatIsNoPacketIsRefused() {
      assertRefused("41", "no packet of OpenPGP, at byte 0");
      assertRefused("80 00", "kind 0");
    }
  }

  @Nested
  class OfArmour {
    private static byte[] strip(String text) throws OpenPgpException.Malformed {
      return Armor.strip("test", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void binaryStaysAsItIs() throws OpenPgpException.Malformed {
      byte[] binary = hex("88 02 0102");
      assertArrayEquals(binary, Armor.strip("test", binary));
    }

    @Test
    void severalBlocksFollowEachOther() throws OpenPgpException.Malformed {
      String one = new String(Armored.of("PUBLIC KEY BLOCK", hex("0102")), StandardCharsets.UTF_8);
      String two = new String(Armored.of("PUBLIC KEY BLOCK", hex("03")), StandardCharsets.UTF_8);
      assertArrayEquals(hex("010203"), strip("words before\r\n" + one + "between\n" + two));
    }

    @Test
    void anEmptyLineMayBeMissing() throws OpenPgpException.Malformed {
      assertArrayEquals(
          hex("010203"),
          strip("-----BEGIN PGP SIGNATURE-----\nAQID\n-----END PGP SIGNATURE-----\n"));
    }

    @Test
    void brokenArmourIsRefused() {
      assertThrows(OpenPgpException.Malformed.class, () -> strip("just words"));
      assertThrows(
          OpenPgpException.Malformed.class, () -> strip("-----BEGIN PGP SIGNATURE-----\n\nAQID\n"));
      assertThrows(
          OpenPgpException.Malformed.class,
          () -> strip("-----BEGIN PGP SIGNATURE-----\n\n!!!!\n-----END PGP SIGNATURE-----\n"));
    }
  }

  @Nested
  class OfSubpackets {
    @Test
    void lengthsThatDoNotFitAreRefused() {
      for (String broken : List.of("00", "02 01", "ff 00", "ff 7fffffff 02", "c1", "05 02 0102")) {
        assertThrows(IllegalArgumentException.class, () -> new Subpackets(hex(broken)), broken);
      }
    }

    @Test
    void whatIsCriticalAndUnknownIsNoticed() {
      assertTrue(new Subpackets(hex("02 64 01")).isUnderstood());
      assertEquals(false, new Subpackets(hex("02 e4 01")).isUnderstood());
      assertTrue(new Subpackets(hex("05 82 00000001")).isUnderstood());
    }
  }

  @Nested
  class OfUsers {
    private static void assertParts(String text, String name, String comment, String email) {
      assertEquals(
          new UserIdParts(text, name, comment, email),
          UserIdParts.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theUsualFormIsCut() {
      assertParts("A B (c) <a@b.org>", "A B", "c", "a@b.org");
      assertParts("A B <a@b.org>", "A B", "", "a@b.org");
    }

    @Test
    void partsMayBeMissing() {
      assertParts("A B", "A B", "", "");
      assertParts("a@b.org", "", "", "a@b.org");
      assertParts("<a@b.org>", "", "", "a@b.org");
      assertParts("", "", "", "");
    }

    @Test
    void bracketsMayBeNestedOrStayOpen() {
      assertParts("A (b (c) d) <e@f.org>", "A", "b (c) d", "e@f.org");
      assertParts("A <e@f.org", "A", "", "e@f.org");
    }
  }

  @Nested
  class OfAddresses {
    /// The addresses are those which the C program shows for this key.
    @Test
    void anAddressLeadsToTheDirectoryOfItsHost() {
      WebKeyDirectory urls = WebKeyDirectory.of("test@test.com");
      assertEquals(
          "https://openpgpkey.test.com/.well-known/openpgpkey/test.com/hu/"
              + "iffe93qcsgp4c8ncbb378rxjo6cn9q6u?l=test",
          urls.advanced());
      assertEquals(
          "https://test.com/.well-known/openpgpkey/hu/iffe93qcsgp4c8ncbb378rxjo6cn9q6u?l=test",
          urls.direct());
    }

    @Test
    void whatIsNoAddressLeadsNowhere() {
      for (String none : List.of("", "a", "@b", "a@")) {
        assertEquals(new WebKeyDirectory("", ""), WebKeyDirectory.of(none));
      }
    }
  }

  @Nested
  class OfKeyboxes {
    private static byte[] box(byte[] key) {
      ByteBuffer box = ByteBuffer.allocate(32 + 20 + key.length);
      box.putInt(32).put((byte) 1).put((byte) 1).putShort((short) 2).putInt(0x4B425866);
      box.position(32);
      box.putInt(20 + key.length).put((byte) 2).put((byte) 1).putShort((short) 0);
      box.putInt(20).putInt(key.length).putInt(0).put(key);
      return box.array();
    }

    @Test
    void theKeysInsideAreFound() {
      byte[] key = TestKey.withUser("Alice").ring();
      assertTrue(Keybox.isOne(box(key)));
      assertArrayEquals(key, Keybox.packets(box(key)));
    }

    @Test
    void brokenBlobsEndIt() {
      byte[] box = box(new byte[] {1, 2, 3});
      for (int at = 32; at < box.length - 3; at++) {
        byte[] broken = box.clone();
        broken[at] = (byte) 0xFF;
        assertTrue(Keybox.packets(broken).length <= 3);
      }
    }
  }

  @Nested
  class OfKeyRings {
    @Test
    void aBrokenRestDoesNotTouchWhatStandsBefore() throws OpenPgpException {
      byte[] sound = TestKey.withUser("Alice").ring();
      byte[] ring = java.util.Arrays.copyOf(sound, sound.length + 3);
      var keyring = OpenPgpKeyring.of("test", ring);
      assertEquals(1, KeyBlockReader.readSound(keyring).size());
      assertThrows(OpenPgpException.Malformed.class, () -> KeyBlockReader.readAll(keyring));
    }

    @Test
    void keysOfOtherVersionsAreLeftOut() throws OpenPgpException {
      byte[] ring = TestKey.withUser("Alice").ring();
      ring[2] = 3;
      assertEquals(0, KeyBlockReader.readAll(OpenPgpKeyring.of("test", ring)).size());
    }

    @Test
    void aRingThatIsTooLongIsRefused() {
      byte[] huge = new byte[OpenPgpKeyring.MAX_BYTES + 1];
      assertThrows(OpenPgpException.Malformed.class, () -> OpenPgpKeyring.of("huge", huge));
    }
  }
}
