// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.ModePolicy;
import dev.ostree4j.repo.PartialReason;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPullTest {
  private static final PullOptions DEFAULTS =
      PullOptions.defaults()
          .withTransaction(TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF));

  @TempDir Path directory;
  private SampleRepo source;
  private SampleRepo target;

  @BeforeEach
  void create() throws IOException {
    source = new SampleRepo(directory.resolve("source"), RepoMode.BARE_USER);
    target = new SampleRepo(directory.resolve("target"), RepoMode.ARCHIVE);
  }

  @AfterEach
  void close() throws IOException {
    source.close();
    target.close();
  }

  private PullReport pull(PullOptions options, String... wanted) throws IOException {
    return pull(options, PullListener.SILENT, wanted);
  }

  private PullReport pull(PullOptions options, PullListener listener, String... wanted)
      throws IOException {
    return new Puller(target.repo(), options, listener)
        .pull(source.repo(), PullRequest.parse(List.of(wanted)));
  }

  /// No ref and no commit came. Without fsync other objects are not staged, so they may be there.
  private void assertUnharmed() throws IOException {
    assertEquals(Map.of(), target.repo().refs().list());
    assertEquals(List.of(), target.commits());
    assertTrue(target.isClean());
  }

  @Nested
  class Wanted {
    @Test
    void aRefBringsItsCommitAndIsWritten() throws IOException {
      Checksum tip = source.commit("main", "text");
      PullReport report = pull(DEFAULTS, "main");
      assertEquals(Map.of(RefSpec.parse("main"), tip), report.refs());
      assertEquals(Optional.of(tip), target.ref("main"));
      assertEquals(source.count(), target.count());
      assertTrue(target.isClean());
    }

    /// In the C program such a name is the commit's, and the ref is left out.
    @Test
    void aRefThatIsCalledAsItsCommitBeginsIsWritten() throws IOException {
      Checksum tip = source.commit("main", "text");
      pull(DEFAULTS, "main");
      String name = tip.hex().substring(0, 6);
      try (Transaction transaction = source.repo().begin()) {
        transaction.setRef(RefSpec.parse(name), Optional.of(tip));
        transaction.publish();
      }
      pull(DEFAULTS.withBindings(PullOptions.Bindings.IGNORE), name);
      assertEquals(Optional.of(tip), target.ref(name));
    }

    @Test
    void aCommitBringsNoRef() throws IOException {
      Checksum tip = source.commit("main", "text");
      PullReport report = pull(DEFAULTS, tip.hex());
      assertEquals(Map.of(), report.refs());
      assertEquals(Map.of(), target.repo().refs().list());
      assertTrue(target.has(tip));
    }

    @Test
    void aRefAtACommitIsWrittenWithThatCommit() throws IOException {
      Checksum old = source.commit("main", "old");
      Checksum tip = source.commit("main", "new");
      PullReport report = pull(DEFAULTS, "main@" + old);
      assertEquals(Map.of(RefSpec.parse("main"), old), report.refs());
      assertEquals(Optional.of(old), target.ref("main"));
      assertFalse(target.has(tip));
    }

    @Test
    void nothingMeansAllLocalRefs() throws IOException {
      Checksum one = source.commit("one", "1");
      Checksum two = source.commit("two/sub", "2");
      source.repo().refs().set(RefSpec.parse("origin:three"), Optional.of(two));
      PullReport report = pull(DEFAULTS);
      assertEquals(Map.of(RefSpec.parse("one"), one, RefSpec.parse("two/sub"), two), report.refs());
    }

    @Test
    void theRefsOfARemoteAreWrittenUnderItsName() throws IOException {
      Checksum tip = source.commit("main", "text");
      PullReport report = pull(DEFAULTS.withRemoteName(RemoteName.parse("origin")), "main");
      assertEquals(Map.of(RefSpec.parse("origin:main"), tip), report.refs());
      assertEquals(Optional.of(tip), target.ref("origin:main"));
      assertEquals(Optional.empty(), target.ref("main"));
    }

    @Test
    void anUnknownRefIsNamedAndNothingComes() throws IOException {
      source.commit("main", "text");
      var failure =
          assertThrows(RepoException.RefNotFound.class, () -> pull(DEFAULTS, "main", "nope"));
      assertEquals("nope", failure.revision());
      assertUnharmed();
    }

    @Test
    void anUnknownCommitIsNamedAndNothingComes() throws IOException {
      source.commit("main", "text");
      Checksum nowhere = Checksum.ofContent(new byte[0]);
      for (String wanted : List.of(nowhere.hex(), "main@" + nowhere)) {
        var failure = assertThrows(RepoException.ObjectMissing.class, () -> pull(DEFAULTS, wanted));
        assertEquals(nowhere, failure.name().checksum());
      }
      assertUnharmed();
    }

    @Test
    void whatIsNoNameIsRefused() throws IOException {
      source.commit("main", "text");
      for (String wanted : List.of("main@abc", "main@", "@", "origin:main", "../x", "main^")) {
        assertThrows(InvalidNameException.class, () -> pull(DEFAULTS, wanted), wanted);
      }
      assertUnharmed();
    }
  }

  @Nested
  class History {
    private Checksum first;
    private Checksum second;
    private Checksum third;

    @BeforeEach
    void commitThrice() throws IOException {
      first = source.commit("main", "1");
      second = source.commit("main", "2");
      third = source.commit("main", "3");
    }

    private List<Boolean> present() throws IOException {
      return List.of(target.has(first), target.has(second), target.has(third));
    }

    @Test
    void parentsStayBehind() throws IOException {
      pull(DEFAULTS, "main");
      assertEquals(List.of(false, false, true), present());
    }

    @Test
    void aDepthBringsSoManyParents() throws IOException {
      pull(DEFAULTS.withDepth(new Depth(1)), "main");
      assertEquals(List.of(false, true, true), present());
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(second));
      assertTrue(target.isClean());
    }

    @Test
    void allParentsComeWhenAsked() throws IOException {
      pull(DEFAULTS.withDepth(Depth.ALL), "main");
      assertEquals(List.of(true, true, true), present());
      assertEquals(source.count(), target.count());
    }

    @Test
    void moreDepthLaterBringsWhatWasLeftOut() throws IOException {
      pull(DEFAULTS, "main");
      PullReport report = pull(DEFAULTS.withDepth(Depth.ALL), "main");
      assertEquals(List.of(true, true, true), present());
      assertEquals(2L * SampleRepo.NEXT_METADATA, report.remote().metadata());
      assertEquals(2, report.remote().content());
    }

    @Test
    void aParentThatTheSourceLacksEndsTheHistory() throws IOException {
      Files.delete(source.file(new ObjectName(first, ObjectType.COMMIT)));
      pull(DEFAULTS.withDepth(Depth.ALL), "main");
      assertEquals(List.of(false, true, true), present());
    }
  }

  @Nested
  class PartialCommits {
    @Test
    void commitsAloneAreMarkedUntilTheRestComes() throws IOException {
      Checksum tip = source.commit("main", "text");
      PullReport report = pull(DEFAULTS.withScope(Scope.COMMITS_ONLY), "main");
      assertEquals(1, report.remote().metadata());
      assertEquals(0, report.remote().content());
      assertEquals(CommitState.PARTIAL, target.repo().objects().commitState(tip));

      report = pull(DEFAULTS, "main");
      assertEquals(SampleRepo.FIRST_METADATA - 1, report.remote().metadata());
      assertEquals(2, report.remote().content());
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(tip));
      assertTrue(target.isClean());
    }

    @Test
    void commitsAloneDoNotMarkOneThatIsWhole() throws IOException {
      Checksum tip = source.commit("main", "text");
      pull(DEFAULTS, "main");
      pull(DEFAULTS.withScope(Scope.COMMITS_ONLY), "main");
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(tip));
    }

    @Test
    void whatTheSourceHasInPartIsRefusedLikeDamage() throws IOException {
      Checksum tip = source.commit("main", "text");
      ObjectName file = source.ownFile(tip);
      Path kept = Files.move(source.file(file), directory.resolve("kept"));
      source.repo().markPartial(tip, PartialReason.NOT_PULLED);
      assertThrows(PullException.SourceIncomplete.class, () -> pull(DEFAULTS, "main"));
      assertEquals(Map.of(), target.repo().refs().list());

      Files.move(kept, source.file(file));
      source.repo().clearPartial(tip);
      pull(DEFAULTS, "main");
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(tip));
    }

    @Test
    void whatIsAttachedToACommitComesAlsoLater() throws IOException {
      Checksum tip = source.commit("main", "text");
      pull(DEFAULTS, "main");
      VariantDict attached = VariantDict.empty();
      attached.put("signed", "yes");
      try (Transaction transaction = source.repo().begin()) {
        transaction.writeDetachedMetadata(tip, Optional.of(attached));
        transaction.publish();
      }
      pull(DEFAULTS, "main");
      assertTrue(
          target.repo().objects().detachedMetadata(tip).orElseThrow().find("signed").isPresent());
    }
  }

  @Nested
  class BadSources {
    @Test
    void aMissingFileIsNamedAndNothingIsPublished() throws IOException {
      Checksum tip = source.commit("main", "text");
      ObjectName missing = source.ownFile(tip);
      Files.delete(source.file(missing));
      assertIncomplete(missing);
    }

    @Test
    void aMissingDirectoryIsNamedAndNothingIsPublished() throws IOException {
      Checksum tip = source.commit("main", "text");
      ObjectName missing = source.innerTree(tip);
      Files.delete(source.file(missing));
      assertIncomplete(missing);
    }

    private void assertIncomplete(ObjectName missing) throws IOException {
      String message = assertThrows(PullException.class, () -> pull(DEFAULTS, "main")).getMessage();
      assertTrue(message.contains(missing.checksum().hex()), message);
      assertTrue(message.endsWith("the source repository is incomplete: run fsck there"), message);
      assertUnharmed();
    }

    @Test
    void nothingAtAllIsVisibleOfAFailedPullThatStages() throws IOException {
      Checksum tip = source.commit("main", "text");
      Files.delete(source.file(source.ownFile(tip)));
      assertThrows(PullException.class, () -> pull(PullOptions.defaults(), "main"));
      assertEquals(0, target.count());
      assertUnharmed();
    }

    @Test
    void aFailedPullChangesNoRefAndIsGoneOnWith() throws IOException {
      Checksum old = source.commit("main", "old");
      pull(DEFAULTS);
      Checksum tip = source.commit("main", "new", 40);
      ObjectName missing = source.ownFile(tip);
      Path kept = Files.move(source.file(missing), directory.resolve("kept"));
      assertThrows(PullException.class, () -> pull(DEFAULTS));
      assertEquals(Optional.of(old), target.ref("main"));
      assertTrue(target.isClean());

      Files.move(kept, source.file(missing));
      pull(DEFAULTS);
      assertEquals(Optional.of(tip), target.ref("main"));
      assertEquals(CommitState.NORMAL, target.repo().objects().commitState(tip));
      assertEquals(source.count(), target.count());
      assertTrue(target.isClean());
    }

    @Test
    void aDamagedFileIsRefusedWhenItIsVerified() throws IOException {
      Checksum tip = source.commit("main", "text");
      ObjectName damaged = source.ownFile(tip);
      Files.writeString(source.file(damaged), "damaged");
      var failure =
          assertThrows(
              RepoException.ObjectDamaged.class,
              () -> pull(DEFAULTS.withLocalTrust(Trust.VERIFY), "main"));
      assertEquals(damaged, failure.name());
      assertUnharmed();
    }

    @Test
    void aCommitUnderAnotherNameIsTakenFromWhomIsTrusted() throws IOException {
      Checksum tip = source.commit("main", "text");
      Checksum other = Checksum.ofContent(new byte[] {1});
      Path file = source.file(new ObjectName(other, ObjectType.COMMIT));
      Files.createDirectories(file.getParent());
      Files.move(source.file(new ObjectName(tip, ObjectType.COMMIT)), file);
      source.repo().refs().set(RefSpec.parse("main"), Optional.of(other));
      String message =
          assertThrows(
                  RepoException.ObjectDamaged.class,
                  () -> pull(DEFAULTS.withLocalTrust(Trust.VERIFY), "main"))
              .getMessage();
      assertEquals(
          "fsck "
              + other
              + ".commit: Corrupted commit object; checksum expected='"
              + other
              + "' actual='"
              + tip
              + "'",
          message);
      assertUnharmed();
      pull(DEFAULTS, "main");
      assertTrue(target.has(other));
    }

    @Test
    void aTrustedFileIsLinkedAsItIs() throws IOException {
      Checksum tip = source.commit("main", "text");
      ObjectName damaged = source.ownFile(tip);
      Files.writeString(source.file(damaged), "damaged");
      try (var alike = new SampleRepo(directory.resolve("alike"), RepoMode.BARE_USER)) {
        new Puller(alike.repo(), DEFAULTS, PullListener.SILENT)
            .pull(source.repo(), PullRequest.parse(List.of("main")));
        assertEquals("damaged", Files.readString(alike.file(damaged)));
        assertThrows(
            RepoException.ObjectDamaged.class, () -> alike.repo().objects().verify(damaged));
      }
    }
  }

  /// Somebody changes the source as soon as a commit is accepted.
  @Nested
  class ChangingSources {
    private PullListener onAccepted(Attack attack) {
      return event -> {
        if (event instanceof PullEvent.Accepted(Checksum commit)) {
          try {
            attack.on(commit);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    }

    private void overwrite(ObjectName name, byte[] bytes) throws IOException {
      Path file = source.file(name);
      Files.delete(file);
      Files.write(file, bytes);
    }

    private byte[] stored(SampleRepo repo, Checksum commit, ObjectType type) throws IOException {
      return repo.repo().objects().readMetadata(new ObjectName(commit, type));
    }

    @Test
    void theCommitThatWasJudgedIsStored() throws IOException {
      Checksum other = source.commit("other", "other");
      byte[] wrong = stored(source, other, ObjectType.COMMIT);
      Checksum tip = source.commit("main", "text");
      byte[] judged = stored(source, tip, ObjectType.COMMIT);
      pull(
          DEFAULTS,
          onAccepted(commit -> overwrite(new ObjectName(commit, ObjectType.COMMIT), wrong)),
          "main");
      assertArrayEquals(judged, stored(target, tip, ObjectType.COMMIT));
      assertTrue(target.isClean());
    }

    @Test
    void whatIsSaidAboutACommitIsStoredAsItWasJudged() throws IOException {
      Checksum tip = source.commit("main", "text");
      VariantDict judged = VariantDict.empty();
      judged.put("signed", "yes");
      source.attach(tip, judged);
      VariantDict wrong = VariantDict.empty();
      wrong.put("signed", "no");
      pull(DEFAULTS, onAccepted(commit -> source.attach(commit, wrong)), "main");
      assertArrayEquals(
          judged.toVariant().bytes(), stored(target, tip, ObjectType.COMMIT_METADATA));
    }

    @Test
    void aCommitOfALocalCacheIsStoredAsItWasJudged() throws IOException {
      Checksum other = source.commit("other", "other");
      byte[] wrong = stored(source, other, ObjectType.COMMIT);
      Checksum tip = source.commit("main", "text");
      byte[] judged = stored(source, tip, ObjectType.COMMIT);
      try (var served = new SampleRepo(directory.resolve("served"), RepoMode.ARCHIVE);
          var server = HostileServer.start().replay(directory.resolve("served"))) {
        served.commit("main", "text");
        RemoteDraft draft =
            RemoteDraft.of("origin")
                .withUrl(server.address().toString())
                .withOption("gpg-verify", "false");
        target.repo().remotes().add(draft, RemoteStore.IfPresent.REFUSE);
        var change =
            onAccepted(commit -> overwrite(new ObjectName(commit, ObjectType.COMMIT), wrong));
        PullReport report =
            new Puller(target.repo(), DEFAULTS.withLocalCache(directory.resolve("source")), change)
                .pull("origin", PullRequest.parse(List.of("main")));
        assertTrue(report.local().metadata() > 0);
      }
      assertArrayEquals(judged, stored(target, tip, ObjectType.COMMIT));
      assertTrue(target.isClean());
    }

    /// What somebody does to the source.
    private interface Attack {
      void on(Checksum commit) throws IOException;
    }
  }

  @Nested
  class Refusals {
    @Test
    void modesThatAUsersFilesCannotHaveAreRefusedWhenAsked() throws IOException {
      Checksum tip = source.commitMode("main", 0104755);
      PullOptions options = DEFAULTS.withModes(ModePolicy.BARE_USER_ONLY);
      String message =
          assertThrows(RepoException.ModeRefusesWrite.class, () -> pull(options, "main"))
              .getMessage();
      assertTrue(message.contains(source.ownFile(tip).checksum().hex()), message);
      assertUnharmed();
      pull(DEFAULTS, "main");
      assertTrue(target.isClean());
    }

    @Test
    void aCommitBoundToAnotherRefIsRefused() throws IOException {
      Checksum tip = source.commitBound("main", "other");
      String message = assertThrows(PullException.class, () -> pull(DEFAULTS, "main")).getMessage();
      assertEquals(
          "Commit "
              + tip
              + ": Commit has no requested ref ‘main’ in ref binding metadata (‘other’)",
          message);
      assertUnharmed();
    }

    @Test
    void bindingsAreNotLookedAtWhenTheyAreIgnored() throws IOException {
      Checksum tip = source.commitBound("main", "other");
      pull(DEFAULTS.withBindings(PullOptions.Bindings.IGNORE), "main");
      assertEquals(Optional.of(tip), target.ref("main"));
    }

    @Test
    void aCommitBoundToTheRefIsTaken() throws IOException {
      Checksum tip = source.commitBound("main", "main");
      pull(DEFAULTS, "main");
      assertEquals(Optional.of(tip), target.ref("main"));
    }
  }

  @Nested
  class Counts {
    @Test
    void everyNewObjectCountsOnce() throws IOException {
      source.commit("main", "1");
      source.commit("main", "2");
      PullReport report = pull(DEFAULTS.withDepth(Depth.ALL), "main");
      assertEquals(
          SampleRepo.FIRST_METADATA + SampleRepo.NEXT_METADATA, report.remote().metadata());
      assertEquals(3, report.remote().content());
    }

    @Test
    void whatIsHereAlreadyDoesNotCount() throws IOException {
      source.commit("main", "text");
      pull(DEFAULTS, "main");
      PullReport report = pull(DEFAULTS, "main");
      assertEquals(0, report.remote().metadata());
      assertEquals(0, report.remote().content());
      assertEquals(0, report.contentBytesWritten());
    }

    @Test
    void linkedFilesAreNotWritten() throws IOException {
      source.commit("main", "text");
      try (var alike = new SampleRepo(directory.resolve("alike"), RepoMode.BARE_USER)) {
        PullReport report =
            new Puller(alike.repo(), DEFAULTS, PullListener.SILENT)
                .pull(source.repo(), PullRequest.parse(List.of("main")));
        assertEquals(2, report.remote().content());
        assertEquals(0, report.contentBytesWritten());
      }
      assertTrue(pull(DEFAULTS, "main").contentBytesWritten() > 0);
    }
  }

  @Nested
  class Events {
    private static final int FILES = 400;

    @Test
    void eachNewObjectIsToldOnceAndPublishingIsLast() throws IOException {
      source.commit("main", "text", FILES);
      List<PullEvent> heard = new ArrayList<>();
      PullReport report = pull(DEFAULTS, heard::add, "main");
      assertEquals(new PullEvent.Publishing(), heard.removeLast());
      Set<PullEvent> distinct = new HashSet<>(heard);
      assertEquals(heard.size(), distinct.size());
      assertEquals(
          report.remote().metadata() + report.remote().content(),
          heard.stream().filter(event -> event instanceof PullEvent.Imported).count());
      assertFalse(distinct.contains(new PullEvent.Publishing()));
    }

    @Test
    void nothingIsVisibleBeforePublishingIsTold() throws IOException {
      Checksum tip = source.commit("main", "text");
      PullListener looking =
          event -> {
            try {
              assertFalse(target.has(tip));
              assertEquals(Optional.empty(), target.ref("main"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
      pull(DEFAULTS, looking, "main");
      assertTrue(target.has(tip));
    }

    @Test
    void theListenerIsNeverCalledByTwoThreadsAtOnce() throws IOException {
      source.commit("main", "text", FILES);
      var busy = new AtomicBoolean();
      PullListener slow =
          event -> {
            assertFalse(busy.getAndSet(true), "called while it was busy");
            Thread.yield();
            busy.set(false);
          };
      assertEquals(FILES + 1L, pull(DEFAULTS, slow, "main").remote().content());
    }

    @Test
    void anExceptionOfTheListenerEndsThePull() throws IOException {
      source.commit("main", "text", FILES);
      PullListener failing =
          event -> {
            if (event instanceof PullEvent.Imported one && !one.name().type().isMetadata()) {
              throw new IllegalStateException("enough");
            }
          };
      assertThrows(IllegalStateException.class, () -> pull(DEFAULTS, failing, "main"));
      assertUnharmed();
    }
  }

  @Test
  void anInterruptedPullPublishesNothingAndIsGoneOnWith() throws IOException {
    Checksum tip = source.commit("main", "text", 100);
    Thread puller = Thread.currentThread();
    try {
      assertThrows(
          InterruptedIOException.class, () -> pull(DEFAULTS, event -> puller.interrupt(), "main"));
    } finally {
      assertTrue(Thread.interrupted(), "whoever catches it must still see the interruption");
    }
    assertUnharmed();
    pull(DEFAULTS, "main");
    assertEquals(Optional.of(tip), target.ref("main"));
    assertEquals(source.count(), target.count());
    assertTrue(target.isClean());
  }
}
