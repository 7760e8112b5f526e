// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.lan.dns.DnsQuestion;
import dev.ostree4j.lan.dns.DnsRecord;
import dev.ostree4j.lan.dns.DnsType;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is said of one service in one network. No I/O. Immutable.
///
/// ```text
/// _services._dns-sd._udp.local  PTR  TYPE
/// TYPE                          PTR  NAME
/// NAME                          SRV  PORT HOST, TXT texts
/// HOST                          A or AAAA, for each address of this machine in the network
/// ```
final class Offer {
  private static final DnsName ALL_TYPES = DnsName.of("_services", "_dns-sd", "_udp", "local");

  // As RFC 6762 recommends: addresses change, services stay.
  private static final int HOST_TTL_SECONDS = 120;
  private static final int SERVICE_TTL_SECONDS = 4500;

  /// Who does not know multicast DNS cannot be told of changes.
  private static final int LEGACY_TTL_SECONDS = 10;

  private final DnsRecord ofType;
  private final DnsRecord pointer;
  private final List<DnsRecord> details;

  /// @param type such as `_http._tcp.local`
  /// @param label the name of the service, below the type
  Offer(
      DnsName type,
      String label,
      DnsName host,
      int port,
      List<String> texts,
      List<InetAddress> addresses) {
    DnsName name = type.child(label);
    ofType = new DnsRecord.Pointer(ALL_TYPES, SERVICE_TTL_SECONDS, type);
    pointer = new DnsRecord.Pointer(type, SERVICE_TTL_SECONDS, name);
    var details = new ArrayList<DnsRecord>();
    details.add(new DnsRecord.Service(name, HOST_TTL_SECONDS, port, host));
    details.add(new DnsRecord.Text(name, SERVICE_TTL_SECONDS, texts));
    for (InetAddress address : addresses) {
      details.add(new DnsRecord.Address(host, HOST_TTL_SECONDS, address));
    }
    this.details = List.copyOf(details);
  }

  /// All, for all to hear.
  DnsMessage announcement() {
    var all = new ArrayList<DnsRecord>(List.of(pointer));
    all.addAll(details);
    return DnsMessage.ofAnswers(all, List.of());
  }

  /// That it is over, for all to hear.
  DnsMessage farewell() {
    return DnsMessage.ofAnswers(List.of(pointer.withTtlSeconds(0)), List.of());
  }

  /// The answers to questions, but for those that who asks knows already.
  List<DnsRecord> answers(DnsMessage query) {
    var answers = new ArrayList<DnsRecord>();
    for (DnsRecord record : all()) {
      if (query.questions().stream().anyMatch(question -> isAnswer(record, question))
          && query.answers().stream().noneMatch(known -> isKnown(record, known))) {
        answers.add(record);
      }
    }
    return answers;
  }

  private List<DnsRecord> all() {
    var all = new ArrayList<DnsRecord>(List.of(ofType, pointer));
    all.addAll(details);
    return all;
  }

  private static boolean isAnswer(DnsRecord record, DnsQuestion question) {
    return record.name().equals(question.name()) && question.type().asksFor(record.type());
  }

  /// Whether it is known for at least half of its time.
  private static boolean isKnown(DnsRecord record, DnsRecord known) {
    return Integer.compareUnsigned(known.ttlSeconds(), record.ttlSeconds() / 2) >= 0
        && record.withTtlSeconds(0).equals(known.withTtlSeconds(0));
  }

  /// Answers, with what will be asked next.
  DnsMessage message(Set<DnsRecord> answers) {
    List<DnsRecord> others =
        answers.contains(pointer)
            ? details.stream().filter(detail -> !answers.contains(detail)).toList()
            : details.stream()
                .filter(detail -> detail.type() == DnsType.A || detail.type() == DnsType.AAAA)
                .filter(detail -> !answers.contains(detail))
                .toList();
    return DnsMessage.ofAnswers(List.copyOf(answers), others);
  }

  /// The answer to somebody who does not know multicast DNS: he wants to see what he asked.
  DnsMessage legacyMessage(DnsMessage query, List<DnsRecord> answers) {
    List<DnsRecord> others = message(Set.copyOf(answers)).others();
    return new DnsMessage(query.id(), true, query.questions(), shortly(answers), shortly(others));
  }

  private static List<DnsRecord> shortly(List<DnsRecord> records) {
    return records.stream().map(record -> record.withTtlSeconds(LEGACY_TTL_SECONDS)).toList();
  }
}
