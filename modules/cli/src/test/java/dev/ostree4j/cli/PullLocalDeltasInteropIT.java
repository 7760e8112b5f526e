// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.ReferenceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `pull-local` uses deltas when they are required and not else, and refuses in the words of the
/// real program. That of 2022.7 does not know `--disable-static-deltas` yet.
class PullLocalDeltasInteropIT {
  private static final String REQUIRE = "--require-static-deltas";

  private static final String SOURCE =
      """
      mkdir t; cd t
      ostree --repo="$1" init --mode=archive
      ostree --repo="$1" config set core.fsync false
      seq 1 2000 > text; ostree --repo="$1" commit -b main -s one . >/dev/null
      seq 1 2001 > text; ostree --repo="$1" commit -b main -s two . >/dev/null
      """;

  private static final String DELTA =
      "ostree --repo=\"$1\" static-delta generate --from=main^ --to=main >/dev/null\n";
  private static final String SUMMARY = "ostree --repo=\"$1\" summary -u\n";

  @TempDir Path directory;
  private Cli cli;
  private Path source;

  @BeforeEach
  void prepare() {
    ReferenceProgram.requireOstree();
    cli = new Cli(directory);
    source = directory.resolve("source");
    shell("cd '" + directory + "'\n" + SOURCE);
  }

  private void shell(String script) {
    ReferenceProgram.succeed(List.of("sh", "-euc", script, "sh", source.toString()));
  }

  /// A repository which has the first commit.
  private void create(String name, String mode) {
    String path = directory.resolve(name).toString();
    ReferenceProgram.ostree("--repo=" + path, "init", "--mode=" + mode);
    ReferenceProgram.ostree("--repo=" + path, "config", "set", "core.fsync", "false");
    String first = ReferenceProgram.ostree("--repo=" + source, "rev-parse", "main^").strip();
    ReferenceProgram.ostree("--repo=" + path, "pull-local", source.toString(), first);
  }

  private ReferenceProgram.Outcome theirs(String mode, String... arguments) {
    create("theirs", mode);
    var command = new ArrayList<String>();
    command.add("ostree");
    command.add("--repo=" + directory.resolve("theirs"));
    command.addAll(List.of(arguments));
    return ReferenceProgram.run(command, Map.of());
  }

  private Cli.Outcome ours(String mode, String... arguments) {
    create("ours", mode);
    var command = new ArrayList<String>();
    command.add("--repo=ours");
    command.addAll(List.of(arguments));
    return cli.run(command.toArray(String[]::new));
  }

  private String pullOfOurs(String option) {
    return ours("bare-user", "pull-local", option, source.toString(), "main").ok();
  }

  private void compareRefusal(String mode) {
    String[] arguments = {"pull-local", REQUIRE, source.toString(), "main"};
    assertEquals(theirs(mode, arguments).err().strip(), "error: " + ours(mode, arguments).error());
  }

  private void assertWhole() {
    ReferenceProgram.ostree("--repo=" + directory.resolve("ours"), "fsck", "--quiet");
    assertEquals(
        ReferenceProgram.ostree("--repo=" + source, "ls", "-RC", "main"),
        ReferenceProgram.ostree("--repo=" + directory.resolve("ours"), "ls", "-RC", "main"));
  }

  @Test
  void whatIsRequiredIsUsed() {
    shell(DELTA + SUMMARY);
    String there = theirs("bare-user", "pull-local", REQUIRE, source.toString(), "main").out();
    assertTrue(there.startsWith("1 delta parts, "), there);
    String here = pullOfOurs(REQUIRE);
    assertTrue(here.startsWith("1 delta parts, "), here);
    assertWhole();
  }

  @Test
  void whatIsNotRequiredIsNotUsed() {
    shell(DELTA + SUMMARY);
    String there = theirs("bare-user", "pull-local", source.toString(), "main").out();
    assertEquals(there, ours("bare-user", "pull-local", source.toString(), "main").ok());
    assertWhole();
  }

  @Test
  void whatIsDisabledIsNotUsed() {
    shell(DELTA + SUMMARY);
    String plain = theirs("bare-user", "pull-local", source.toString(), "main").out();
    assertEquals(plain, pullOfOurs("--disable-static-deltas"));
    assertWhole();
  }

  @Test
  void withoutASummaryNoneCanBeRequired() {
    shell(DELTA);
    compareRefusal("bare-user");
  }

  @Test
  void oneThatIsRequiredMustBeThere() {
    shell(SUMMARY);
    compareRefusal("bare-user");
  }

  @Test
  void anArchiveCannotUseThem() {
    shell(DELTA + SUMMARY);
    compareRefusal("archive");
  }

  @Test
  void bothAtOnceContradictEachOther() {
    assertEquals(
        "Cannot specify both --require-static-deltas and --disable-static-deltas",
        ours("bare-user", "pull-local", REQUIRE, "--disable-static-deltas", source.toString())
            .error());
  }
}
