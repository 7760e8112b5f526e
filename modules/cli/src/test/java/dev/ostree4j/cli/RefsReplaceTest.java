// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefsReplaceTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void commit() throws IOException {
    cli = new Cli(directory);
    Files.createDirectory(directory.resolve("tree"));
    cli.run("init", "--repo=repo", "--mode=archive").ok();
    for (String ref : new String[] {"a", "b", "plain"}) {
      cli.run("commit", "--repo=repo", "-b", ref, "tree").ok();
    }
    cli.run("refs", "-A", "a", "--create=alias", "--repo=repo").ok();
  }

  @Test
  void anAliasIsTurnedWithoutForce() {
    cli.run("refs", "-A", "b", "--create=alias", "--repo=repo").ok();
    assertEquals("alias -> b\n", cli.run("refs", "-A", "--repo=repo").ok());
  }

  @Test
  void aRefOfACollectionIsReplacedWithoutForce() {
    for (String target : new String[] {"a", "b"}) {
      cli.run("refs", "-c", target, "--create=org.example.Other:x", "--repo=repo").ok();
    }
    String b = cli.run("rev-parse", "b", "--repo=repo").ok().strip();
    assertEquals(
        "(org.example.Other, x)\t" + b + "\n", cli.run("refs", "-c", "-r", "--repo=repo").ok());
  }

  @Test
  void noRefBecomesAnAliasWithoutForce() {
    assertEquals(
        "--create specified but ref plain already exists",
        cli.run("refs", "-A", "b", "--create=plain", "--repo=repo").error());
    assertEquals(
        "--create specified but ref alias already exists",
        cli.run("refs", "b", "--create=alias", "--repo=repo").error());
    assertEquals("alias -> a\n", cli.run("refs", "-A", "--repo=repo").ok());
  }
}
