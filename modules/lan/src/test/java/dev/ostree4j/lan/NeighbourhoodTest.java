// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.lan.dns.DnsQuestion;
import dev.ostree4j.lan.dns.DnsRecord;
import dev.ostree4j.lan.dns.DnsType;
import dev.ostree4j.lan.dns.Golden;
import dev.ostree4j.lan.dns.MalformedMessageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
  private static final DnsName TYPE = LanFinder.SERVICE_TYPE;
  private static final DnsName PEER = TYPE.child("Peer");
  private static final DnsName HOST = DnsName.of("peer", "local");
  private static final DnsRecord POINTER = new DnsRecord.Pointer(TYPE, 4500, PEER);
  private static final DnsRecord SERVICE = new DnsRecord.Service(PEER, 120, 8080, HOST);
  private static final DnsRecord TEXT = new DnsRecord.Text(PEER, 4500, List.of("v=1"));

  private final Neighbourhood neighbourhood = new Neighbourhood(TYPE, DnsType.A);
  private final InetAddress address = address("10.9.8.1");

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private DnsRecord where(String text) {
    return new DnsRecord.Address(HOST, 120, address(text));
  }

  private void hear(DnsRecord... records) {
    neighbourhood.hear(DnsMessage.ofAnswers(List.of(records), List.of()), address);
  }

  private List<LanService> services() {
    return neighbourhood.services(it -> true);
  }

  private List<DnsQuestion> questions(long seconds) {
    var questions = new ArrayList<DnsQuestion>();
    for (DnsMessage message : neighbourhood.ask(TimeUnit.SECONDS.toNanos(seconds))) {
      assertFalse(message.isResponse());
      assertTrue(message.bytes().length < 1400);
      questions.addAll(message.questions());
    }
    return questions;
  }

  @Nested
  class Hearing {
    @Test
    void theAnswerOfADaemonIsAllThatIsNeeded() throws MalformedMessageException {
      neighbourhood.hear(DnsMessage.parse(Golden.bytes(Golden.RESPONSE)), address);
      assertTrue(neighbourhood.isComplete());
      LanService service = services().getFirst();
      assertEquals("Peer._ostree_repo._tcp.local", service.name());
      assertEquals(8080, service.port());
      assertEquals(4, service.texts().size());
      assertEquals(List.of(address, address("fe80::858:7bff:fef3:6572")), service.addresses());
      assertEquals(
          List.of(address), neighbourhood.services(address::equals).getFirst().addresses());
    }

    @Test
    void theOrderWithinAMessageDoesNotMatter() {
      hear(where("10.9.8.1"), TEXT, SERVICE, POINTER);
      assertEquals(1, services().size());
      assertEquals(List.of(address), services().getFirst().addresses());
    }

    @Test
    void whatBelongsToNobodyIsNotKept() {
      hear(where("10.9.8.1"), TEXT, SERVICE);
      hear(POINTER);
      assertEquals(List.of(), services());
      hear(TEXT);
      hear(SERVICE);
      assertEquals(List.of(), services().getFirst().addresses());
    }

    @Test
    void otherTypesOfServicesAreNone() {
      DnsName other = DnsName.of("_http", "_tcp", "local");
      hear(new DnsRecord.Pointer(other, 1, other.child("Peer")));
      hear(new DnsRecord.Pointer(other, 1, PEER));
      hear(new DnsRecord.Pointer(TYPE, 1, other.child("Peer")));
      hear(new DnsRecord.Pointer(TYPE, 1, TYPE));
      assertTrue(neighbourhood.isComplete());
      assertEquals(1, questions(0).size());
    }

    @Test
    void questionsSayNothing() {
      neighbourhood.hear(DnsMessage.ofQuestions(List.of(), List.of(POINTER)), address);
      assertEquals(1, questions(0).size());
    }

    @Test
    void whatIsTakenBackIsGone() {
      hear(POINTER, SERVICE, TEXT, where("10.9.8.1"));
      hear(where("10.9.8.1").withTtlSeconds(0));
      assertEquals(List.of(), services().getFirst().addresses());
      hear(TEXT.withTtlSeconds(0));
      assertEquals(List.of(), services());
      hear(TEXT);
      hear(SERVICE.withTtlSeconds(0));
      assertEquals(List.of(), services());
      hear(POINTER.withTtlSeconds(0));
      assertTrue(neighbourhood.isComplete());
    }

    @Test
    void theAddressThatSpokeIsTheBestAndALocalOneTheWorst() {
      hear(POINTER, SERVICE, TEXT, where("fe80::1"), where("10.9.8.2"), where("10.9.8.1"));
      assertEquals(
          List.of(address, address("10.9.8.2"), address("fe80::1")),
          services().getFirst().addresses());
    }

    @Test
    void theLastWordCounts() {
      hear(POINTER, SERVICE, TEXT, where("10.9.8.1"));
      hear(new DnsRecord.Text(PEER, 1, List.of("new")));
      hear(new DnsRecord.Service(PEER, 1, 1, HOST));
      assertEquals(List.of("new"), services().getFirst().texts());
      assertEquals(1, services().getFirst().port());
    }
  }

  @Nested
  class Bounds {
    @Test
    void onlySoManyServicesAreKept() {
      for (int i = 0; i < 1000; i++) {
        DnsName name = TYPE.child("peer" + i);
        DnsName host = DnsName.of("host" + i);
        hear(
            new DnsRecord.Pointer(TYPE, 1, name),
            new DnsRecord.Service(name, 1, 1, host),
            new DnsRecord.Text(name, 1, List.of()),
            new DnsRecord.Address(host, 1, address));
      }
      assertEquals(Neighbourhood.SERVICES_MAX, services().size());
    }

    @Test
    void onlySoManyAddressesAreKept() {
      hear(POINTER, SERVICE, TEXT);
      for (int i = 0; i < 100; i++) {
        hear(where("10.9.8." + i));
      }
      assertEquals(Neighbourhood.ADDRESSES_MAX, services().getFirst().addresses().size());
    }

    /// A service that moves from host to host leaves nothing behind.
    @Test
    void hostsOfNobodyAreForgotten() {
      hear(POINTER, TEXT);
      for (int i = 0; i < 1000; i++) {
        DnsName host = DnsName.of("host" + i);
        hear(new DnsRecord.Service(PEER, 1, 1, host), new DnsRecord.Address(host, 1, address));
      }
      assertEquals(List.of(address), services().getFirst().addresses());
      hear(new DnsRecord.Service(PEER, 1, 1, DnsName.of("host0")));
      assertEquals(List.of(), services().getFirst().addresses());
    }
  }

  @Nested
  class Asking {
    @Test
    void whoIsThereIsAskedAgainAndAgainWithLongerPauses() {
      DnsQuestion who = new DnsQuestion(TYPE, DnsType.PTR);
      var asked = new ArrayList<Long>();
      for (long second = 0; second < 10; second++) {
        if (!questions(second).isEmpty()) {
          asked.add(second);
        }
      }
      assertEquals(List.of(0L, 1L, 3L, 7L), asked);
      assertEquals(List.of(), questions(14));
      assertEquals(List.of(who), questions(15));
    }

    @Test
    void whatIsMissingIsAskedAtOnce() {
      questions(0);
      hear(POINTER);
      assertFalse(neighbourhood.isComplete());
      assertEquals(
          List.of(new DnsQuestion(PEER, DnsType.SRV), new DnsQuestion(PEER, DnsType.TXT)),
          questions(0));
      hear(SERVICE);
      assertEquals(List.of(new DnsQuestion(HOST, DnsType.A)), questions(0));
      assertEquals(TimeUnit.SECONDS.toNanos(1), neighbourhood.nextNanos());
    }

    @Test
    void whoComesBackIsAskedAtOnce() {
      hear(POINTER);
      assertEquals(3, questions(0).size());
      hear(POINTER.withTtlSeconds(0));
      assertEquals(List.of(), questions(0));
      hear(POINTER);
      assertEquals(2, questions(0).size());
    }

    @Test
    void whoIsKnownNeedNotAnswerAgain() {
      hear(POINTER);
      DnsMessage message = neighbourhood.ask(0).getFirst();
      assertEquals(List.of(POINTER), message.answers());
    }

    @Test
    void manyQuestionsAreSeveralMessages() {
      for (int i = 0; i < 64; i++) {
        hear(new DnsRecord.Pointer(TYPE, 1, TYPE.child("x".repeat(60) + i)));
      }
      assertEquals(129, questions(0).size());
    }
  }
}
