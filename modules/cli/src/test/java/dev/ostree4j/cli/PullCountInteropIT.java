// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The last line of a pull, against that of the C program: how many objects, bytes over the net and
/// bytes of content, when objects are new, when all are here, and when they come in a delta.
class PullCountInteropIT {
  /// The C program asks for objects while it carries out the delta that makes them, and counts what
  /// comes twice. So often it may do so before it does not.
  private static final int TRIES = 60;

  @TempDir Path directory;
  private Cli cli;
  private HostileServer server;

  @BeforeEach
  void publish() throws IOException {
    ReferenceProgram.requireOstree();
    cli = new Cli(directory).with("OSTREE_DUMMY_SIGN_ENABLED", "1");
    server = HostileServer.start().replay(directory.resolve("published"));
    cli.run("init", "--repo=published", "--mode=archive").ok();
    Path tree = Files.createDirectories(directory.resolve("tree/below")).getParent();
    for (String text : List.of("first", "second")) {
      Files.writeString(tree.resolve("file"), text);
      Files.writeString(tree.resolve("below/file"), text + " below");
      cli.run("commit", "--repo=published", "-b", "main", "tree").ok();
    }
    cli.run("sign", "--repo=published", "-s", "dummy", "main", "somebody").ok();
  }

  private void create(String client, String mode) {
    cli.run("init", "--repo=" + client, "--mode=" + mode).ok();
    String url = server.address().toString();
    cli.run("remote", "add", "--repo=" + client, "--no-gpg-verify", "o", url).ok();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private String theirs(String repo, String... words) {
    var command = new ArrayList<String>(List.of("ostree", "pull"));
    command.add("--repo=" + directory.resolve(repo));
    command.addAll(List.of(words));
    return lastLine(ReferenceProgram.run(command, Map.of()).out());
  }

  private String ours(String repo, String... words) {
    var command = new ArrayList<String>(List.of("pull", "--repo=" + repo));
    command.addAll(List.of(words));
    return lastLine(cli.run(command.toArray(String[]::new)).ok());
  }

  /// Without the time that it took.
  private static String lastLine(String text) {
    return text.strip().replaceAll("(?s)^.*\n", "").replaceAll(" in \\d+ seconds", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--depth=0",
        "--depth=1",
        "--depth=-1",
        "--commit-metadata-only",
        "--subpath=/below"
      })
  void asManyAsTheCProgramSays(String option) {
    create("ours", "archive");
    create("theirs", "archive");
    for (String when : List.of("new", "here already")) {
      String ours = ours("ours", option, "o", "main");
      assertEquals(theirs("theirs", option, "o", "main"), ours, when);
      assertTrue(ours.contains(" content objects fetched; "), ours);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsAskedAboutDeltasThatAreNotThere(boolean indexed) {
    if (indexed) {
      cli.run("summary", "-u", "--repo=published").ok();
    }
    create("ours", "bare-user");
    create("theirs", "bare-user");
    String ours = ours("ours", "o", "main");
    assertEquals(theirs("theirs", "o", "main"), ours);
    assertTrue(server.requests().stream().anyMatch(seen -> seen.path().contains("/delta")), ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--to=main", "--inline"})
  void aDeltaOfNothingButACommit(String option) {
    cli.run("commit", "--repo=published", "-b", "main", "--tree=ref=main").ok();
    cli.run("static-delta", "generate", "--repo=published", option, "main").ok();
    cli.run("summary", "-u", "--repo=published").ok();
    create("ours", "bare-user");
    create("theirs", "bare-user");
    String former = cli.run("rev-parse", "--repo=published", "main^").ok().strip();
    ours("ours", "o", "main@" + former);
    ours("theirs", "o", "main@" + former);
    String ours = ours("ours", "o", "main");
    assertEquals(theirs("theirs", "o", "main"), ours);
    assertTrue(ours.startsWith("1 delta parts, 3 loose fetched; "), ours);
  }

  /// What is measured, and shown, of a delta that leaves out a file or two.
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDeltaThatLeavesFilesOut(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      byte[] content = new byte[2_200_000 + i];
      new Random(i).nextBytes(content);
      Files.write(directory.resolve("tree/large" + i), content);
    }
    cli.run("commit", "--repo=published", "-b", "main", "tree").ok();
    String small = "--min-fallback-size=2";
    for (String start : List.of("--empty", "--from=main^")) {
      cli.run("static-delta", "generate", "--repo=published", small, start, "main").ok();
    }
    cli.run("summary", "-u", "--repo=published").ok();
    create("ours", "bare-user");
    create("theirs", "bare-user");
    String[] measure = {"--dry-run", "--require-static-deltas", "o", "main"};
    String measured = ours("ours", measure);
    assertEquals(theirs("theirs", measure), measured);
    assertTrue(measured.startsWith("Delta update: 0/" + (1 + files) + " parts, "), measured);
    String[] list = {"static-delta", "list", "--repo=published"};
    for (String name : cli.run(list).ok().lines().toList()) {
      String shown = cli.run("static-delta", "show", "--repo=published", name).ok();
      String published = "--repo=" + directory.resolve("published");
      assertEquals(ReferenceProgram.ostree(published, "static-delta", "show", name), shown);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--inline", "no index"})
  void aDeltaFromNothing(String how) {
    var generate =
        new ArrayList<>(List.of("static-delta", "generate", "--repo=published", "--empty"));
    if (how.startsWith("--")) {
      generate.add(how);
    }
    generate.add("main");
    cli.run(generate.toArray(String[]::new)).ok();
    if (!how.equals("no index")) {
      cli.run("summary", "-u", "--repo=published").ok();
    }
    create("ours", "bare-user");
    String ours = ours("ours", "o", "main");
    assertTrue(ours.endsWith("; 0 bytes content written"), ours);
    Set<String> theirs = new TreeSet<>();
    for (int i = 0; i < TRIES && !theirs.contains(ours); i++) {
      create("theirs" + i, "bare-user");
      theirs.add(theirs("theirs" + i, "o", "main"));
    }
    assertTrue(theirs.contains(ours), () -> ours + " is none of " + theirs);
  }
}
