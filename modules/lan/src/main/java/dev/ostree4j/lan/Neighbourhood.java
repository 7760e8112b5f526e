// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.lan.dns.DnsQuestion;
import dev.ostree4j.lan.dns.DnsRecord;
import dev.ostree4j.lan.dns.DnsType;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is known of the services of one type in one network, and what is still to be asked. No I/O.
/// Mutable.
///
/// Only what belongs to a service that somebody named is kept, and no more than a network of people
/// has; a neighbour who makes up more than that keeps others from being found, but costs no memory.
final class Neighbourhood {
  static final int SERVICES_MAX = 64;
  static final int ADDRESSES_MAX = 8;

  private static final int QUESTIONS_A_MESSAGE = 4;
  private static final int KNOWN_A_MESSAGE = 8;

  /// What is known of one service.
  private static final class Known {
    private DnsRecord.Pointer pointer;
    private DnsRecord.@Nullable Service service;
    private DnsRecord.@Nullable Text text;

    Known(DnsRecord.Pointer pointer) {
      this.pointer = pointer;
    }
  }

  private final DnsName type;
  private final DnsType addressType;
  private final Map<DnsName, Known> services = new LinkedHashMap<>();
  private final Map<DnsName, Set<InetAddress>> hosts = new HashMap<>();
  private final Set<InetAddress> speakers = new LinkedHashSet<>();
  private final AskingTimes times = new AskingTimes();

  /// @param type of services, such as `_http._tcp.local`
  /// @param addressType of addresses that are asked for
  Neighbourhood(DnsName type, DnsType addressType) {
    this.type = type;
    this.addressType = addressType;
  }

  /// Takes note of what somebody answered, to whomever.
  void hear(DnsMessage message, InetAddress speaker) {
    if (!message.isResponse()) {
      return;
    }
    var records = new ArrayList<>(message.answers());
    records.addAll(message.others());
    // In this order, since only what belongs to something known is kept.
    for (DnsRecord record : records) {
      if (record instanceof DnsRecord.Pointer pointer) {
        hear(pointer);
      }
    }
    for (DnsRecord record : records) {
      Known known = services.get(record.name());
      if (known != null && record instanceof DnsRecord.Service service) {
        known.service = service.ttlSeconds() == 0 ? null : service;
      } else if (known != null && record instanceof DnsRecord.Text text) {
        known.text = text.ttlSeconds() == 0 ? null : text;
      }
    }
    for (DnsRecord record : records) {
      if (record instanceof DnsRecord.Address address) {
        hear(address, speaker);
      }
    }
  }

  private void hear(DnsRecord.Pointer pointer) {
    DnsName name = pointer.target();
    if (!pointer.name().equals(type) || !name.isChildOf(type)) {
      return;
    }
    if (pointer.ttlSeconds() == 0) {
      services.remove(name);
    } else if (services.containsKey(name)) {
      services.get(name).pointer = pointer;
    } else if (services.size() < SERVICES_MAX) {
      services.put(name, new Known(pointer));
    }
  }

  private void hear(DnsRecord.Address record, InetAddress speaker) {
    DnsName host = record.name();
    if (record.ttlSeconds() == 0) {
      hosts.getOrDefault(host, new LinkedHashSet<>()).remove(record.address());
    } else if (isWanted(host)) {
      hosts.keySet().retainAll(wantedHosts());
      Set<InetAddress> addresses = hosts.computeIfAbsent(host, it -> new LinkedHashSet<>());
      if (addresses.size() < ADDRESSES_MAX) {
        addresses.add(record.address());
      }
      if (record.address().equals(speaker) && speakers.size() < SERVICES_MAX) {
        speakers.add(speaker);
      }
    }
  }

  private boolean isWanted(DnsName host) {
    return wantedHosts().contains(host);
  }

  private Set<DnsName> wantedHosts() {
    var wanted = new LinkedHashSet<DnsName>();
    for (Known known : services.values()) {
      if (known.service != null) {
        wanted.add(known.service.host());
      }
    }
    return wanted;
  }

  private boolean isFound(DnsName host) {
    return !hosts.getOrDefault(host, Set.of()).isEmpty();
  }

  /// Whether all is known of each service that was named.
  boolean isComplete() {
    return openQuestions().size() == 1;
  }

  /// All that is not known, and who is there, which is never known for certain.
  private List<DnsQuestion> openQuestions() {
    var questions = new ArrayList<DnsQuestion>();
    questions.add(new DnsQuestion(type, DnsType.PTR));
    services.forEach(
        (name, known) -> {
          if (known.service == null) {
            questions.add(new DnsQuestion(name, DnsType.SRV));
          }
          if (known.text == null) {
            questions.add(new DnsQuestion(name, DnsType.TXT));
          }
        });
    for (DnsName host : wantedHosts()) {
      if (!isFound(host)) {
        questions.add(new DnsQuestion(host, addressType));
      }
    }
    return questions;
  }

  /// What should be sent now.
  ///
  /// @param nanos the time, from any beginning
  List<DnsMessage> ask(long nanos) {
    List<DnsQuestion> due = times.due(openQuestions(), nanos);
    var messages = new ArrayList<DnsMessage>();
    for (int i = 0; i < due.size(); i += QUESTIONS_A_MESSAGE) {
      int end = Math.min(due.size(), i + QUESTIONS_A_MESSAGE);
      messages.add(DnsMessage.ofQuestions(due.subList(i, end), i == 0 ? known() : List.of()));
    }
    return messages;
  }

  /// Whom nobody need name again.
  private List<DnsRecord> known() {
    return services.values().stream()
        .map(known -> (DnsRecord) known.pointer)
        .limit(KNOWN_A_MESSAGE)
        .toList();
  }

  /// When something should be sent next.
  long nextNanos() {
    return times.nextNanos();
  }

  /// The services of which all is known.
  ///
  /// @param isHere tells the addresses of this network
  List<LanService> services(Predicate<InetAddress> isHere) {
    var found = new ArrayList<LanService>();
    services.forEach(
        (name, known) -> {
          if (known.service != null && known.text != null) {
            List<InetAddress> addresses =
                hosts.getOrDefault(known.service.host(), Set.of()).stream()
                    .filter(isHere)
                    .sorted(best())
                    .toList();
            found.add(
                new LanService(
                    name.toString(), addresses, known.service.port(), known.text.texts()));
          }
        });
    return found;
  }

  /// One that means something in one network only comes last; else where somebody was heard.
  private Comparator<InetAddress> best() {
    return Comparator.comparing(InetAddress::isLinkLocalAddress)
        .thenComparing(address -> !speakers.contains(address));
  }
}
