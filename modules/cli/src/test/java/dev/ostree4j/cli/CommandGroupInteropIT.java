// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A group of commands without a command, with an unknown one and with options: the same streams,
/// status and layout as in the C program. What it says about each command is its own.
class CommandGroupInteropIT {
  private static final Pattern LISTED = Pattern.compile("(?m)^(  [a-z-]+ +)[A-Z].*$");
  private static final Pattern OPTION = Pattern.compile("(?m)^(  -.*?  +)[A-Z].*$");
  private static final Pattern SUMMARY = Pattern.compile("(?m)^[A-Z](?!.*:$)[a-z]* .*$");

  @TempDir Path directory;
  private String repo;

  @BeforeEach
  void makeRepository() {
    ReferenceProgram.requireOstree();
    repo = "--repo=" + directory.resolve("r");
    new Cli(directory).run(repo, "init", "--mode=archive").ok();
  }

  private void compare(boolean listsTheSame, List<String> words) {
    var command = new ArrayList<>(List.of("ostree"));
    command.addAll(words);
    ReferenceProgram.Outcome theirs = ReferenceProgram.run(command, Map.of());
    Cli.Outcome mine = new Cli(directory).run(words.toArray(String[]::new));
    String all = words.toString();
    assertEquals(theirs.status(), mine.status(), all);
    assertEquals(layout(theirs.out(), listsTheSame), layout(mine.out(), listsTheSame), all);
    assertEquals(layout(theirs.err(), listsTheSame), layout(mine.err(), listsTheSame), all);
  }

  private static String layout(String text, boolean listsTheSame) {
    String listed = LISTED.matcher(text).replaceAll(listsTheSame ? "$1" : "");
    if (!listsTheSame) {
      listed = listed.replaceAll("\n\n+", "\n");
    }
    return SUMMARY.matcher(OPTION.matcher(listed).replaceAll("$1")).replaceAll("SUMMARY");
  }

  private List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.replace("REPO", repo).split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "REPO",
        "-v",
        "-h",
        "--help",
        "--help REPO",
        "REPO --help",
        "--nosuch",
        "nosuch",
        "nosuch REPO",
        "REPO nosuch",
        "nosuch --help",
        "--",
        "-- nosuch",
        "REPO -- refs"
      })
  void theProgram(String text) {
    compare(false, words(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remote",
        "remote REPO",
        "REPO remote",
        "remote -v",
        "remote -h",
        "remote --help",
        "--help remote",
        "remote REPO --help",
        "remote --nosuch",
        "remote nosuch",
        "remote nosuch REPO",
        "remote nosuch --help",
        "remote --help nosuch",
        "remote -- list",
        "-- remote",
        "remote --repo",
        "static-delta",
        "static-delta REPO",
        "REPO static-delta",
        "static-delta -v",
        "static-delta -h",
        "static-delta -hv",
        "static-delta --help",
        "--help static-delta",
        "static-delta REPO --help",
        "static-delta --nosuch",
        "static-delta --version",
        "static-delta nosuch",
        "static-delta nosuch REPO",
        "static-delta REPO nosuch",
        "static-delta nosuch --help",
        "static-delta --help nosuch",
        "static-delta --help list",
        "static-delta REPO list",
        "static-delta --",
        "static-delta -- --help",
        "static-delta -- list",
        "static-delta --repo"
      })
  void aGroup(String text) {
    compare(true, words(text));
  }
}
