// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @TempDir Path directory;

  private Cli cli() {
    return new Cli(directory).with("OSTREE_SYSROOT", directory.resolve("none").toString());
  }

  @Nested
  class Help {
    @Test
    void theProgramListsItsCommands() {
      String help = cli().run("--help").ok();
      assertTrue(help.startsWith("Usage:\n  ostree [OPTION…] COMMAND\n\nBuiltin Commands:\n"));
      assertTrue(help.contains("\n  rev-parse         "), help);
      assertEquals(1, help.split("Usage:", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "cat", "checkout", "checksum", "commit", "config", "diff", "export", "fsck", "init",
          "log", "ls", "prune", "pull-local", "refs", "reset", "rev-parse", "show", "remote add",
          "remote delete", "remote list", "remote show-url"
        })
    void everyCommandHasOne(String command) {
      String[] words = (command + " --help").split(" ");
      var outcome = cli().run(words);
      assertTrue(outcome.ok().startsWith("Usage:\n  ostree " + command + " [OPTION…]"));
      assertTrue(outcome.ok().contains("\n  -v, --verbose "));
      assertEquals("", outcome.err());
    }

    @Test
    void commandsThatDoNotWorkYetAreNotListed() {
      String help = cli().run("--help").ok();
      assertTrue(!help.contains("\n  admin "), help);
    }
  }

  @Nested
  class Verbose {
    @Test
    void tellsWhatRunsWhere() {
      cli().run("init", "--repo=r", "--mode=archive").ok();
      var outcome = cli().run("refs", "--repo=r", "-v");
      assertEquals("", outcome.ok());
      assertTrue(outcome.err().startsWith("OT: ostree4j 0.1.0, as libostree "), outcome.err());
      assertTrue(outcome.err().contains("\nOT: command refs\n"), outcome.err());
      assertTrue(
          outcome.err().contains("\nOT: repository " + directory + "/r, mode archive-z2\n"),
          outcome.err());
    }

    @Test
    void tellsWhereAFailureCameFrom() {
      cli().run("init", "--repo=r", "--mode=archive").ok();
      var outcome = cli().run("rev-parse", "--repo=r", "--verbose", "absent");
      assertTrue(outcome.err().contains("\nOT:   at dev.ostree4j.repo"), outcome.err());
      assertTrue(outcome.err().endsWith("\nerror: Refspec 'absent' not found\n"), outcome.err());
    }

    @Test
    void lineEndsInAFailureStartNoLineOfTheirOwn() {
      cli().run("init", "--repo=r", "--mode=archive").ok();
      var outcome = cli().run("config", "--repo=r", "-v", "get", "core.\nOT: forged");
      assertTrue(outcome.err().contains("OT: "), outcome.err());
      assertTrue(outcome.err().lines().noneMatch("OT: forged"::equals), outcome.err());
    }

    @Test
    void isLongOnlyWhereTheShortFormMeansSomethingElse() {
      cli().run("init", "--repo=r", "--mode=archive").ok();
      var outcome = cli().run("summary", "--repo=r", "-u", "--verbose");
      assertTrue(outcome.err().contains("OT: command summary\n"), outcome.err());
    }

    @Test
    void nothingIsToldUnasked() {
      cli().run("init", "--repo=r", "--mode=archive").ok();
      assertEquals("", cli().run("refs", "--repo=r").err());
    }
  }

  @Nested
  class Errors {
    @Test
    void withoutCommandTheHelpGoesToStandardError() {
      var outcome = cli().run();
      assertEquals("No command specified", outcome.error());
      assertTrue(outcome.err().startsWith("Usage:\n"));
      assertEquals("", outcome.out());
    }

    @Test
    void unknownCommandsAreNamed() {
      assertEquals("Unknown command 'nonesuch'", cli().run("nonesuch").error());
      assertEquals("Unknown \"remote\" subcommand 'frob'", cli().run("remote", "frob").error());
      assertEquals("No \"remote\" subcommand specified", cli().run("remote").error());
    }

    @Test
    void commandsOfLaterReleasesSaySo() {
      assertEquals(
          "'admin' does not work in this version of ostree4j yet",
          cli().run("admin", "status").error());
    }

    @Test
    void unknownOptionsOfACommandNeedNoHelp() {
      assertEquals("error: Unknown option --badopt\n", cli().run("log", "--badopt").err());
    }

    @Test
    void withoutRepositoryTheOptionIsAskedFor() {
      assertEquals("Command requires a --repo argument", cli().run("refs").error());
    }

    @Test
    void aMissingRepositoryIsNamed() {
      String path = directory.resolve("nope").toString();
      String error = cli().run("--repo=nope", "refs").error();
      assertTrue(error.startsWith("opening repo: ") && error.contains(path), error);
    }

    @Test
    void theWordIsRedOnATerminal() {
      var outcome = cli().runOnTerminal("log", "--badopt");
      assertEquals(
          "\u001b[31m\u001b[1merror: \u001b[22m\u001b[0mUnknown option --badopt\n", outcome.err());
    }
  }

  @Nested
  class Versions {
    @Test
    void theVersionIsYamlThatNamesBothReleases() {
      String version = cli().run("--version").ok();
      assertTrue(version.startsWith("libostree:\n Version: '2026.4'\n Features:\n  - "), version);
      assertTrue(version.contains("\nostree4j:\n Version: '"), version);
      assertEquals(version, cli().run("log", "--version").ok());
    }
  }

  @Nested
  class Extensions {
    @Test
    void programsOnThePathAreCommands() throws Exception {
      Path program = directory.resolve("ostree-hello");
      Files.writeString(program, "#!/bin/sh\n[ \"$*\" = \"--x=1 y\" ] && exit 7\nexit 8\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      var cli = cli().with("PATH", directory.toString());
      assertEquals(7, cli.run("hello", "--x=1", "y").status());
    }
  }
}
