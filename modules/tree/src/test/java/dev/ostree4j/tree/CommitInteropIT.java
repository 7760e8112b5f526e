// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same directory and the same options give the same commit here and in the real program.
class CommitInteropIT {

  @TempDir Path temporary;
  private Path source;

  @BeforeEach
  void makeSource() throws IOException {
    ReferenceProgram.requireOstree();
    source = Fixture.richTree(temporary);
  }

  private Checksum ours(RepoMode mode, ImportOptions options) throws IOException {
    Path path = temporary.resolve("ours-" + mode);
    try (Repo repo = Repo.create(path, mode)) {
      Checksum commit = Fixture.commit(repo, source, options);
      ReferenceProgram.ostree("--repo=" + path, "fsck", "-a");
      return commit;
    }
  }

  private Checksum theirs(RepoMode mode, String... arguments) {
    Path path = temporary.resolve("theirs-" + mode);
    ReferenceProgram.ostree("--repo=" + path, "init", "--mode=" + mode.configText());
    var all = new ArrayList<>(List.of(arguments));
    all.add(source.toString());
    return Fixture.referenceCommit(path, all.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE", "BARE_USER", "ARCHIVE"})
  void plainCommitsAreTheSame(RepoMode mode) throws IOException {
    assertEquals(theirs(mode), ours(mode, ImportOptions.defaults()));
  }

  @Test
  void bareUserOnlyCommitsAreCanonical() throws IOException {
    RepoMode mode = RepoMode.BARE_USER_ONLY;
    assertEquals(theirs(mode, "--canonical-permissions"), ours(mode, ImportOptions.defaults()));
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE", "BARE_USER", "ARCHIVE"})
  void canonicalCommitsAreTheSame(RepoMode mode) throws IOException {
    ImportOptions options =
        ImportOptions.defaults().withPermissions(ImportOptions.Permissions.CANONICAL);
    assertEquals(theirs(mode, "--canonical-permissions"), ours(mode, options));
  }

  @Test
  void ownersAndXattrsCanBeReplaced() throws IOException {
    ImportOptions options =
        ImportOptions.defaults()
            .withOwnerUid(5)
            .withOwnerGid(6)
            .withXattrs(ImportOptions.XattrUse.SKIP);
    assertEquals(
        theirs(RepoMode.ARCHIVE, "--owner-uid=5", "--owner-gid=6", "--no-xattrs"),
        ours(RepoMode.ARCHIVE, options));
  }

  /// The C program takes them for none when it reads a file, and so names the object.
  @Test
  void xattrsWithoutValueAreNone() throws IOException {
    Checksum before = ours(RepoMode.ARCHIVE, ImportOptions.defaults());
    ReferenceProgram.succeed(
        List.of(
            "setfattr",
            "-n",
            "user.none",
            source.resolve("file").toString(),
            source.resolve("dir/sub").toString()));
    Checksum commit = ours(RepoMode.BARE, ImportOptions.defaults());
    assertEquals(theirs(RepoMode.BARE), commit);
    assertEquals(before, commit);
  }

  @Test
  void executablesCanBeReadOnly() throws IOException {
    assertEquals(
        theirs(RepoMode.ARCHIVE, "--mode-ro-executables"),
        ours(RepoMode.ARCHIVE, ImportOptions.defaults().withReadOnlyExecutables()));
  }

  @Test
  void statOverridesAreDecimal() throws IOException {
    String text = "2048 /exe\n+3 /dir\n=384 /dir/b\n=511 /\n1 /link\n";
    Path file = Files.writeString(temporary.resolve("stat"), text);
    StatOverrides overrides = StatOverrides.parse(text);
    assertEquals(
        theirs(RepoMode.ARCHIVE, "--statoverride=" + file),
        ours(RepoMode.ARCHIVE, ImportOptions.defaults().withStatOverrides(overrides)));
    assertEquals(List.of(), overrides.unmatched());
  }

  @Test
  void skippedPathsAreLeftOut() throws IOException {
    String text = "/dir/sub\n/file\n/dir/owned/link\n";
    Path file = Files.writeString(temporary.resolve("skip"), text);
    SkipList list = SkipList.parse(text);
    assertEquals(
        theirs(RepoMode.ARCHIVE, "--skip-list=" + file),
        ours(RepoMode.ARCHIVE, ImportOptions.defaults().withSkipList(list)));
  }
}
