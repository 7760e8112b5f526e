// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The same options of `prune` leave the same objects, refs and marks as in the real program, and
/// say the same.
@Tag("slow")
class PruneInteropIT {
  private static final int COMMITS = 6;
  private static final int OLD_COMMITS = 3;
  private static final long OLD = 500_000_000L;

  @TempDir static Path scratch;

  @TempDir Path directory;

  /// Two branches, each with old and new commits, a ref of a remote at an old commit, a commit
  /// that no ref reaches, and a commit without its content.
  @BeforeAll
  static void makeTemplate() throws IOException {
    ReferenceProgram.requireOstree();
    Files.createDirectory(scratch.resolve("tree"));
    Files.writeString(scratch.resolve("tree/shared"), "the same in all");
    var cli = new Cli(scratch);
    for (String repo : List.of("--repo=template", "--repo=whole")) {
      cli.run(repo, "init", "--mode=archive").ok();
      cli.run(repo, "config", "set", "core.fsync", "false").ok();
    }
    commitHistory(cli, "--repo=template", "stable");
    commitHistory(cli, "--repo=template", "dev");
    commitHistory(cli, "--repo=template", "orphan");
    cli.run("--repo=template", "refs", "--create=origin:old", "stable^^^^").ok();
    cli.run("--repo=template", "refs", "--delete", "orphan").ok();
    commitHistory(cli, "--repo=whole", "thin");
    cli.run("--repo=template", "pull-local", "--commit-metadata-only", "--depth=1", "whole", "thin")
        .ok();
  }

  private static void commitHistory(Cli cli, String repo, String branch) throws IOException {
    long now = System.currentTimeMillis() / 1000;
    for (int i = 0; i < COMMITS; i++) {
      Files.writeString(scratch.resolve("tree/own"), branch + i);
      long time = i < OLD_COMMITS ? OLD + i : now - COMMITS + i;
      cli.run(
              repo,
              "commit",
              "-b",
              branch,
              "-s",
              branch + " " + i,
              "--timestamp=@" + time,
              "--canonical-permissions",
              "tree")
          .ok();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--no-prune",
        "--depth=0",
        "--depth=1",
        "--refs-only",
        "--refs-only --no-prune",
        "--refs-only --depth=0",
        "--refs-only --depth=1",
        "--refs-only --depth=100",
        "--refs-only --commit-only",
        "--refs-only --commit-only --depth=1",
        "--refs-only --commit-only --depth=0 --no-prune",
        "--keep-younger-than=@1000000000",
        "--keep-younger-than=@500000001",
        "--keep-younger-than=@1000000000 --commit-only",
        "--keep-younger-than=@1000000000 --depth=1",
        "--keep-younger-than=@1000000000 --retain-branch-depth=stable=4",
        "--keep-younger-than=@9999999999",
        "--retain-branch-depth=dev=-1 --depth=0",
        "--retain-branch-depth=stable=2 --retain-branch-depth=dev=3 --depth=1",
        "--retain-branch-depth=stable=BACON --depth=0",
        "--retain-branch-depth=stable --depth=0",
        "--only-branch=dev --depth=0",
        "--only-branch=dev --depth=1",
        "--only-branch=dev --only-branch=stable --depth=0",
        "--only-branch=dev --only-branch=stable --depth=1",
        "--only-branch=dev --only-branch=stable --depth=0 --retain-branch-depth=stable=2",
        "--only-branch=dev --depth=0 --retain-branch-depth=stable=2",
        "--only-branch=stable --keep-younger-than=@1000000000",
        "--only-branch=dev --depth=0 --commit-only",
        "--only-branch=BACON",
        "--delete-commit={dev}",
        "--delete-commit={dev^}",
        "--delete-commit={dev^^^^^}",
        "--delete-commit={dev^} --refs-only",
        "--delete-commit={dev^} --refs-only --commit-only",
        "--delete-commit={dev^} --commit-only",
        "--delete-commit={dev^} --no-prune",
      })
  void theSameIsLeft(String options) {
    copyTemplate();
    var ours = new Cli(directory.resolve("ours"));
    List<String> words = new ArrayList<>(List.of("prune"));
    if (!options.isEmpty()) {
      words.addAll(List.of(resolved(ours, options).split(" ")));
    }
    words.add("--repo=" + directory.resolve("theirs/r"));
    var command = new ArrayList<>(List.of("ostree"));
    command.addAll(words);
    ReferenceProgram.Outcome real = ReferenceProgram.run(command, Map.of("LC_ALL", "C.UTF-8"));
    words.set(words.size() - 1, "--repo=" + directory.resolve("ours/r"));
    Cli.Outcome mine = ours.run(words.toArray(String[]::new));
    assertEquals(message(real.err()), message(mine.err()));
    assertEquals(real.out(), mine.out());
    assertEquals(real.status(), mine.status());
    assertEquals(left("theirs"), left("ours"));
  }

  /// The real program of 2022.7 forgets what it was told here: it ends the history of a branch
  /// where another ref stands in it, and takes a depth of 0 for none given.
  @ParameterizedTest
  @CsvSource({
    "--retain-branch-depth=stable=-1 --depth=0, stable, 6",
    "--keep-younger-than=@1000000000 --retain-branch-depth=stable=-1, stable, 6",
    "--retain-branch-depth=stable=2 --retain-branch-depth=dev=0 --depth=1, dev, 1",
    "--retain-branch-depth=stable=2 --retain-branch-depth=dev=0 --depth=1, stable, 3"
  })
  void aBranchKeepsTheDepthThatIsItsOwn(String options, String branch, int commits) {
    copyTemplate();
    var ours = new Cli(directory.resolve("ours"));
    ours.run(("prune --repo=r " + options).split(" ")).ok();
    String log = ours.run("--repo=r", "log", branch).ok();
    assertEquals(commits, log.lines().filter(line -> line.startsWith("commit ")).count());
    ReferenceProgram.ostree("--repo=" + directory.resolve("ours/r"), "fsck", "-q");
  }

  private void copyTemplate() {
    ReferenceProgram.succeed(
        List.of(
            "sh",
            "-euc",
            "mkdir \"$2/ours\" \"$2/theirs\"; cp -a \"$1/template\" \"$2/ours/r\";"
                + " cp -a \"$1/template\" \"$2/theirs/r\"",
            "sh",
            scratch.toString(),
            directory.toString()));
  }

  private static String resolved(Cli cli, String options) {
    String text = options;
    while (text.indexOf('{') >= 0) {
      int start = text.indexOf('{');
      int end = text.indexOf('}');
      String rev = text.substring(start + 1, end);
      String commit = cli.run("--repo=r", "rev-parse", rev).ok().strip();
      text = text.substring(0, start) + commit + text.substring(end + 1);
    }
    return text;
  }

  /// The help that may come before is everybody's own.
  private static String message(String errors) {
    int start = errors.lastIndexOf("error: ");
    return start < 0 ? errors : errors.substring(start);
  }

  private String left(String name) {
    String files =
        ReferenceProgram.succeed(
            List.of(
                "sh",
                "-euc",
                "cd \"$1\"; { find objects -type f; find refs state -type f -exec grep -H ^ '{}' +;"
                    + " find state -type f; cat config; } | sort",
                "sh",
                directory.resolve(name).resolve("r").toString()));
    assertNotEquals("", files);
    return files;
  }
}
