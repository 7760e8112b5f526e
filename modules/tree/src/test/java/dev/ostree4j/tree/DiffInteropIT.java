// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Diffs say what the real program says.
class DiffInteropIT {

  @TempDir Path temporary;
  private Path one;
  private Path other;
  private Path repository;

  @BeforeEach
  void makeTrees() throws IOException {
    ReferenceProgram.requireOstree();
    one = Fixture.richTree(temporary);
    other = temporary.resolve("other");
    repository = temporary.resolve("repo");
    Fixture.shell(
        temporary,
        """
        cp -a source other; cd other
        rm -r dir/owned file; mkdir file; echo in > file/in; echo changed > exe
        mkdir -p new/below; echo n > new/below/file; ln -sfn other link; chmod 711 dir/sub
        setfattr -n user.x -v 1 dir/b; chmod 600 world; chmod 700 .
        """);
  }

  private static String lines(DiffReport report) {
    var lines = new TreeSet<String>();
    report.modified().forEach(path -> lines.add("M    " + path));
    report.removed().forEach(path -> lines.add("D    " + path));
    report.added().forEach(path -> lines.add("A    " + path));
    return String.join("\n", lines);
  }

  /// The real program prints paths of directories without their first slash.
  private static String reference(String... arguments) {
    return ReferenceProgram.ostree(arguments)
        .lines()
        .map(line -> line.charAt(5) == '/' ? line : line.substring(0, 5) + "/" + line.substring(5))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  @Test
  void allPairsOfCommitsAndDirectoriesAreComparedAlike() throws IOException {
    try (Repo repo = Repo.create(repository, RepoMode.BARE)) {
      Checksum a = Fixture.commit(repo, one);
      Checksum b = Fixture.commit(repo, other);
      var sidesA = List.of(new DiffSide.Commit(a), new DiffSide.Directory(one));
      var sidesB = List.of(new DiffSide.Commit(b), new DiffSide.Directory(other));
      var namesA = List.of(a.hex(), one.toString());
      var namesB = List.of(b.hex(), other.toString());
      var diff = new TreeDiff(repo, DiffOptions.defaults());
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          assertEquals(
              reference("--repo=" + repository, "diff", namesA.get(i), namesB.get(j)),
              lines(diff.compare(sidesA.get(i), sidesB.get(j))));
        }
      }
    }
  }

  @Test
  void ownersAndXattrsOfDirectoriesCanBeReplaced() throws IOException {
    try (Repo repo = Repo.create(repository, RepoMode.BARE)) {
      Checksum a = Fixture.commit(repo, one);
      var diff =
          new TreeDiff(
              repo,
              DiffOptions.defaults()
                  .withOwnerUid(5)
                  .withOwnerGid(6)
                  .withXattrs(DiffOptions.XattrUse.IGNORE));
      assertEquals(
          reference(
              "--repo=" + repository,
              "diff",
              "--owner-uid=5",
              "--owner-gid=6",
              "--no-xattrs",
              a.hex(),
              other.toString()),
          lines(diff.compare(new DiffSide.Commit(a), new DiffSide.Directory(other))));
    }
  }

  @Test
  void statisticsCountAlike() throws IOException {
    try (Repo repo = Repo.create(repository, RepoMode.ARCHIVE)) {
      Checksum a = Fixture.commit(repo, one);
      Checksum b = Fixture.commit(repo, other);
      DiffStatistics found = new TreeDiff(repo, DiffOptions.defaults()).statistics(a, b);
      String theirs =
          ReferenceProgram.ostree("--repo=" + repository, "diff", "--stats", a.hex(), b.hex());
      List<String> counts =
          theirs
              .lines()
              .filter(line -> line.contains("Count"))
              .map(line -> line.substring(line.indexOf(": ") + 2))
              .toList();
      assertEquals(
          counts,
          List.of(
              String.valueOf(found.objectsA()),
              String.valueOf(found.objectsB()),
              String.valueOf(found.commonObjects())));
    }
  }
}
