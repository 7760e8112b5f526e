// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A commit of directories within directories, far deeper than any path can be. No command ends in
/// an exhausted stack: those which only need the objects work, the others refuse it by name.
class DeepTreeIT {
  private static final int DEPTH = 20_000;

  @TempDir static Path directory;

  @BeforeAll
  static void commit() throws IOException {
    try (Repo repo = Repo.create(directory.resolve("repo"), RepoMode.ARCHIVE);
        Transaction transaction = repo.begin()) {
      DirMeta root = new DirMeta(0, 0, 040755, Xattrs.EMPTY);
      Checksum meta = transaction.writeMetadata(ObjectType.DIRMETA, root.bytes());
      Checksum tree = transaction.writeMetadata(ObjectType.DIRTREE, DirTree.EMPTY.bytes());
      for (int i = 0; i < DEPTH; i++) {
        var entry = new DirTree.DirectoryEntry("d", tree, meta);
        byte[] above = DirTree.of(List.of(), List.of(entry)).bytes();
        tree = transaction.writeMetadata(ObjectType.DIRTREE, above);
      }
      Checksum commit = transaction.writeCommit(Commit.of(tree, meta, 1_700_000_000L));
      transaction.setRef(RefSpec.parse("main"), Optional.of(commit));
      transaction.publish();
    }
  }

  /// What a refused checkout leaves is too deep for paths as the JDK and JUnit use them.
  @AfterAll
  static void removeCheckouts() throws IOException, InterruptedException {
    String all = directory.resolve("out") + " " + directory.resolve("out2");
    new ProcessBuilder(("rm -rf " + all).split(" ")).inheritIO().start().waitFor();
  }

  @Test
  void whatNeedsOnlyTheObjectsWorks() {
    var cli = new Cli(directory);
    cli.run("fsck", "--repo=repo", "--quiet").ok();
    cli.run("prune", "--repo=repo", "--refs-only").ok();
    cli.run("init", "--repo=copy", "--mode=archive").ok();
    cli.run("pull-local", "--repo=copy", "repo", "main").ok();
    assertEquals("main\n", cli.run("refs", "--repo=copy").ok());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkout --repo=repo -U main out",
        "checkout --repo=repo -U --union main out2",
        "ls --repo=repo -R main",
        "export --repo=repo main -o out.tar",
        "commit --repo=repo -b other --tree=ref=main --tree=dir=repo/refs",
        "commit --repo=repo -b other --tree=ref=main --owner-uid=7",
        "diff --repo=repo main repo/refs",
        "static-delta generate --repo=repo --empty main"
      })
  void whatNeedsPathsRefusesItOrWorks(String words) {
    Cli.Outcome outcome = new Cli(directory).run(words.split(" "));
    assertTrue(outcome.status() == 0 || outcome.err().startsWith("error: "), outcome.err());
    assertTrue(outcome.status() == 0 || outcome.err().lines().count() == 1, outcome.err());
  }
}
