// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.discover.DiscoveryListener;
import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.lan.dns.DnsType;
import dev.ostree4j.lan.dns.MalformedMessageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks in all networks who offers a service, and listens for a while. Used once.
final class ServiceSearch {
  /// Nobody need say more than that in a few seconds.
  private static final int MESSAGES_MAX = 4096;

  /// How much is taken from one network before the others have their turn.
  private static final int MESSAGES_A_TURN = 32;

  private final DnsName type;
  private final LanOptions options;
  private final DiscoveryListener listener;
  private final Map<Link, Neighbourhood> neighbourhoods = new LinkedHashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(DnsMessage.BYTES_MAX + 1);
  private int messages;

  ServiceSearch(DnsName type, LanOptions options, DiscoveryListener listener) {
    this.type = type;
    this.options = options;
    this.listener = listener;
  }

  /// A service, and where it was found.
  record Hit(Link link, LanService service) {}

  /// Who offers it; one machine may be found in several networks.
  ///
  /// @throws InterruptedIOException when this thread is interrupted
  List<Hit> run() throws IOException {
    try (Links links = Links.open(options, listener)) {
      for (Link link : links.all()) {
        neighbourhoods.put(link, new Neighbourhood(type, link.isIpv4() ? DnsType.A : DnsType.AAAA));
      }
      listen(links, System.nanoTime());
      return hits();
    }
  }

  private void listen(Links links, long began) throws IOException {
    while (true) {
      long now = System.nanoTime();
      ask(now);
      long left = began + limit().toNanos() - now;
      if (left <= 0 || neighbourhoods.isEmpty() || messages >= MESSAGES_MAX) {
        return;
      }
      for (Neighbourhood neighbourhood : neighbourhoods.values()) {
        left = Math.min(left, neighbourhood.nextNanos() - now);
      }
      for (Link link : links.await(Duration.ofNanos(left))) {
        receive(link);
      }
    }
  }

  private Duration limit() {
    boolean complete = neighbourhoods.values().stream().allMatch(Neighbourhood::isComplete);
    return complete ? options.searchTime() : options.searchTime().multipliedBy(2);
  }

  private void ask(long now) throws IOException {
    for (var entry : List.copyOf(neighbourhoods.entrySet())) {
      try {
        for (DnsMessage message : entry.getValue().ask(now)) {
          entry.getKey().send(message.bytes());
        }
      } catch (IOException e) {
        giveUp(entry.getKey(), e);
      }
    }
  }

  private void receive(Link link) throws IOException {
    Neighbourhood neighbourhood = neighbourhoods.get(link);
    try {
      for (int i = 0; neighbourhood != null && i < MESSAGES_A_TURN; i++) {
        Optional<Link.Datagram> received = link.receive(buffer);
        if (received.isEmpty()) {
          return;
        }
        messages++;
        hear(link, neighbourhood, received.get());
      }
    } catch (IOException e) {
      giveUp(link, e);
    }
  }

  /// Only who is in the same network, and may use the port of multicast DNS there, is heard.
  static void hear(Link link, Neighbourhood neighbourhood, Link.Datagram datagram) {
    if (datagram.source().getPort() != Link.PORT || !link.reaches(datagram.source().getAddress())) {
      return;
    }
    try {
      DnsMessage message = DnsMessage.parse(datagram.bytes());
      neighbourhood.hear(message, datagram.source().getAddress());
    } catch (MalformedMessageException noise) {
      // Anybody may send anything; there is nobody to tell.
      return;
    }
  }

  private void giveUp(Link link, IOException e) throws IOException {
    IOException meaning = Links.meaning(e);
    if (meaning instanceof InterruptedIOException) {
      throw meaning;
    }
    neighbourhoods.remove(link);
    link.close();
    listener.passedOver(link.toString(), meaning);
  }

  private List<Hit> hits() {
    var hits = new ArrayList<Hit>();
    neighbourhoods.forEach(
        (link, neighbourhood) ->
            neighbourhood
                .services(link::reaches)
                .forEach(service -> hits.add(new Hit(link, service))));
    return hits;
  }
}
