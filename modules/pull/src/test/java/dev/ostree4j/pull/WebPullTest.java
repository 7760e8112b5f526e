// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.fetch.FetchException;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.SeenRequest;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPullTest {
  private static final PullOptions DEFAULTS =
      PullOptions.defaults()
          .withNetwork(FetchOptions.defaults().withRetries(0))
          .withTransaction(TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF));

  /// As above, but what arrives is staged until it is published.
  private static final PullOptions STAGED =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  @TempDir Path directory;
  private SampleRepo source;
  private SampleRepo target;
  private HostileServer server;

  @BeforeEach
  void create() throws IOException {
    source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE);
    target = new SampleRepo(directory.resolve("target"), RepoMode.ARCHIVE);
    server = HostileServer.start().replay(directory.resolve("source"));
    addRemote(target);
  }

  private void addRemote(SampleRepo to) throws IOException {
    RemoteDraft draft =
        RemoteDraft.of("origin")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false");
    to.repo().remotes().add(draft, IfPresent.REFUSE);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    source.close();
    target.close();
  }

  private PullReport pull(PullOptions options, String... wanted) throws IOException {
    return pull(target, options, PullListener.SILENT, wanted);
  }

  private static PullReport pull(
      SampleRepo to, PullOptions options, PullListener listener, String... wanted)
      throws IOException {
    return new Puller(to.repo(), options, listener)
        .pull("origin", PullRequest.parse(List.of(wanted)));
  }

  private List<String> paths() {
    return server.requests().stream().map(SeenRequest::path).toList();
  }

  private static String path(ObjectName name) {
    return "/objects/" + name.loosePath(true);
  }

  private void assertNothingCame() throws IOException {
    assertEquals(Map.of(), target.repo().refs().list());
    assertEquals(List.of(), target.commits());
    assertTrue(target.isClean());
  }

  @Nested
  class WhatComes {
    @ParameterizedTest
    @EnumSource(
        value = RepoMode.class,
        names = {"ARCHIVE", "BARE_USER", "BARE_USER_ONLY"})
    void aRefComesWholeIntoEveryMode(RepoMode mode) throws IOException {
      Checksum tip = source.commit("main", "text", 50);
      try (var to = new SampleRepo(directory.resolve("to"), mode)) {
        addRemote(to);
        PullReport report = pull(to, DEFAULTS, PullListener.SILENT, "main");
        assertEquals(Map.of(RefSpec.parse("origin:main"), tip), report.refs());
        assertEquals(Optional.of(tip), to.ref("origin:main"));
        assertEquals(source.count(), to.count());
        assertEquals(CommitState.NORMAL, to.repo().objects().commitState(tip));
        assertTrue(to.isClean());
      }
    }

    @Test
    void anArchiveKeepsTheBytesAsTheyCame() throws IOException {
      Checksum tip = source.commit("main", "text");
      pull(DEFAULTS, "main");
      ObjectName file = source.ownFile(tip);
      assertArrayEquals(
          Files.readAllBytes(source.file(file)), Files.readAllBytes(target.file(file)));
    }

    @Test
    void junkThatNobodyAsksForIsLeftWhereItIs() throws IOException {
      Checksum tip = source.commit("main", "text");
      var said = new ObjectName(tip, ObjectType.COMMIT_METADATA);
      server.answer(path(said), Answer.of(new byte[] {9}));
      pull(DEFAULTS, "main");
      assertEquals(Optional.of(tip), target.ref("origin:main"));
      assertFalse(target.repo().objects().has(said));
    }

    @Test
    void aMirrorHasTheRefsUnderTheirOwnNames() throws IOException {
      Checksum tip = source.commit("main", "text");
      pull(DEFAULTS.withPlacement(PullOptions.Placement.MIRROR), "main");
      assertEquals(Optional.of(tip), target.ref("main"));
    }

    @Test
    void aMirrorOfEverythingHasTheSummaryUnlessItOnlyMeasures() throws IOException {
      Checksum tip = source.commit("main", "text");
      new DeltaMaker(source.repo(), DeltaOptions.defaults(), DeltaListener.NONE)
          .make(DeltaName.fromScratch(tip));
      new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
      PullOptions mirror =
          DEFAULTS.withPlacement(PullOptions.Placement.MIRROR).withDeltas(DeltaUse.REQUIRED);
      try (var to = new SampleRepo(directory.resolve("to"), RepoMode.BARE_USER)) {
        addRemote(to);
        Path summary = directory.resolve("to/summary");
        PullReport measured =
            pull(to, mirror.withEffect(PullOptions.Effect.MEASURE), PullListener.SILENT);
        assertTrue(measured.deltas().partsTotal() > 0);
        assertFalse(Files.exists(summary));
        assertEquals(0, to.count());
        pull(to, mirror, PullListener.SILENT);
        assertArrayEquals(
            Files.readAllBytes(directory.resolve("source/summary")), Files.readAllBytes(summary));
      }
    }

    @Test
    void onlyTheSubpathComesAndTheCommitStaysPartial() throws IOException {
      Checksum tip = source.commit("main", "text", 5);
      pull(DEFAULTS.withSubpaths(List.of("/d")), "main");
      assertEquals(CommitState.PARTIAL, target.repo().objects().commitState(tip));
      assertFalse(target.repo().objects().has(source.ownFile(tip)));
      assertTrue(target.repo().objects().has(source.innerTree(tip)));
      pull(DEFAULTS, "main");
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(tip));
      assertEquals(source.count(), target.count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "other"})
    void aCommitThatIsOnlyPartlyHereSaysNothingOfTheNext(String ref) throws IOException {
      source.commit("main", "first", 5);
      pull(DEFAULTS.withSubpaths(List.of("/d")), "main");
      source.commit("main", "first", 5);
      Checksum tip = source.commit("main", "first", 6);
      source.repo().refs().set(RefSpec.parse("other"), Optional.of(tip));
      pull(DEFAULTS, ref);
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(tip));
      assertTrue(target.isClean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "other"})
    void whatIsNewBesideAWholeCommitComes(String ref) throws IOException {
      source.commit("main", "first", 5);
      pull(DEFAULTS, "main");
      Checksum tip = source.commit("main", "first", 6);
      source.repo().refs().set(RefSpec.parse("other"), Optional.of(tip));
      PullReport report = pull(DEFAULTS, ref);
      assertEquals(new PullReport.Count(SampleRepo.NEXT_METADATA + 1, 1), report.remote());
      assertEquals(source.count(), target.count());
      assertTrue(target.isClean());
    }

    @Test
    void theHistoryEndsWhereTheServerHasNoParent() throws IOException {
      Checksum first = source.commit("main", "1");
      Checksum second = source.commit("main", "2");
      Checksum third = source.commit("main", "3");
      Files.delete(source.file(new ObjectName(first, ObjectType.COMMIT)));
      pull(DEFAULTS.withDepth(Depth.ALL), "main");
      assertEquals(
          List.of(false, true, true),
          List.of(target.has(first), target.has(second), target.has(third)));
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(second));
    }

    @Test
    void whatALocalCacheHasIsNotFetched() throws IOException {
      Checksum tip = source.commit("main", "text", 20);
      try (var cache = new SampleRepo(directory.resolve("cache"), RepoMode.BARE_USER)) {
        addRemote(cache);
        pull(cache, DEFAULTS, PullListener.SILENT, "main");
      }
      server.clearRequests();
      PullReport report = pull(DEFAULTS.withLocalCache(directory.resolve("cache")), "main");
      assertEquals(new PullReport.Count(0, 0), report.remote());
      assertEquals(new PullReport.Count(SampleRepo.FIRST_METADATA, 21), report.local());
      assertTrue(paths().stream().noneMatch(path -> path.endsWith(".filez")), paths().toString());
      assertEquals(Optional.of(tip), target.ref("origin:main"));
      assertTrue(target.isClean());
    }
  }

  @Nested
  class Requests {
    @Test
    void aRefWithoutSummaryIsAskedForByName() throws IOException {
      Checksum tip = source.commit("main", "text");
      pull(DEFAULTS, "main");
      assertEquals(List.of("/summary.sig", "/summary", "/refs/heads/main"), paths().subList(0, 3));
      var commit = new ObjectName(tip, ObjectType.COMMIT);
      var attached = new ObjectName(tip, ObjectType.COMMIT_METADATA);
      assertTrue(paths().indexOf(path(attached)) < paths().indexOf(path(commit)));
      assertEquals(paths().size(), Map.copyOf(count()).size(), "nothing is asked for twice");
    }

    private Map<String, Integer> count() {
      var counts = new java.util.HashMap<String, Integer>();
      paths().forEach(path -> counts.merge(path, 1, Integer::sum));
      return counts;
    }

    @Test
    void whatIsUpToDateNeedsFourRequests() throws IOException {
      Checksum tip = source.commit("main", "text");
      pull(DEFAULTS, "main");
      server.clearRequests();
      PullReport report = pull(DEFAULTS, "main");
      assertEquals(
          List.of(
              "/summary.sig",
              "/summary",
              "/refs/heads/main",
              path(new ObjectName(tip, ObjectType.COMMIT_METADATA))),
          paths());
      assertEquals(new PullReport.Count(1, 0), report.remote());
    }

    @Test
    void aRefAtACommitNeedsNoSummary() throws IOException {
      Checksum tip = source.commit("main", "text");
      server.answer("/summary", Answer.of(new byte[] {1, 2, 3}));
      pull(DEFAULTS, "main@" + tip);
      assertFalse(paths().contains("/summary"));
      assertEquals(Optional.of(tip), target.ref("origin:main"));
    }

    @Test
    void commitsAloneNeedTwoRequestsEach() throws IOException {
      source.commit("main", "1");
      source.commit("main", "2");
      pull(DEFAULTS.withScope(Scope.COMMITS_ONLY).withDepth(Depth.ALL), "main");
      assertEquals(3 + 2 * 2, paths().size());
    }
  }

  @Nested
  class Resumption {
    @Test
    void whatArrivedBeforeAFailureIsNotFetchedAgain() throws IOException {
      Checksum tip = source.commit("main", "text", 60);
      String missing = path(source.ownFile(tip));
      server.answer(missing, Answer.status(404).after(Duration.ofMillis(300)));
      assertThrows(FetchException.NotFound.class, () -> pull(STAGED, "main"));
      assertNothingCame();
      List<String> before = paths().stream().filter(path -> path.startsWith("/objects")).toList();
      server.forget(missing).clearRequests();
      pull(STAGED, "main");
      assertEquals(Optional.of(tip), target.ref("origin:main"));
      assertEquals(source.count(), target.count());
      assertTrue(target.isClean());
      var again = new java.util.HashSet<>(paths());
      again.retainAll(before);
      again.removeIf(path -> path.equals(missing) || path.endsWith(".commitmeta"));
      assertEquals(java.util.Set.of(), again);
    }

    @Test
    void aLargeFileGoesOnWhereItEnded() throws IOException {
      Checksum tip = source.commitLarge("main", 3_000_000);
      ObjectName file = source.ownFile(tip);
      byte[] whole = Files.readAllBytes(source.file(file));
      Answer cut =
          (request, out) -> {
            Answer.head(out, "200 OK", whole.length, "ETag: \"v1\"", "Accept-Ranges: bytes");
            out.write(whole, 0, 2_000_000);
            return Answer.Then.CLOSE;
          };
      server.answer(path(file), cut);
      assertThrows(IOException.class, () -> pull(STAGED, "main"));
      server.answer(path(file), Answer.of(whole, "ETag: \"v1\"", "Accept-Ranges: bytes"));
      server.clearRequests();
      pull(STAGED, "main");
      SeenRequest again =
          server.requests().stream()
              .filter(seen -> seen.path().equals(path(file)))
              .findFirst()
              .get();
      assertEquals(Optional.of("bytes=2000000-"), again.header("range"));
      assertTrue(target.isClean());
      assertArrayEquals(whole, Files.readAllBytes(target.file(file)));
      assertEquals(List.of(), leftovers());
    }

    private List<String> leftovers() throws IOException {
      try (var entries = Files.list(directory.resolve("target/tmp"))) {
        return entries
            .map(path -> path.getFileName().toString())
            .filter(name -> !name.equals("cache"))
            .toList();
      }
    }
  }

  @Nested
  class BadAnswers {
    @Test
    void aFileWithOtherContentIsRefused() throws IOException {
      Checksum tip = source.commit("main", "text", 3);
      Checksum other = source.commit("other", "other", 3);
      byte[] wrong = Files.readAllBytes(source.file(source.ownFile(other)));
      server.answer(path(source.ownFile(tip)), Answer.of(wrong));
      var failure = assertThrows(RepoException.ObjectDamaged.class, () -> pull(DEFAULTS, "main"));
      assertEquals(source.ownFile(tip), failure.name());
      assertNothingCame();
    }

    @Test
    void aDirectoryWithOtherContentIsRefused() throws IOException {
      Checksum tip = source.commit("main", "text");
      server.tamper(path(source.innerTree(tip)), bytes -> new byte[] {0});
      var failure = assertThrows(RepoException.ObjectDamaged.class, () -> pull(DEFAULTS, "main"));
      assertEquals(source.innerTree(tip), failure.name());
      assertTrue(failure.getMessage().startsWith("Corrupted dirtree object"), failure.getMessage());
      assertNothingCame();
    }

    @Test
    void aRefThatIsNoChecksumIsShown() throws IOException {
      source.commit("main", "text");
      server.answer("/refs/heads/main", Answer.of("lots\nof html\n".getBytes()));
      String message =
          assertThrows(PullException.RefNotOffered.class, () -> pull(DEFAULTS, "main"))
              .getMessage();
      assertEquals("Fetching checksum for ref ((empty), main): Invalid rev lots of html", message);
    }

    @Test
    void aRefThatIsNotThereIsNotFound() throws IOException {
      assertThrows(FetchException.NotFound.class, () -> pull(DEFAULTS, "nope"));
      assertNothingCame();
    }
  }

  @Nested
  class Endings {
    @Test
    void aStalledPullEndsWithinASecondOfItsInterruption() throws Exception {
      Checksum tip = source.commit("main", "text", 20);
      server.answer(path(source.ownFile(tip)), Answer.status(404).after(Duration.ofMinutes(1)));
      var thrown = new java.util.concurrent.CompletableFuture<Throwable>();
      Thread puller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      pull(DEFAULTS, "main");
                      thrown.complete(null);
                    } catch (Throwable e) {
                      thrown.complete(e);
                    }
                  });
      while (server.count(path(source.ownFile(tip))) == 0) {
        Thread.onSpinWait();
      }
      puller.interrupt();
      assertTrue(puller.join(Duration.ofSeconds(1)), "still running after a second");
      assertEquals(InterruptedIOException.class, thrown.get().getClass());
      assertNothingCame();
    }

    @Test
    void aRemoteThatIsNotConfiguredSaysWhy() throws IOException {
      target
          .repo()
          .remotes()
          .add(
              RemoteDraft.of("paid")
                  .withUrl("http://127.0.0.1")
                  .withOption("unconfigured-state", "Pay first."),
              IfPresent.REFUSE);
      String message =
          assertThrows(
                  PullException.UnusableRemote.class,
                  () ->
                      new Puller(target.repo(), DEFAULTS, PullListener.SILENT)
                          .pull("paid", PullRequest.parse(List.of("main"))))
              .getMessage();
      assertEquals("remote unconfigured-state: Pay first.", message);
    }

    @Test
    void nothingAskedForIsRefusedByName() {
      String message =
          assertThrows(PullException.NothingChosen.class, () -> pull(DEFAULTS)).getMessage();
      assertTrue(message.startsWith("No configured branches for remote origin"), message);
    }
  }
}
