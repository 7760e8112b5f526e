// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.SeenRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the options of a pull, and of a remote, change.
class PullChoicesTest {
  private static final FetchOptions ONCE = FetchOptions.defaults().withRetries(0);
  private static final PullOptions DEFAULTS =
      PullOptions.defaults()
          .withNetwork(ONCE)
          .withTransaction(TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF));

  @TempDir Path directory;
  private SampleRepo source;
  private SampleRepo target;
  private HostileServer server;
  private String address;

  @BeforeEach
  void create() throws IOException {
    source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE);
    target = new SampleRepo(directory.resolve("target"), RepoMode.ARCHIVE);
    server = HostileServer.start().replay(directory.resolve("source"));
    address = server.address().toString().replaceAll("/$", "");
    addRemote(RemoteDraft.of("origin").withUrl(address));
  }

  private void addRemote(RemoteDraft draft) throws IOException {
    target.repo().remotes().add(draft.withOption("gpg-verify", "false"), IfPresent.REPLACE);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    source.close();
    target.close();
  }

  private Puller puller(PullOptions options) {
    return new Puller(target.repo(), options, PullListener.SILENT);
  }

  private PullReport pull(PullOptions options) throws IOException {
    return puller(options).pull("origin", PullRequest.parse(List.of("main")));
  }

  private static Stream<String> paths(HostileServer from) {
    return from.requests().stream().map(SeenRequest::path);
  }

  private String path(Checksum tip) throws IOException {
    return "/objects/" + source.ownFile(tip).loosePath(true);
  }

  @Test
  void theFirstMirrorThatIsARepositoryIsTaken() throws IOException {
    Checksum tip = source.commit("main", "text");
    String list = address + "/nowhere\n" + address + "\n";
    server.answer("/mirrors", Answer.of(list.getBytes(StandardCharsets.UTF_8)));
    addRemote(RemoteDraft.of("origin").withUrl("mirrorlist=" + address + "/mirrors"));
    pull(DEFAULTS);
    assertEquals(Optional.of(tip), target.ref("origin:main"));
    assertEquals(1, server.count("/nowhere/config"));
    assertEquals(0, paths(server).filter(path -> path.startsWith("/nowhere/objects")).count());
  }

  @Test
  void filesComeFromWhereTheRemoteSays() throws IOException {
    source.commit("main", "text");
    try (var content = HostileServer.start().replay(directory.resolve("source"))) {
      addRemote(
          RemoteDraft.of("origin")
              .withUrl(address)
              .withOption("contenturl", content.address().toString()));
      pull(DEFAULTS);
      assertEquals(0, paths(server).filter(path -> path.endsWith(".filez")).count());
      assertEquals(2, paths(content).filter(path -> path.endsWith(".filez")).count());
      assertEquals(0, paths(content).filter(path -> path.startsWith("/refs")).count());
    }
    assertTrue(target.isClean());
  }

  @Test
  void aTrustedFileIsKeptAsItCame() throws IOException {
    Checksum tip = source.commit("main", "text");
    Checksum other = source.commit("other", "other");
    byte[] wrong = Files.readAllBytes(source.file(source.ownFile(other)));
    server.answer(path(tip), Answer.of(wrong));
    assertThrows(RepoException.ObjectDamaged.class, () -> pull(DEFAULTS));
    pull(DEFAULTS.withHttpTrust(Trust.TRUSTED));
    assertArrayEquals(wrong, Files.readAllBytes(target.file(source.ownFile(tip))));
  }

  @Test
  void summariesAreKeptInTheDirectoryThatWasChosen() throws IOException {
    source.commit("main", "text");
    new SummaryWriter(source.repo(), SummaryOptions.defaults().withSigner(TestKey.make().signer()))
        .write();
    Path cache = Files.createDirectory(directory.resolve("cache"));
    pull(DEFAULTS.withCacheDirectory(cache));
    assertArrayEquals(
        Files.readAllBytes(directory.resolve("source/summary")),
        Files.readAllBytes(cache.resolve("summaries/origin")));
    assertFalse(Files.exists(directory.resolve("target/tmp/cache/summaries/origin")));
  }

  @Test
  void noMoreIsAskedForAtOnceThanWasChosen() throws IOException {
    source.commit("main", "text", 30);
    assertEquals(1, mostAtOnce(1));
    source.commit("main", "other", 30);
    int three = mostAtOnce(3);
    assertTrue(three > 1 && three <= 3, "at once: " + three);
  }

  private int mostAtOnce(int limit) throws IOException {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    Path root = directory.resolve("source/objects");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(file -> file.toString().endsWith(".filez")).toList();
    }
    for (Path file : files) {
      Answer plain = Answer.of(Files.readAllBytes(file));
      server.answer(
          "/objects/" + root.relativize(file),
          (request, out) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
              Thread.sleep(5);
              return plain.write(request, out);
            } catch (InterruptedException e) {
              throw new InterruptedIOException();
            } finally {
              now.decrementAndGet();
            }
          });
    }
    pull(DEFAULTS.withNetwork(ONCE.withMaxOutstanding(limit)));
    return most.get();
  }

  @Test
  void aCommitOlderThanTheChosenRevisionIsRefused() throws IOException {
    Checksum first = source.commit("main", "first");
    pull(DEFAULTS);
    Commit old = target.repo().objects().readCommit(first);
    Checksum newer;
    try (Transaction transaction = target.repo().begin()) {
      newer =
          transaction.writeCommit(
              Commit.of(old.rootTree(), old.rootMeta(), old.timestampSeconds() + 1));
      transaction.setRef(RefSpec.parse("newer"), Optional.of(newer));
      transaction.publish();
    }
    Checksum second = source.commit("main", "second");
    var refusal =
        assertThrows(
            PullException.OlderCommit.class,
            () -> pull(DEFAULTS.withTimestamps(new TimestampCheck.AgainstRevision("newer"))));
    assertTrue(refusal.getMessage().contains(newer.hex()), refusal.getMessage());
    assertEquals(Optional.of(first), target.ref("origin:main"));
    pull(DEFAULTS.withTimestamps(new TimestampCheck.AgainstRevision(first.hex())));
    assertEquals(Optional.of(second), target.ref("origin:main"));
  }

  @Test
  void aPullIntoATransactionIsPublishedWithIt() throws IOException {
    Checksum tip = source.commit("main", "text");
    PullRequest request = PullRequest.parse(List.of("main"));
    try (Transaction transaction = target.repo().begin()) {
      puller(DEFAULTS).pullInto(transaction, "origin", request);
    }
    assertEquals(Map.of(), target.repo().refs().list());
    assertFalse(target.has(tip));
    try (Transaction transaction = target.repo().begin()) {
      puller(DEFAULTS).pullInto(transaction, "origin", request);
      assertFalse(target.has(tip));
      transaction.publish();
    }
    assertEquals(Optional.of(tip), target.ref("origin:main"));
    assertTrue(target.isClean());
  }

  @Test
  void aTransactionOfAnotherRepositoryIsRefused() throws IOException {
    source.commit("main", "text");
    try (Transaction transaction = source.repo().begin()) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              puller(DEFAULTS).pullInto(transaction, "origin", PullRequest.parse(List.of("main"))));
    }
  }
}
