// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever somebody else wrote into a repository, a summary or an answer drives no terminal on
/// which it is shown.
class TerminalEscapesTest {
  private static final String ESCAPE = "\u001b[2Jgone\u009b31m\u202e";
  private static final String SHOWN = "\\x1b[2Jgone\\x9b31mU+202e";

  /// As the text of GVariant writes it.
  private static final String SHOWN_IN_VARIANT = "\\u001b[2Jgone\\u009b31m\\u202e";

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void commit() throws IOException {
    cli = new Cli(directory);
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.writeString(tree.resolve("name" + ESCAPE), "");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("to" + ESCAPE));
    cli.run("init", "--mode=archive", "--repo=repo").ok();
    cli.run(
            "commit",
            "--repo=repo",
            "-b",
            "main",
            "-s",
            "subject" + ESCAPE,
            "-m",
            "body" + ESCAPE,
            "--add-metadata-string=version=1" + ESCAPE,
            "tree")
        .ok();
    cli.run("summary", "--repo=repo", "-u", "--add-metadata=key='" + ESCAPE + "'").ok();
  }

  private String shown(String... words) {
    Cli.Outcome outcome = cli.runOnTerminal(words);
    String all = outcome.out() + outcome.err();
    assertFalse(all.contains("\u001b[2J"), all);
    assertFalse(all.contains("\u009b"), all);
    assertFalse(all.contains("\u202e"), all);
    return all;
  }

  private void assertShown(String... words) {
    String all = shown(words);
    assertTrue(all.contains(SHOWN) || all.contains(SHOWN_IN_VARIANT), all);
  }

  @Test
  void thoseOfACommitAreShown() {
    assertShown("log", "--repo=repo", "main");
    assertShown("show", "--repo=repo", "main");
    assertShown("show", "--repo=repo", "--raw", "main");
    assertShown("show", "--repo=repo", "--print-metadata-key=version", "main");
  }

  @Test
  void thoseOfFileNamesAndTargetsAreShown() throws IOException {
    assertShown("ls", "--repo=repo", "main");
    assertShown("ls", "--repo=repo", "main", "/link");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertShown("diff", "--repo=repo", empty.toString(), "main");
  }

  @Test
  void thoseOfASummaryAreShown() {
    assertShown("summary", "--repo=repo", "-v");
    assertShown("summary", "--repo=repo", "--raw");
    assertShown("summary", "--repo=repo", "--print-metadata-key=key");
    String url = "file://" + directory.resolve("repo");
    cli.run("init", "--repo=client").ok();
    cli.run("remote", "add", "--repo=client", "--no-gpg-verify", "origin", url).ok();
    assertShown("remote", "summary", "--repo=client", "origin");
  }

  @Test
  void thoseOfArgumentsAndNamesInErrorsAreShown() {
    assertShown("refs", "--repo=repo" + ESCAPE);
    assertShown("rev-parse", "--repo=repo", "x" + ESCAPE);
    assertShown("ls", "--repo=repo", "main", "/no" + ESCAPE);
    assertShown("nosuch" + ESCAPE);
  }

  @Test
  void thoseOfAServersAnswersAreShown() throws IOException {
    try (HostileServer server = HostileServer.start()) {
      server.answer("/summary", Answer.redirect("ftp://" + "x\u001b[2J/"));
      server.answer("/refs/heads/main", Answer.redirect("file:///\u001b[2Jx"));
      cli.run("init", "--repo=client").ok();
      String url = server.address().toString();
      cli.run("remote", "add", "--repo=client", "--no-gpg-verify", "origin", url).ok();
      for (String ref : List.of("main", "other")) {
        String all = shown("pull", "--repo=client", "origin", ref);
        assertTrue(all.contains("error: "), all);
      }
    }
  }
}
