// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FsckTest {
  @TempDir private Path scratch;
  private TinyRepo tiny;
  private final List<FsckEvent> heard = new ArrayList<>();

  @AfterEach
  void closeRepository() throws IOException {
    tiny.close();
  }

  private Checksum createRepository(RepoMode mode) throws IOException {
    tiny = new TinyRepo(scratch.resolve("repo"), mode);
    tiny.commit("main", "first", 1);
    return tiny.commit("main", "second", 2);
  }

  private FsckReport check(FsckOptions options) throws IOException {
    return new Fsck(tiny.repo(), options, heard::add).run();
  }

  private static FsckOptions on(FsckOptions.OnDamage choice) {
    return FsckOptions.defaults().withOnDamage(choice);
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"BARE_USER", "BARE_USER_ONLY", "ARCHIVE"})
  void aSoundRepositoryIsClean(RepoMode mode) throws IOException {
    createRepository(mode);

    FsckReport report = check(FsckOptions.defaults());

    assertTrue(report.isClean());
    assertEquals(2, report.commits());
    assertEquals(2 + 3 + 1 + 3, report.objects(), "commits, dirtrees, dirmeta, files");
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"BARE_USER_ONLY", "ARCHIVE"})
  void damageStopsTheCheckAndNamesTheCommit(RepoMode mode) throws IOException {
    Checksum commit = createRepository(mode);
    ObjectName file = tiny.ownFile(commit);
    tiny.damage(file);

    var stopped = assertThrows(FsckException.class, () -> check(FsckOptions.defaults()));
    assertTrue(stopped.getMessage().startsWith("In commits " + commit + ": fsck content object "));
  }

  @Test
  void damageIsReportedAndTheCheckGoesOn() throws IOException {
    Checksum commit = createRepository(RepoMode.BARE_USER_ONLY);
    ObjectName file = tiny.ownFile(commit);
    tiny.damage(file);

    FsckReport report = check(on(FsckOptions.OnDamage.REPORT));

    assertEquals(1, report.damaged());
    assertFalse(report.isClean());
    assertTrue(tiny.repo().objects().has(file));
  }

  @Test
  void damagedObjectsAreDeletedAndTheirCommitsMarked() throws IOException {
    Checksum commit = createRepository(RepoMode.BARE_USER_ONLY);
    ObjectName file = tiny.ownFile(commit);
    tiny.damage(file);

    check(on(FsckOptions.OnDamage.DELETE));

    assertFalse(tiny.repo().objects().has(file));
    assertEquals(CommitState.FSCK_PARTIAL, tiny.repo().objects().commitState(commit));
    assertTrue(heard.contains(new FsckEvent.MarkedPartial(commit)));
    FsckReport again = check(FsckOptions.defaults());
    assertEquals(1, again.damagedCommits());
    assertFalse(again.isClean());
  }

  @Test
  void aMissingFileMarksItsCommit() throws IOException {
    Checksum commit = createRepository(RepoMode.ARCHIVE);
    ObjectName file = tiny.ownFile(commit);
    Files.delete(tiny.file(file));

    FsckReport report = check(FsckOptions.defaults());

    assertEquals(1, report.missing());
    assertTrue(heard.contains(new FsckEvent.Missing(file, List.of(commit))));
    assertEquals(CommitState.FSCK_PARTIAL, tiny.repo().objects().commitState(commit));
  }

  @Test
  void aMissingDirectoryEndsTheCheck() throws IOException {
    Checksum commit = createRepository(RepoMode.ARCHIVE);
    Checksum tree = tiny.repo().objects().readCommit(commit).rootTree();
    Files.delete(tiny.file(new ObjectName(tree, ObjectType.DIRTREE)));

    assertThrows(RepoException.ObjectMissing.class, () -> check(FsckOptions.defaults()));
  }

  @Test
  void aRefWithoutCommitIsNamed() throws IOException {
    Checksum commit = createRepository(RepoMode.ARCHIVE);
    Files.delete(tiny.file(new ObjectName(commit, ObjectType.COMMIT)));

    var stopped = assertThrows(FsckException.class, () -> check(FsckOptions.defaults()));
    assertTrue(stopped.getMessage().startsWith("Loading commit for ref main: "));
  }

  @Test
  void missingParentsGetTombstonesWhenAskedFor() throws IOException {
    Checksum commit = createRepository(RepoMode.ARCHIVE);
    Checksum parent = tiny.repo().objects().readCommit(commit).parent().orElseThrow();
    Files.delete(tiny.file(new ObjectName(parent, ObjectType.COMMIT)));

    check(FsckOptions.defaults().withMissingParents(FsckOptions.MissingParents.ADD_TOMBSTONE));

    assertTrue(tiny.repo().objects().has(new ObjectName(parent, ObjectType.TOMBSTONE_COMMIT)));
  }

  @Test
  void progressEndsAtTheTotal() throws IOException {
    createRepository(RepoMode.ARCHIVE);

    check(FsckOptions.defaults());

    assertEquals(new FsckEvent.Progress(9, 9), heard.getLast());
  }
}
