// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefName;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import dev.ostree4j.trust.TrustException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whichever way a commit comes, it has to be signed by whom the remote says.
class SignedPullTest {
  private static final PullOptions DEFAULTS =
      PullOptions.defaults()
          .withNetwork(FetchOptions.defaults().withRetries(0))
          .withTransaction(TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF));

  private static final CollectionId COLLECTION = new CollectionId("org.example.Os");
  private static final RefName MAIN = new RefName("main");

  /// How a commit comes.
  enum Way {
    /// From a server, without a summary.
    LOOSE,
    /// From a repository on this machine.
    FILE_URL,
    /// From a repository on this machine that has some of what the server has.
    LOCAL_CACHE,
    /// Not at all: a remote that demands nothing brought all of it.
    HERE,
    /// A remote that demands nothing brought the commit, and nothing of what it holds.
    RESUMED,
    /// In a delta from a server.
    DELTA,
    /// In a delta of a repository on this machine.
    LOCAL_DELTA,
    /// With everything else that the server has.
    MIRROR,
    /// As a ref that a summary tells.
    SUMMARY,
    /// As a ref of a collection.
    SHARED,
    /// As a commit that no ref names.
    SINGLE,
    /// Before another that is signed.
    PARENT
  }

  @TempDir Path directory;
  private SampleRepo source;
  private SampleRepo target;
  private HostileServer server;
  private TestKey key;
  private TestKey other;
  private Checksum commit;

  @BeforeEach
  void create() throws IOException {
    source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE, COLLECTION);
    target = new SampleRepo(directory.resolve("target"), RepoMode.BARE_USER);
    server = HostileServer.start().replay(directory.resolve("source"));
    key = TestKey.make();
    other = TestKey.make();
    addRemotes(target);
    commit = source.commitShared("main", "text");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    source.close();
    target.close();
  }

  private void addRemotes(SampleRepo to) throws IOException {
    RemoteDraft free =
        RemoteDraft.of("free")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false");
    RemoteDraft strict =
        RemoteDraft.of("strict")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false")
            .withOption("sign-verify", "ed25519")
            .withOption("verification-ed25519-key", key.publicText());
    to.repo().remotes().add(free, IfPresent.REFUSE);
    to.repo().remotes().add(strict, IfPresent.REFUSE);
  }

  private PullReport pull(String remote, PullOptions options, PullRequest request)
      throws IOException {
    return new Puller(target.repo(), options, PullListener.SILENT).pull(remote, request);
  }

  private PullReport pull(PullOptions options, String... wanted) throws IOException {
    return pull("strict", options, PullRequest.parse(List.of(wanted)));
  }

  private PullReport bring(Way way) throws IOException {
    PullOptions local = DEFAULTS.withUrl(directory.resolve("source").toUri().toString());
    return switch (way) {
      case LOOSE -> pull(DEFAULTS, "main");
      case FILE_URL -> pull(local, "main");
      case LOCAL_CACHE -> pullWithCache();
      case HERE -> {
        pull("free", DEFAULTS, PullRequest.parse(List.of(commit.hex())));
        yield pull(DEFAULTS, "main");
      }
      case RESUMED -> {
        PullOptions alone = DEFAULTS.withScope(Scope.COMMITS_ONLY);
        pull("free", alone, PullRequest.parse(List.of(commit.hex())));
        assertEquals(CommitState.PARTIAL, target.repo().objects().commitState(commit));
        yield pull(DEFAULTS, "main");
      }
      case DELTA -> {
        makeDelta();
        yield pull(DEFAULTS.withDeltas(DeltaUse.REQUIRED), "main");
      }
      case LOCAL_DELTA -> {
        makeDelta();
        yield pull(local.withDeltas(DeltaUse.REQUIRED), "main");
      }
      case MIRROR -> {
        summarise();
        PullOptions mirror = DEFAULTS.withPlacement(PullOptions.Placement.MIRROR);
        yield pull("strict", mirror, PullRequest.ofConfigured());
      }
      case SUMMARY -> {
        summarise();
        yield pull(DEFAULTS, "main");
      }
      case SHARED -> {
        summarise();
        var ref = new CollectionRef(COLLECTION, MAIN);
        yield pull("strict", DEFAULTS, PullRequest.ofConfigured().withShared(ref));
      }
      case SINGLE -> pull(DEFAULTS, commit.hex());
      case PARENT -> {
        source.sign(source.commitShared("main", "child"), key.signer());
        yield pull(DEFAULTS.withDepth(new Depth(1)), "main");
      }
    };
  }

  private PullReport pullWithCache() throws IOException {
    Path path = directory.resolve("cache");
    try (var cache = new SampleRepo(path, RepoMode.BARE_USER)) {
      addRemotes(cache);
      new Puller(cache.repo(), DEFAULTS, PullListener.SILENT)
          .pull("free", PullRequest.parse(List.of(commit.hex())));
    }
    var object = new ObjectName(commit, ObjectType.COMMIT);
    server.answer("/objects/" + object.loosePath(true), Answer.status(404));
    return pull(DEFAULTS.withLocalCache(path), "main");
  }

  private void makeDelta() throws IOException {
    new DeltaMaker(source.repo(), DeltaOptions.defaults(), DeltaListener.NONE)
        .make(DeltaName.fromScratch(commit));
    summarise(); // one that is required must be announced
  }

  private void summarise() throws IOException {
    new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
  }

  private TrustException.CommitUntrusted assertRefused(Way way) throws IOException {
    var refusal = assertThrows(TrustException.CommitUntrusted.class, () -> bring(way));
    assertEquals(commit, refusal.commit());
    assertEquals(Map.of(), target.repo().refs().list());
    boolean mayBeThere = way == Way.HERE || way == Way.RESUMED;
    assertEquals(mayBeThere, target.has(commit));
    CommitState before = way == Way.HERE ? CommitState.NORMAL : CommitState.PARTIAL;
    assertTrue(!mayBeThere || target.repo().objects().commitState(commit) == before);
    assertTrue(target.isClean());
    return refusal;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void anUnsignedCommitIsRefused(Way way) throws IOException {
    String message = assertRefused(way).getMessage();
    assertEquals("Commit " + commit + ": Can't verify commit without detached metadata", message);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aCommitSignedBySomebodyElseIsRefused(Way way) throws IOException {
    source.sign(commit, other.signer());
    String message = assertRefused(way).getMessage();
    assertTrue(message.startsWith("Commit " + commit + ": Can't verify commit: "), message);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aSignatureOfAnotherCommitIsRefused(Way way) throws IOException {
    source.attach(commit, SignedMetadata.empty().with(key.signer(), new byte[] {1}).toDict());
    assertRefused(way);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aSignedCommitComesWhole(Way way) throws IOException {
    source.sign(commit, other.signer());
    source.sign(commit, key.signer());
    PullReport report = bring(way);
    assertTrue(target.has(commit));
    assertEquals(CommitState.NORMAL, target.repo().objects().commitState(commit));
    assertEquals(
        source.repo().objects().detachedMetadata(commit).map(dict -> dict.toVariant()),
        target.repo().objects().detachedMetadata(commit).map(dict -> dict.toVariant()));
    boolean byDelta = way == Way.DELTA || way == Way.LOCAL_DELTA;
    assertEquals(byDelta, report.deltas().parts() > 0);
    assertEquals(way == Way.LOCAL_CACHE, report.local().metadata() > 0);
    assertTrue(target.isClean());
  }

  /// What is wrong with the configuration is told before anybody is asked for anything.
  @ParameterizedTest
  @ValueSource(strings = {"nosuch", "spki"})
  void anEngineThatCannotJudgeIsToldFirst(String engine) throws IOException {
    RemoteDraft draft =
        RemoteDraft.of("wrong")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false")
            .withOption("sign-verify", engine);
    target.repo().remotes().add(draft, IfPresent.REFUSE);
    PullRequest request = PullRequest.parse(List.of("main"));
    assertThrows(IOException.class, () -> pull("wrong", DEFAULTS, request));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aSignatureInsideOfADeltaIsEnough() throws IOException {
    source.sign(commit, key.signer());
    makeDelta();
    var attached = new ObjectName(commit, ObjectType.COMMIT_METADATA);
    server.answer("/objects/" + attached.loosePath(true), Answer.status(404));
    pull(DEFAULTS.withDeltas(DeltaUse.REQUIRED), "main");
    assertEquals(Optional.of(commit), target.ref("strict:main"));
  }

  @Test
  void aSignatureThatWasTakenBackOnTheServerDoesNotCountFromTheDelta() throws IOException {
    source.sign(commit, key.signer());
    makeDelta();
    source.attach(commit, SignedMetadata.empty().with(other.signer(), new byte[] {1}).toDict());
    assertThrows(
        TrustException.CommitUntrusted.class,
        () -> pull(DEFAULTS.withDeltas(DeltaUse.REQUIRED), "main"));
    assertFalse(target.has(commit));
  }

  @Test
  void aSignatureThatCameBeforeIsEnough() throws IOException {
    source.sign(commit, key.signer());
    pull(DEFAULTS, "main");
    var attached = new ObjectName(commit, ObjectType.COMMIT_METADATA);
    server.answer("/objects/" + attached.loosePath(true), Answer.status(404));
    PullReport report = pull(DEFAULTS, "main");
    assertEquals(new PullReport.Count(1, 0), report.remote());
    assertEquals(Optional.of(commit), target.ref("strict:main"));
  }
}
