// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.discover.DiscoveredPuller;
import dev.ostree4j.discover.DiscoveryException;
import dev.ostree4j.discover.FinderKind;
import dev.ostree4j.discover.FoundRef;
import dev.ostree4j.discover.FoundRemote;
import dev.ostree4j.discover.RemoteDiscovery;
import dev.ostree4j.discover.RemoteFinder;
import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsName;
import dev.ostree4j.lan.dns.DnsRecord;
import dev.ostree4j.lan.dns.DnsType;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.Answer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the loopback interface only: nothing is sent to anybody else.
@Tag("slow")
class LanFinderTest {
  private static final String LOOPBACK = "lo";
  private static final LanOptions HERE =
      LanOptions.defaults()
          .withInterfaces(List.of(LOOPBACK))
          .withSearchTime(Duration.ofMillis(600));
  private static final LanOptions FOR_LONG = HERE.withSearchTime(Duration.ofMinutes(5));

  private static final Answer SILENCE = Answer.status(404).after(Duration.ofMinutes(5));

  @TempDir Path directory;
  private Repo client;
  private LanPeer peer;
  private CollectionRef app;
  private final List<String> passedOver = new ArrayList<>();
  private final List<IOException> reasons = new ArrayList<>();

  @BeforeEach
  void create() throws IOException {
    // Other tests may advertise at the same time, on the same interface.
    String id = "org.example.Apps" + Long.toUnsignedString(new Random().nextLong(), 36);
    client = Repo.create(directory.resolve("client"), RepoMode.BARE_USER_ONLY);
    peer = new LanPeer(directory.resolve("peer"), id);
    app = peer.ref("app");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    peer.close();
  }

  private void hear(String place, IOException reason) {
    passedOver.add(place + ": " + reason.getMessage());
    reasons.add(reason);
  }

  private LanAdvertiser advertise(RepoAdvert advert) throws IOException {
    return LanAdvertiser.start("Péer", peer.server().port(), advert, HERE, this::hear);
  }

  private List<FoundRemote> find(LanOptions options, CollectionRef... refs) throws IOException {
    var finder = new LanFinder(PullOptions.defaults(), options);
    return new RemoteDiscovery(client, List.of(finder), this::hear).find(List.of(refs));
  }

  private Set<CollectionRef> pull(List<FoundRemote> found) throws IOException {
    return new DiscoveredPuller(client, PullOptions.defaults(), PullListener.SILENT, this::hear)
        .pull(found);
  }

  @Test
  void whatANeighbourHasIsFoundAndPulled() throws IOException {
    Checksum commit = peer.commit("app", 100);
    peer.summarise();
    peer.addTo(client);
    List<FoundRemote> found;
    try (LanAdvertiser _ = advertise(peer.advert("app"))) {
      found = find(HERE, app, peer.ref("none"));
    }
    assertEquals(1, found.size(), passedOver.toString());
    FoundRemote there = found.getFirst();
    assertEquals(FinderKind.LAN, there.finder());
    assertEquals(peer.url(), there.url());
    assertEquals("apps", there.keyring().text());
    assertEquals(Optional.of(new FoundRef(commit, 100)), there.find(app));
    assertEquals(Optional.empty(), there.find(peer.ref("none")));
    assertTrue(there.summarySeconds().isPresent());

    assertEquals(Set.of(app), pull(found));
    assertEquals(Optional.of(commit), client.refs().find(RefSpec.parse("apps:app")));
  }

  @Test
  void aNeighbourIsNotAskedForWhatHeSurelyHasNot() throws IOException {
    peer.commit("app", 100);
    peer.commit("other", 100);
    peer.summarise();
    peer.addTo(client);
    try (LanAdvertiser _ = advertise(peer.advert("other"))) {
      assertEquals(List.of(), find(HERE, app));
      assertEquals(List.of(), peer.server().requests());
      // The filter is only a hint: who is asked may have more.
      List<FoundRemote> found = find(HERE, app, peer.ref("other"));
      assertEquals(Set.of(app, peer.ref("other")), found.getFirst().refs().keySet());
    }
  }

  @Test
  void whoIsGoneIsNotFound() throws IOException {
    peer.commit("app", 100);
    peer.summarise();
    peer.addTo(client);
    advertise(peer.advert("app")).close();
    assertEquals(List.of(), find(HERE, app));
  }

  @Test
  void whoGoesSaysSo() throws IOException, InterruptedException {
    try (Link link = BadNeighbours.loopback()) {
      advertise(peer.advert("app")).close();
      ByteBuffer buffer = ByteBuffer.allocate(DnsMessage.BYTES_MAX);
      boolean gone = false;
      for (int i = 0; i < 500 && !gone; i++) {
        Optional<Link.Datagram> heard = link.receive(buffer);
        if (heard.isPresent()) {
          gone = DnsMessage.parse(heard.get().bytes()).answers().stream().anyMatch(this::isGone);
        } else {
          Thread.sleep(10);
        }
      }
      assertTrue(gone);
    }
  }

  private boolean isGone(DnsRecord record) {
    return record.name().equals(LanFinder.SERVICE_TYPE) && record.ttlSeconds() == 0;
  }

  /// The service loader finds the finder; without keys that count, nobody in the network is asked.
  @Test
  void withoutKeysNobodyIsAsked() throws IOException {
    RemoteFinder finder =
        RemoteFinder.provided(FinderKind.LAN, PullOptions.defaults()).orElseThrow();
    assertInstanceOf(LanFinder.class, finder);
    assertEquals(List.of(), finder.find(client, Set.of(app), this::hear));
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertEquals(List.of(), find(FOR_LONG, app)));
    assertEquals(Optional.empty(), RemoteFinder.provided(FinderKind.MOUNT, PullOptions.defaults()));
  }

  @Test
  void whereThereIsNoNetworkNothingIsFound() throws IOException {
    peer.addTo(client);
    assertEquals(List.of(), find(FOR_LONG.withInterfaces(List.of("none")), app));
  }

  @Nested
  class Trust {
    @Test
    void whatIsNotSignedIsNotPulled() throws IOException {
      peer.commitUnsigned("app", 100);
      peer.summarise();
      peer.addTo(client);
      refused();
    }

    @Test
    void whatOthersSignedIsNotPulled() throws IOException {
      try (var real = new LanPeer(directory.resolve("real"), app.collection().text())) {
        real.addTo(client);
        peer.commit("app", 100);
        peer.summarise();
        refused();
      }
    }

    private void refused() throws IOException {
      List<FoundRemote> found;
      try (LanAdvertiser _ = advertise(peer.advert("app"))) {
        found = find(HERE, app);
      }
      assertEquals(1, found.size(), passedOver.toString());
      assertThrows(DiscoveryException.NotPulled.class, () -> pull(found));
      assertEquals(Optional.empty(), client.refs().find(RefSpec.parse("apps:app")));
    }
  }

  @Nested
  class BadNeighbours {
    private final DnsName name = LanFinder.SERVICE_TYPE.child("Bad");
    private final DnsName host = DnsName.of("bad-" + app(), "local");

    /// Names differ from test to test, for those that run at the same time.
    private static String app() {
      return Long.toUnsignedString(new Random().nextLong(), 36);
    }

    private DnsMessage answer(List<String> texts, String address) throws IOException {
      return DnsMessage.ofAnswers(
          List.of(
              new DnsRecord.Pointer(LanFinder.SERVICE_TYPE, 120, name),
              new DnsRecord.Service(name, 120, peer.server().port(), host),
              new DnsRecord.Text(name, 120, texts),
              new DnsRecord.Address(host, 120, InetAddress.getByName(address))),
          List.of());
    }

    /// Says something again and again while it is looked for the ref.
    private List<FoundRemote> findAmid(Sender sender) throws IOException {
      peer.commit("app", 100);
      peer.summarise();
      peer.addTo(client);
      var end = new CountDownLatch(1);
      var talk =
          new FutureTask<Void>(
              () -> {
                do {
                  sender.send();
                } while (!end.await(20, TimeUnit.MILLISECONDS));
                return null;
              });
      Thread.startVirtualThread(talk);
      try {
        return find(HERE, app);
      } finally {
        end.countDown();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> talk.get());
      }
    }

    private List<FoundRemote> findAmid(DnsMessage message) throws IOException {
      try (Link link = loopback()) {
        return findAmid(() -> link.send(message.bytes()));
      }
    }

    private static Link loopback() throws IOException {
      return Link.open(NetworkInterface.getByName(LOOPBACK), StandardProtocolFamily.INET)
          .orElseThrow();
    }

    private String reason() {
      return passedOver.stream()
          .filter(line -> line.startsWith(name + ": ") || line.startsWith("http"))
          .findFirst()
          .orElse(passedOver.toString());
    }

    @Test
    void goodOnesAreFoundThisWay() throws IOException {
      List<FoundRemote> found = findAmid(answer(peer.advert("app").texts(), "127.0.0.1"));
      assertEquals(List.of(peer.url()), found.stream().map(FoundRemote::url).toList());
    }

    @Test
    void whoSaysNothingSensibleIsPassedOver() throws IOException {
      List<String> texts = new ArrayList<>(peer.advert("app").texts());
      texts.set(1, "rb=\u0003\u0002\u00ff\u00ff");
      assertEquals(List.of(), findAmid(answer(texts, "127.0.0.1")));
      assertEquals(name + ": TXT record 'rb' is no filter of a known kind", reason());
    }

    @Test
    void whoNamesAnotherRepositoryIsPassedOver() throws IOException {
      List<String> texts = new ArrayList<>(peer.advert("app").texts());
      texts.set(3, "ri=\0\u0008");
      assertEquals(List.of(), findAmid(answer(texts, "127.0.0.1")));
      assertEquals(2, peer.server().requests().size());
      assertEquals("/8/summary", peer.server().requests().getLast().path());
    }

    /// Nobody can make us ask somebody outside of the network.
    @Test
    void whoSendsUsElsewhereIsPassedOver() throws IOException {
      assertEquals(List.of(), findAmid(answer(peer.advert("app").texts(), "192.0.2.1")));
      assertEquals(name + ": it has no address in this network", reason());
    }

    @Test
    void whoUsesAnotherPortIsNotHeard() throws IOException {
      DnsMessage message = answer(peer.advert("app").texts(), "127.0.0.1");
      try (DatagramChannel other = DatagramChannel.open(StandardProtocolFamily.INET)) {
        other.setOption(
            StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName(LOOPBACK));
        var everybody = new InetSocketAddress("224.0.0.251", Link.PORT);
        assertEquals(
            List.of(), findAmid(() -> other.send(ByteBuffer.wrap(message.bytes()), everybody)));
      }
      assertEquals(List.of(), peer.server().requests());
    }

    @Test
    void whoIsOfAnotherNetworkIsNotHeard() throws IOException {
      byte[] bytes = answer(peer.advert("app").texts(), "127.0.0.1").bytes();
      var neighbourhood = new Neighbourhood(LanFinder.SERVICE_TYPE, DnsType.A);
      try (Link link = loopback()) {
        for (String source : List.of("192.0.2.1", "127.0.0.1")) {
          assertEquals(List.of(), neighbourhood.services(it -> true));
          var from = new InetSocketAddress(source, Link.PORT);
          var datagram = new Link.Datagram(from, ByteBuffer.wrap(bytes));
          ServiceSearch.hear(link, neighbourhood, datagram);
        }
      }
      assertEquals(1, neighbourhood.services(it -> true).size());
    }

    /// The rest comes after the time of the search.
    @Test
    void whoTellsHalfIsWaitedForABit() throws IOException {
      DnsMessage all = answer(peer.advert("app").texts(), "127.0.0.1");
      DnsMessage half = DnsMessage.ofAnswers(all.answers().subList(0, 1), List.of());
      long began = System.nanoTime();
      List<FoundRemote> found;
      try (Link link = loopback()) {
        found =
            findAmid(
                () -> {
                  Duration since = Duration.ofNanos(System.nanoTime() - began);
                  boolean late = since.compareTo(HERE.searchTime().plusMillis(200)) > 0;
                  link.send((late ? all : half).bytes());
                });
      }
      assertEquals(List.of(peer.url()), found.stream().map(FoundRemote::url).toList());
    }

    @Test
    void noiseDoesNotKeepOthersFromBeingFound() throws IOException {
      byte[] good = answer(peer.advert("app").texts(), "127.0.0.1").bytes();
      var random = new Random(1);
      List<FoundRemote> found;
      try (Link link = loopback()) {
        found =
            assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () ->
                    findAmid(
                        () -> {
                          for (int i = 0; i < 20; i++) {
                            link.send(noise(random, good));
                          }
                          link.send(good);
                        }));
      }
      assertEquals(List.of(peer.url()), found.stream().map(FoundRemote::url).toList());
    }

    private static byte[] noise(Random random, byte[] good) {
      byte[] noise = Arrays.copyOf(good, random.nextInt(good.length));
      random.nextBytes(noise);
      return noise;
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedFor() throws IOException {
      peer.addTo(client);
      peer.server().answerElse(SILENCE);
      try (LanAdvertiser _ = advertise(peer.advert("app"))) {
        assertEquals(List.of(), find(HERE.withAnswerLimit(Duration.ofSeconds(1)), app));
      }
      assertEquals(List.of(peer.url() + ": no summary within 1 s"), passedOver);
      assertInstanceOf(LanException.Silent.class, reasons.getFirst());
    }
  }

  /// Sends something.
  private interface Sender {
    void send() throws IOException;
  }

  @Nested
  class Interrupts {
    private void endsWithinASecond(CountDownLatch begun, LanOptions options)
        throws InterruptedException, ExecutionException, TimeoutException {
      var task =
          new FutureTask<>(
              () -> {
                var e = assertThrows(InterruptedIOException.class, () -> find(options, app));
                assertTrue(Thread.currentThread().isInterrupted());
                return e;
              });
      Thread thread = Thread.ofPlatform().daemon().start(task);
      assertTrue(begun.await(20, TimeUnit.SECONDS));
      thread.interrupt();
      task.get(1, TimeUnit.SECONDS);
    }

    @Test
    void endTheSearch()
        throws IOException, InterruptedException, ExecutionException, TimeoutException {
      peer.addTo(client);
      var begun = new CountDownLatch(1);
      try (Link link = BadNeighbours.loopback()) {
        // The question is heard once the search has begun.
        Thread.ofPlatform().daemon().start(() -> awaitQuestion(link, begun));
        endsWithinASecond(begun, FOR_LONG);
      }
    }

    private void awaitQuestion(Link link, CountDownLatch begun) {
      ByteBuffer buffer = ByteBuffer.allocate(DnsMessage.BYTES_MAX);
      try {
        while (link.receive(buffer).isEmpty()) {
          Thread.onSpinWait();
        }
        begun.countDown();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void endTheWaitForSummaries()
        throws IOException, InterruptedException, ExecutionException, TimeoutException {
      peer.addTo(client);
      var begun = new CountDownLatch(1);
      peer.server()
          .answerElse(
              (request, out) -> {
                begun.countDown();
                return SILENCE.write(request, out);
              });
      try (LanAdvertiser _ = advertise(peer.advert("app"))) {
        endsWithinASecond(begun, HERE);
      }
    }
  }

  @Test
  void valuesAreChecked() {
    LanOptions options = LanOptions.defaults();
    assertThrows(
        IllegalArgumentException.class, () -> options.withSearchTime(Duration.ofMillis(0)));
    assertThrows(
        IllegalArgumentException.class, () -> options.withAnswerLimit(Duration.ofMillis(-1)));
    assertEquals(Duration.ofMillis(1500), options.searchTime());
    assertEquals(Duration.ofSeconds(20), options.answerLimit());
  }
}
