// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrunerTest {
  private static final PruneOptions REFS =
      PruneOptions.defaults().withRoots(PruneOptions.Roots.REFS);

  @TempDir private Path scratch;
  private TinyRepo tiny;

  @BeforeEach
  void createRepository() throws IOException {
    tiny = new TinyRepo(scratch.resolve("repo"), RepoMode.BARE_USER);
  }

  @AfterEach
  void closeRepository() throws IOException {
    tiny.close();
  }

  private PruneReport prune(PruneOptions options) throws IOException {
    return new Pruner(tiny.repo(), options).prune();
  }

  private boolean isStored(Checksum commit) throws IOException {
    return tiny.repo().objects().has(new ObjectName(commit, ObjectType.COMMIT));
  }

  @Nested
  class RootedAtRefs {
    @Test
    void deletesWhatOnlyAnUnreferencedCommitNeeded() throws IOException {
      Checksum gone = tiny.commit("a", "first", 1);
      ObjectName file = tiny.ownFile(gone);
      Checksum kept = tiny.commit("b", "second", 1);
      tiny.repo().refs().set(RefSpec.parse("a"), Optional.empty());

      PruneReport report = prune(REFS);

      assertEquals(3, report.pruned(), "commit, root directory, file of its own");
      assertFalse(isStored(gone));
      assertFalse(tiny.repo().objects().has(file));
      assertTrue(isStored(kept));
      assertTrue(
          new Fsck(tiny.repo(), FsckOptions.defaults(), FsckListener.SILENT).run().isClean());
    }

    @Test
    void keepsAsManyParentsAsTheDepthSays() throws IOException {
      Checksum first = tiny.commit("a", "first", 1);
      Checksum second = tiny.commit("a", "second", 2);
      Checksum third = tiny.commit("a", "third", 3);

      prune(REFS.withDepth(new Depth(1)));

      assertFalse(isStored(first));
      assertTrue(isStored(second));
      assertTrue(isStored(third));
    }

    @Test
    void reportsWithoutDeletingWhenToldTo() throws IOException {
      Checksum first = tiny.commit("a", "first", 1);
      tiny.commit("a", "second", 2);

      PruneReport report = prune(REFS.withDepth(Depth.NONE).withAction(PruneOptions.Action.REPORT));

      assertEquals(3, report.pruned());
      assertTrue(report.freedBytes() > 0);
      assertTrue(isStored(first));
    }

    @Test
    void leavesFilesAloneWhenOnlyCommitsAreLookedAt() throws IOException {
      Checksum first = tiny.commit("a", "first", 1);
      ObjectName file = tiny.ownFile(first);
      tiny.commit("a", "second", 2);

      PruneReport report = prune(REFS.withDepth(Depth.NONE).withScope(Scope.COMMITS_ONLY));

      assertEquals(2, report.objects());
      assertEquals(1, report.pruned());
      assertTrue(tiny.repo().objects().has(file));
    }

    @Test
    void deletesNothingWhenADirectoryOfAKeptCommitIsMissing() throws IOException {
      Checksum first = tiny.commit("a", "first", 1);
      Checksum second = tiny.commit("a", "second", 2);
      Checksum tree = tiny.repo().objects().readCommit(second).rootTree();
      Files.delete(tiny.file(new ObjectName(tree, ObjectType.DIRTREE)));

      assertThrows(RepoException.ObjectMissing.class, () -> prune(REFS.withDepth(Depth.NONE)));
      assertTrue(isStored(first));
    }
  }

  @Nested
  class RootedAtAllCommits {
    @Test
    void keepsCommitsWithoutRef() throws IOException {
      Checksum commit = tiny.commit("a", "first", 1);
      tiny.repo().refs().set(RefSpec.parse("a"), Optional.empty());

      assertEquals(0, prune(PruneOptions.defaults()).pruned());
      assertTrue(isStored(commit));
    }
  }

  @Nested
  class PerBranch {
    @Test
    void keepsTheTipHoweverOld() throws IOException {
      Checksum old = tiny.commit("a", "old", 10);
      Checksum tip = tiny.commit("a", "tip", 20);

      prune(PruneOptions.defaults().withYoungerThan(Instant.ofEpochSecond(1000)));

      assertFalse(isStored(old));
      assertTrue(isStored(tip));
    }

    @Test
    void keepsCommitsMadeAtTheTimeItself() throws IOException {
      Checksum tooOld = tiny.commit("a", "too old", 9);
      Checksum exactly = tiny.commit("a", "exactly", 10);
      tiny.commit("a", "tip", 20);

      prune(PruneOptions.defaults().withYoungerThan(Instant.ofEpochSecond(10)));

      assertFalse(isStored(tooOld));
      assertTrue(isStored(exactly));
    }

    @Test
    void aDepthOfItsOwnBeatsTheAge() throws IOException {
      Checksum old = tiny.commit("a", "old", 10);
      tiny.commit("a", "tip", 20);

      prune(
          PruneOptions.defaults()
              .withYoungerThan(Instant.ofEpochSecond(1000))
              .withBranchDepths(Map.of("a", Depth.ALL)));

      assertTrue(isStored(old));
    }

    @Test
    void branchesThatWereNotChosenKeepTheirHistory() throws IOException {
      Checksum oldA = tiny.commit("a", "old a", 10);
      tiny.commit("a", "tip a", 20);
      Checksum oldB = tiny.commit("b", "old b", 10);
      tiny.commit("b", "tip b", 20);

      prune(PruneOptions.defaults().withOnlyBranches(Set.of("a")).withDepth(Depth.NONE));

      assertFalse(isStored(oldA));
      assertTrue(isStored(oldB));
    }

    @Test
    void refusesABranchThatDoesNotExist() throws IOException {
      tiny.commit("a", "first", 1);

      assertThrows(
          RepoException.RefNotFound.class,
          () -> prune(PruneOptions.defaults().withOnlyBranches(Set.of("nope"))));
    }
  }

  @Nested
  class DeletingACommit {
    @Test
    void refusesWhileARefNamesIt() throws IOException {
      Checksum commit = tiny.commit("a", "first", 1);

      var refused =
          assertThrows(
              CommitReferencedException.class,
              () -> new Pruner(tiny.repo(), REFS).deleteCommit(commit));
      assertEquals("Commit '" + commit + "' is referenced by 'a'", refused.getMessage());
    }

    @Test
    void leavesATombstone() throws IOException {
      Checksum first = tiny.commit("a", "first", 1);
      tiny.commit("a", "second", 2);

      new Pruner(tiny.repo(), REFS).deleteCommit(first);

      assertFalse(isStored(first));
      assertTrue(tiny.repo().objects().has(new ObjectName(first, ObjectType.TOMBSTONE_COMMIT)));
      assertTrue(tiny.repo().config().tombstoneCommits());
    }
  }
}
