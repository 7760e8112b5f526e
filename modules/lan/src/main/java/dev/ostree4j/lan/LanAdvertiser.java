// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.discover.DiscoveryListener;
import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.lan.dns.MalformedMessageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Lets others in the local network find a repository that this machine serves over HTTP, as
/// `http://MACHINE:PORT/INDEX`; both programs find it. Works in a thread of its own until it is
/// closed, and then tells that it is over.
///
/// It speaks in the networks in which the machine is when it starts, beside a daemon for multicast
/// DNS that may run there. Its names end in random digits, enough of them that nobody else has the
/// same: so it does not ask first whether they are free, as RFC 6762 wants it of other names.
///
/// @since 0.1
public final class LanAdvertiser implements Closeable {
  private static final int LABEL_BYTES_MAX = 40;
  private static final int RANDOM_BYTES = 8;
  private static final int MESSAGES_A_TURN = 32;
  private static final int ADDRESSES_MAX = Neighbourhood.ADDRESSES_MAX;
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Links links;
  private final Map<Link, Responder> responders = new LinkedHashMap<>();
  private final DiscoveryListener listener;
  private final ByteBuffer buffer = ByteBuffer.allocate(DnsMessage.BYTES_MAX + 1);
  private final Thread thread;
  private volatile boolean isClosed;

  private LanAdvertiser(Links links, DiscoveryListener listener) {
    this.links = links;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("lan-advertiser").unstarted(this::run);
  }

  /// Starts to advertise a repository.
  ///
  /// @param name for people; what does not fit into a name of 40 bytes is cut off
  /// @param port where the HTTP server listens, from 1 to 65535
  /// @param options in which networks
  /// @param listener told of networks that cannot be used, from now on in that thread
  public static LanAdvertiser start(
      String name, int port, RepoAdvert advert, LanOptions options, DiscoveryListener listener)
      throws IOException {
    Links links = Links.open(options, listener);
    try {
      var advertiser = new LanAdvertiser(links, listener);
      String suffix = randomText();
      DnsName host = DnsName.of("ostree4j-" + suffix, "local");
      for (Link link : links.all()) {
        var offer =
            new Offer(
                LanFinder.SERVICE_TYPE,
                label(name) + " " + suffix,
                host,
                port,
                advert.texts(),
                link.addresses().stream().limit(ADDRESSES_MAX).toList());
        advertiser.responders.put(
            link, new Responder(offer, LanAdvertiser::delayNanos, System.nanoTime()));
      }
      advertiser.thread.start();
      return advertiser;
    } catch (RuntimeException e) {
      links.close();
      throw e;
    }
  }

  private static String randomText() {
    byte[] random = new byte[RANDOM_BYTES];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /// The bytes of a name, each as a character.
  private static String label(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(bytes.length, LABEL_BYTES_MAX);
    // Not within a character.
    while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(Arrays.copyOf(bytes, end), StandardCharsets.ISO_8859_1);
  }

  private static long delayNanos() {
    return TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(20, 121));
  }

  private void run() {
    try (links) {
      while (!isClosed) {
        for (Link link : List.copyOf(responders.keySet())) {
          speak(link);
        }
        for (Link link : links.await(untilNext())) {
          listen(link);
        }
      }
      responders.forEach(this::sayFarewell);
    } catch (IOException e) {
      listener.passedOver("the local network", e);
    }
  }

  private Duration untilNext() {
    long now = System.nanoTime();
    long wait = IDLE.toNanos();
    for (Responder responder : responders.values()) {
      OptionalLong next = responder.nextNanos();
      if (next.isPresent()) {
        wait = Math.min(wait, next.getAsLong() - now);
      }
    }
    return Duration.ofNanos(wait);
  }

  private void speak(Link link) throws IOException {
    try {
      Optional<DnsMessage> message = responders.get(link).say(System.nanoTime());
      if (message.isPresent()) {
        link.send(message.get().bytes());
      }
    } catch (IOException e) {
      giveUp(link, e);
    }
  }

  private void listen(Link link) throws IOException {
    Responder responder = responders.get(link);
    try {
      for (int i = 0; responder != null && i < MESSAGES_A_TURN; i++) {
        Optional<Link.Datagram> received = link.receive(buffer);
        if (received.isEmpty()) {
          return;
        }
        hear(link, responder, received.get());
      }
    } catch (IOException e) {
      giveUp(link, e);
    }
  }

  private static void hear(Link link, Responder responder, Link.Datagram datagram)
      throws IOException {
    if (!link.reaches(datagram.source().getAddress())) {
      return;
    }
    DnsMessage message;
    try {
      message = DnsMessage.parse(datagram.bytes());
    } catch (MalformedMessageException noise) {
      // Anybody may send anything; there is nobody to tell.
      return;
    }
    if (message.isResponse()) {
      return;
    }
    if (datagram.source().getPort() == Link.PORT) {
      responder.hear(message, System.nanoTime());
      return;
    }
    Optional<DnsMessage> answer = responder.answer(message);
    if (answer.isPresent()) {
      link.send(answer.get().bytes(), datagram.source());
    }
  }

  private void giveUp(Link link, IOException e) throws IOException {
    responders.remove(link);
    link.close();
    listener.passedOver(link.toString(), Links.meaning(e));
  }

  private void sayFarewell(Link link, Responder responder) {
    try {
      link.send(responder.farewell().bytes());
    } catch (IOException e) {
      // They will notice when its time is over.
      listener.passedOver(link.toString(), e);
    }
  }

  /// Tells the others that it is over, and ends.
  @Override
  public void close() {
    isClosed = true;
    links.wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
