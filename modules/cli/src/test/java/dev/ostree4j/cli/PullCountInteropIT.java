// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How many objects a pull says it fetched: as many as the C program says, when objects are new and
/// when all are here.
class PullCountInteropIT {
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
    for (String client : List.of("ours", "theirs")) {
      cli.run("init", "--repo=" + client, "--mode=archive").ok();
      String url = server.address().toString();
      cli.run("remote", "add", "--repo=" + client, "--no-gpg-verify", "o", url).ok();
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
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
    String repo = directory.resolve("theirs").toString();
    List<String> pull = List.of("ostree", "pull", "--repo=" + repo, option, "o", "main");
    for (String when : List.of("new", "here already")) {
      String theirs = count(ReferenceProgram.run(pull, Map.of()).out());
      String ours = count(cli.run("pull", "--repo=ours", option, "o", "main").ok());
      assertEquals(theirs, ours, when);
      assertTrue(ours.endsWith(" content objects fetched"), ours);
    }
  }

  /// What stands before the bytes.
  private static String count(String text) {
    return text.strip().replaceAll("(?s)^.*\n", "").replaceAll(" fetched; .*", " fetched");
  }
}
