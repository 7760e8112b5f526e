// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `commit --generate-composefs-metadata`, `checkout --composefs` and `--composefs-noverity`.
///
/// Names of commits and messages are those of `ostree` 2026.4 for the same commands.
class ComposefsCommandTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void makeTree() throws IOException {
    cli = new Cli(directory);
    Path tree = Files.createDirectories(directory.resolve("t/d")).getParent();
    Files.writeString(tree.resolve("a"), "hi\n");
    Files.createSymbolicLink(tree.resolve("l"), Path.of("a"));
    Files.createFile(tree.resolve("e"));
    Path modules = Files.createDirectories(directory.resolve("k/usr/lib/modules/5.1"));
    Files.writeString(modules.resolve("vmlinuz"), "\n");
    cli.run("--repo=r", "init", "--mode=archive").ok();
  }

  private String commit(String tree, String... more) {
    var words =
        new ArrayList<>(
            List.of("--repo=r", "commit", "-b", "m", "--timestamp=@0", "--canonical-permissions"));
    words.addAll(List.of("--no-xattrs", "--generate-composefs-metadata"));
    words.addAll(List.of(more));
    words.add(tree);
    return cli.run(words.toArray(String[]::new)).ok().strip();
  }

  @Test
  void theCommitHasTheNameItHasInC() {
    String name =
        commit(
            "t",
            "-s",
            "x",
            "--add-metadata-string=zz=1",
            "--add-metadata-string=aa=2",
            "--bind-ref=other");
    assertEquals("9ce18a6209ac156aaca1d44250ca9d9cab6464c5fdee92a38da5296166ac9aaf", name);
  }

  @Test
  void aBootableCommitHasTheNameItHasInC() {
    assertEquals(
        "e519d1bedbfa33a9847130dfa67cf62218b51528a7a9293bf25cb3965beab335",
        commit("k", "--bootable"));
  }

  @Test
  void aBootableCommitWithManyKeysHasTheNameItHasInC() {
    var words = new ArrayList<>(List.of("--bootable"));
    for (int i = 1; i <= 12; i++) {
      words.add("--add-metadata-string=k" + i + "=v");
    }
    assertEquals(
        "1cd87c709db5cb10b95b501fb21cdb917bcc4b7a87e7dfcb8cbb7388ac2d381d",
        commit("k", words.toArray(String[]::new)));
  }

  @Test
  void aDigestFromElsewhereIsReplaced() {
    assertEquals(
        "7a5ca2c64a81cddd720927d1a3667dcddc4593708ce48766426b57c9e52a5f33",
        commit(
            "k",
            "--bootable",
            "--add-metadata-string=ostree.composefs.digest.v0=old",
            "--no-bindings"));
  }

  private static final List<String> IGNORED =
      List.of("-U", "--subpath=/absent", "--union", "--allow-noent", "--fsync=1");

  @Test
  void whatDoesNotMatterIsIgnored() throws IOException {
    commit("t");
    cli.run("--repo=r", "checkout", "--composefs", "m", "expected").ok();
    for (String option : IGNORED) {
      cli.run("--repo=r", "checkout", "--composefs", option, "m", "image").ok();
      assertSame("expected", "image");
      Files.delete(directory.resolve("image"));
    }
  }

  private void assertSame(String one, String other) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(directory.resolve(one)), Files.readAllBytes(directory.resolve(other)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--disable-cache",
        "--union-add",
        "--union-identical",
        "--whiteouts",
        "--process-passthrough-whiteouts",
        "-H",
        "-C",
        "-M",
        "-z",
        "--skip-list=/dev/null",
        "--selinux-policy=/",
        "--selinux-prefix=/x",
        "--union --union-add"
      })
  void whatSaysHowToMakeFilesIsRefused(String options) {
    commit("t");
    for (String image : List.of("--composefs", "--composefs-noverity")) {
      var words = new ArrayList<>(List.of("--repo=r", "checkout", image));
      words.addAll(List.of(options.split(" ")));
      words.addAll(List.of("m", "image"));
      assertEquals(
          "Specified options are incompatible with --composefs",
          cli.run(words.toArray(String[]::new)).error());
      assertFalse(Files.exists(directory.resolve("image")));
    }
  }

  @Test
  void withoutVerityCountsMore() throws IOException {
    commit("t");
    cli.run("--repo=r", "checkout", "--composefs-noverity", "m", "one").ok();
    cli.run("--repo=r", "checkout", "--composefs-noverity", "--composefs", "m", "two").ok();
    cli.run("--repo=r", "checkout", "--composefs", "m", "three").ok();
    assertSame("one", "two");
    assertTrue(Files.mismatch(directory.resolve("one"), directory.resolve("three")) >= 0);
  }

  @Test
  void theDestinationIsNamedLikeTheCommitWhenNoneIsGiven() {
    commit("t");
    cli.run("--repo=r", "checkout", "--composefs", "m").ok();
    assertTrue(Files.isRegularFile(directory.resolve("m")));
  }

  @Test
  void anUnknownCommitIsToldFirst() {
    assertEquals(
        "Refspec 'nope' not found",
        cli.run("--repo=r", "checkout", "--composefs", "-C", "nope", "image").error());
  }

  @Test
  void manyAreWrittenOneAfterTheOther() {
    commit("t");
    cli.withInput("m\0/d\0m\0/\0".getBytes(StandardCharsets.UTF_8));
    cli.run("--repo=r", "checkout", "--composefs", "--from-stdin", "image").ok();
    assertTrue(Files.isRegularFile(directory.resolve("image")));
  }

  @Test
  void theProgramSaysThatItCan() {
    assertTrue(cli.run("--version").ok().contains("  - composefs\n"));
  }
}
