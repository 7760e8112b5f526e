// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
  private static final DnsName TYPE = DnsName.of("_ostree_repo", "_tcp", "local");
  private static final DnsName PEER = TYPE.child("Peer");
  private static final DnsName HOST = DnsName.of("peer", "local");

  private static DnsMessage parse(String hex) throws MalformedMessageException {
    return DnsMessage.parse(Golden.bytes(hex.replace(" ", "")));
  }

  private static String refused(String hex) {
    return assertThrows(MalformedMessageException.class, () -> parse(hex)).getMessage();
  }

  @Nested
  class WhatADaemonSays {
    @Test
    void isRead() throws MalformedMessageException, UnknownHostException {
      DnsMessage message = parse(Golden.RESPONSE);
      assertTrue(message.isResponse());
      assertEquals(0, message.id());
      assertEquals(List.of(), message.questions());
      assertEquals(List.of(), message.others());
      assertEquals(5, message.answers().size());
      assertEquals(new DnsRecord.Pointer(TYPE, 4500, PEER), message.answers().get(0));
      var text = (DnsRecord.Text) message.answers().get(1);
      assertEquals(PEER, text.name());
      assertEquals(4, text.texts().size());
      assertEquals("v=\u0001", text.texts().getFirst());
      assertEquals("ri=\0\u0007", text.texts().getLast());
      assertEquals(new DnsRecord.Service(PEER, 120, 8080, HOST), message.answers().get(2));
      assertEquals(
          new DnsRecord.Address(HOST, 120, InetAddress.getByName("fe80::858:7bff:fef3:6572")),
          message.answers().get(3));
      assertEquals(
          new DnsRecord.Address(HOST, 120, InetAddress.getByName("10.9.8.1")),
          message.answers().get(4));
    }

    @Test
    void toOneIsReadWithTheQuestion() throws MalformedMessageException {
      DnsMessage message = parse(Golden.LEGACY_RESPONSE);
      assertEquals(77, message.id());
      assertEquals(List.of(new DnsQuestion(TYPE, DnsType.PTR)), message.questions());
      assertEquals(5, message.answers().size());
    }
  }

  @Nested
  class Writing {
    @Test
    void aQuestionHasTheseBytes() {
      DnsMessage question =
          DnsMessage.ofQuestions(List.of(new DnsQuestion(TYPE, DnsType.PTR)), List.of());
      assertEquals(
          "000000000001000000000000" + "0c5f6f73747265655f7265706f045f746370056c6f63616c00000c0001",
          HexFormat.of().formatHex(question.bytes()));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws MalformedMessageException {
      DnsMessage message = parse(Golden.RESPONSE);
      assertEquals(message, DnsMessage.parse(ByteBuffer.wrap(message.bytes())));
      DnsMessage legacy = parse(Golden.LEGACY_RESPONSE);
      assertEquals(legacy, DnsMessage.parse(ByteBuffer.wrap(legacy.bytes())));
    }

    /// Only who owns a name alone may say that all else said of it is void.
    @Test
    void recordsOfOneMachineFlushAndSharedOnesDoNot() throws MalformedMessageException {
      String hex = HexFormat.of().formatHex(parse(Golden.RESPONSE).bytes());
      assertTrue(hex.contains("000c0001" + "00001194"), hex);
      assertTrue(hex.contains("00218001" + "00000078"), hex);
      String legacy = HexFormat.of().formatHex(parse(Golden.LEGACY_RESPONSE).bytes());
      assertTrue(legacy.contains("00210001" + "0000000a"), legacy);
    }

    @Test
    void noTextsAreOneEmptyText() throws MalformedMessageException {
      var none = new DnsRecord.Text(PEER, 1, List.of());
      byte[] bytes = DnsMessage.ofAnswers(List.of(none), List.of()).bytes();
      assertEquals(
          List.of(new DnsRecord.Text(PEER, 1, List.of(""))),
          DnsMessage.parse(ByteBuffer.wrap(bytes)).answers());
    }
  }

  @Nested
  class WhatIsOfNoUse {
    @Test
    void recordsOfOtherTypesAndClassesAreLeftOut() throws MalformedMessageException {
      // HINFO, then an address of class CH, then one with port 0, then ::ffff:1.2.3.4.
      assertEquals(
          List.of(),
          parse(
                  "000084000000000400000000"
                      + "0161 00 000d 0001 00000001 0002 0000"
                      + "0161 00 0001 0003 00000001 0004 01020304"
                      + "0161 00 0021 0001 00000001 0009 0000 0000 0000 016200"
                      + "0161 00 001c 0001 00000001 0010 00000000000000000000ffff01020304")
              .answers());
    }

    @Test
    void questionsForOtherTypesAreLeftOut() throws MalformedMessageException {
      assertEquals(
          List.of(new DnsQuestion(DnsName.of("a"), DnsType.ANY)),
          parse(
                  "000000000003000000000000"
                      + "0161 00 000d 0001"
                      + "0161 00 0001 0003"
                      + "0161 00 00ff 8001")
              .questions());
    }
  }

  @Nested
  class Refused {
    @Test
    void whatIsCutOff() {
      byte[] whole = HexFormat.of().parseHex(Golden.RESPONSE);
      for (int size = 0; size < whole.length; size++) {
        ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(whole, size));
        assertThrows(MalformedMessageException.class, () -> DnsMessage.parse(part), "" + size);
      }
    }

    @Test
    void whatIsTooLong() {
      String message = refused(Golden.RESPONSE + "00".repeat(DnsMessage.BYTES_MAX));
      assertTrue(message.endsWith("it has 9227 bytes"), message);
      assertTrue(refused(Golden.RESPONSE + "00").endsWith("bytes follow it"));
    }

    @Test
    void otherOperationsAndErrors() {
      assertTrue(refused("000028000000000000000000").endsWith("its flags are 2800"));
      assertTrue(refused("000084030000000000000000").endsWith("its flags are 8403"));
    }

    @Test
    void namesThatLeadForwardOrToThemselves() {
      String head = "000000000001000000000000";
      assertTrue(refused(head + "c00c" + "000c0001").endsWith("a name that leads to 12"));
      assertTrue(refused(head + "c00e" + "000c0001").endsWith("a name that leads to 14"));
      assertTrue(refused(head + "0161c00c" + "000c0001").endsWith("a name that leads to 12"));
      assertTrue(refused(head + "c000" + "000c0001").endsWith("a name that leads to 0"));
    }

    @Test
    void labelsOfUnknownKinds() {
      assertTrue(refused("000000000001000000000000" + "4161").endsWith("of an unknown kind"));
      assertTrue(refused("000000000001000000000000" + "8161").endsWith("of an unknown kind"));
    }

    @Test
    void namesThatAreTooLong() {
      String label = "3f" + "61".repeat(63);
      String message = refused("000000000001000000000000" + label.repeat(4) + "00" + "000c0001");
      assertTrue(message.endsWith("a name of more than 255 bytes"), message);
    }

    @Test
    void recordsThatAreNotAsLongAsTheySay() {
      String head = "000084000000000100000000" + "016100";
      assertTrue(refused(head + "0001 0001 00000001 0003 010203").endsWith("of 3 bytes"));
      assertTrue(refused(head + "001c 0001 00000001 0004 01020304").endsWith("of 4 bytes"));
      assertTrue(refused(head + "000c 0001 00000001 0004 01620000").endsWith("as it says"));
      assertTrue(refused(head + "0010 0001 00000001 0002 036162").endsWith("it is cut off"));
      // The text ends behind its record, within the message.
      String two = "000084000000000200000000" + "016100";
      assertTrue(
          refused(two + "0010 0001 00000001 0002 0361 62630000010001000000010000")
              .endsWith("as it says"));
    }

    @Test
    void recordsOfAnyType() {
      assertTrue(
          refused("000084000000000100000000" + "016100 00ff 0001 00000001 0000")
              .endsWith("a record of any type"));
    }
  }

  @Test
  void aNameIsInSoManyPieces() throws MalformedMessageException {
    assertEquals(65, parse(pieces(64)).questions().size());
    assertTrue(refused(pieces(65)).endsWith("a name that leads to 12"));
  }

  /// Questions for the name "a": the first has it, each other one leads to the one before.
  private static String pieces(int pointers) {
    var hex = new StringBuilder("00000000%04x000000000000".formatted(pointers + 1));
    hex.append("0161 00 0001 0001");
    int target = 12;
    for (int i = 0; i < pointers; i++) {
      hex.append("%04x 0001 0001".formatted(0xC000 | target));
      target = i == 0 ? 19 : target + 6;
    }
    return hex.toString();
  }

  /// Each of the records has a name that is the longest possible chain, as far as a message goes.
  @Test
  void chainsOfNamesTakeNoTime() {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HexFormat.of().parseHex("0000000004440000000000000161"));
    bytes.write(0);
    // Behind 12 bytes: "a", then pointers, each to the one before, as questions of type 0.
    int target = 12;
    while (bytes.size() + 6 <= DnsMessage.BYTES_MAX) {
      int here = bytes.size();
      bytes.write(0xC0 | target >> 8);
      bytes.write(target);
      bytes.writeBytes(new byte[4]);
      target = here;
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () ->
            assertThrows(
                MalformedMessageException.class,
                () -> DnsMessage.parse(ByteBuffer.wrap(bytes.toByteArray()))));
  }

  /// Counts promise much more than there is.
  @Test
  void countsAreNotBelieved() {
    assertTrue(refused("00008400ffffffffffffffff").endsWith("it is cut off"));
  }

  @Nested
  class Names {
    @Test
    void areEqualWhateverTheCaseOfAsciiLetters() {
      assertEquals(DnsName.of("Peer", "LOCAL"), DnsName.of("peer", "local"));
      assertEquals(DnsName.of("Peer").hashCode(), DnsName.of("pEER").hashCode());
      assertFalse(DnsName.of("\u00c4").equals(DnsName.of("\u00e4")));
      assertFalse(DnsName.of("a\0b").equals(DnsName.of("a", "b")));
      assertFalse(DnsName.of("a.b").equals(DnsName.of("a", "b")));
    }

    @Test
    void knowTheirParent() {
      assertTrue(PEER.isChildOf(DnsName.of("_OSTREE_repo", "_tcp", "local")));
      assertFalse(TYPE.isChildOf(TYPE));
      assertFalse(TYPE.child("a").child("b").isChildOf(TYPE));
      assertFalse(DnsName.of("Peer", "_other", "_tcp", "local").isChildOf(TYPE));
    }

    @Test
    void areShownWithoutTricks() {
      assertEquals("a?[31m.local", DnsName.of("a\u001b[31m", "local").toString());
    }

    @Test
    void areBounded() {
      String label = "a".repeat(63);
      assertThrows(IllegalArgumentException.class, () -> DnsName.of(""));
      assertThrows(IllegalArgumentException.class, () -> DnsName.of(label + "a"));
      assertThrows(IllegalArgumentException.class, () -> DnsName.of("\u0100"));
      assertThrows(IllegalArgumentException.class, () -> DnsName.of(label, label, label, label));
      assertEquals(4, DnsName.of(label, label, label, "a".repeat(61)).labels().size());
    }
  }

  @Test
  void valuesAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new DnsRecord.Service(PEER, 1, 0, HOST));
    assertThrows(IllegalArgumentException.class, () -> new DnsRecord.Service(PEER, 1, 65536, HOST));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DnsRecord.Text(PEER, 1, List.of("a".repeat(256))));
    assertThrows(
        IllegalArgumentException.class, () -> new DnsRecord.Text(PEER, 1, List.of("\u0100")));
  }

  @Test
  void parsingLeavesTheBufferAlone() throws MalformedMessageException {
    ByteBuffer bytes = Golden.bytes("ffff" + Golden.RESPONSE);
    bytes.position(2);
    byte[] before = bytes.array().clone();
    assertEquals(5, DnsMessage.parse(bytes).answers().size());
    assertEquals(2, bytes.position());
    assertArrayEquals(before, bytes.array());
  }
}
