// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.lan.dns.DnsQuestion;
import dev.ostree4j.lan.dns.DnsRecord;
import dev.ostree4j.lan.dns.DnsType;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResponderTest {
  private static final DnsName TYPE = LanFinder.SERVICE_TYPE;
  private static final DnsName PEER = TYPE.child("Peer");
  private static final DnsName HOST = DnsName.of("peer", "local");
  private static final DnsRecord POINTER = new DnsRecord.Pointer(TYPE, 4500, PEER);
  private static final DnsRecord SERVICE = new DnsRecord.Service(PEER, 120, 80, HOST);
  private static final DnsRecord TEXT = new DnsRecord.Text(PEER, 4500, List.of("v=1"));
  private static final DnsRecord WHERE =
      new DnsRecord.Address(HOST, 120, InetAddress.getLoopbackAddress());

  private final Offer offer =
      new Offer(TYPE, "Peer", HOST, 80, List.of("v=1"), List.of(InetAddress.getLoopbackAddress()));
  private final Responder responder = new Responder(offer, () -> millis(50), 0);

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static DnsMessage question(DnsName name, DnsType type, DnsRecord... known) {
    return DnsMessage.ofQuestions(List.of(new DnsQuestion(name, type)), List.of(known));
  }

  private Optional<DnsMessage> say(long millis) {
    return responder.say(millis(millis));
  }

  private void endAnnouncements() {
    say(0);
    say(1000);
  }

  @Test
  void atFirstAllIsSaidTwice() {
    DnsMessage all = DnsMessage.ofAnswers(List.of(POINTER, SERVICE, TEXT, WHERE), List.of());
    assertEquals(OptionalLong.of(0), responder.nextNanos());
    assertEquals(Optional.of(all), say(0));
    assertEquals(OptionalLong.of(millis(1000)), responder.nextNanos());
    assertEquals(Optional.empty(), say(999));
    assertEquals(Optional.of(all), say(1000));
    assertEquals(OptionalLong.empty(), responder.nextNanos());
    assertEquals(Optional.empty(), say(9000));
  }

  @Test
  void theLastWordIsThatItIsOver() {
    assertEquals(
        DnsMessage.ofAnswers(List.of(POINTER.withTtlSeconds(0)), List.of()), responder.farewell());
  }

  @Nested
  class Answers {
    @Test
    void comeAfterAMoment() {
      endAnnouncements();
      responder.hear(question(TYPE, DnsType.PTR), millis(5000));
      assertEquals(OptionalLong.of(millis(5050)), responder.nextNanos());
      assertEquals(Optional.empty(), say(5049));
      DnsMessage answer = DnsMessage.ofAnswers(List.of(POINTER), List.of(SERVICE, TEXT, WHERE));
      assertEquals(Optional.of(answer), say(5050));
      assertEquals(Optional.empty(), say(6000));
    }

    @Test
    void comeBeforeTheSecondAnnouncement() {
      say(0);
      responder.hear(question(TYPE, DnsType.PTR), millis(100));
      assertEquals(OptionalLong.of(millis(150)), responder.nextNanos());
      assertTrue(say(150).isPresent());
    }

    @Test
    void areNotRepeatedWithinASecond() {
      endAnnouncements();
      responder.hear(question(TYPE, DnsType.PTR), millis(5000));
      assertTrue(say(5050).isPresent());
      responder.hear(question(TYPE, DnsType.PTR), millis(6049));
      assertEquals(OptionalLong.empty(), responder.nextNanos());
      responder.hear(question(TYPE, DnsType.PTR), millis(6050));
      assertTrue(say(6100).isPresent());
    }

    @Test
    void toSeveralQuestionsAreOne() {
      endAnnouncements();
      responder.hear(question(PEER, DnsType.SRV), millis(5000));
      responder.hear(question(PEER, DnsType.TXT), millis(5049));
      assertEquals(
          Optional.of(DnsMessage.ofAnswers(List.of(SERVICE, TEXT), List.of(WHERE))), say(5050));
    }

    @Test
    void areThoseThatAreAsked() {
      assertEquals(List.of(SERVICE), offer.answers(question(PEER, DnsType.SRV)));
      assertEquals(List.of(SERVICE, TEXT), offer.answers(question(PEER, DnsType.ANY)));
      assertEquals(List.of(WHERE), offer.answers(question(HOST, DnsType.A)));
      assertEquals(List.of(), offer.answers(question(HOST, DnsType.AAAA)));
      assertEquals(List.of(), offer.answers(question(DnsName.of("x", "local"), DnsType.ANY)));
      DnsName all = DnsName.of("_services", "_dns-sd", "_udp", "local");
      assertEquals(
          List.of(new DnsRecord.Pointer(all, 4500, TYPE)),
          offer.answers(question(all, DnsType.PTR)));
    }

    @Test
    void areNotSaidToWhoKnowsThemForLong() {
      DnsMessage knows = question(TYPE, DnsType.PTR, POINTER.withTtlSeconds(2250));
      DnsMessage forgets = question(TYPE, DnsType.PTR, POINTER.withTtlSeconds(2249));
      DnsMessage knowsOther =
          question(TYPE, DnsType.PTR, new DnsRecord.Pointer(TYPE, 4500, TYPE.child("Other")));
      assertEquals(List.of(), offer.answers(knows));
      assertEquals(List.of(POINTER), offer.answers(forgets));
      assertEquals(List.of(POINTER), offer.answers(knowsOther));
    }
  }

  @Nested
  class WhoDoesNotKnowMulticastDns {
    @Test
    void seesWhatHeAskedAndShortTimes() {
      var question = new DnsQuestion(PEER, DnsType.SRV);
      var query = new DnsMessage(77, false, List.of(question), List.of(), List.of());
      assertEquals(
          Optional.of(
              new DnsMessage(
                  77,
                  true,
                  List.of(question),
                  List.of(SERVICE.withTtlSeconds(10)),
                  List.of(WHERE.withTtlSeconds(10)))),
          responder.answer(query));
    }

    @Test
    void hearsNothingOfWhatIsNotHere() {
      assertEquals(Optional.empty(), responder.answer(question(HOST, DnsType.AAAA)));
    }
  }
}
