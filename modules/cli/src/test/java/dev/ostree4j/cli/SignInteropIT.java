// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The dummy engine is the one which every build of the C program has: it shows that both programs
/// look for signatures in the same places.
class SignInteropIT {
  private static final Map<String, String> DUMMY = Map.of("OSTREE_DUMMY_SIGN_ENABLED", "1");

  @TempDir Path temp;
  private Cli cli;
  private String commit;

  @BeforeEach
  void commitSomething() throws IOException {
    ReferenceProgram.requireOstree();
    cli = new Cli(temp).with("OSTREE_DUMMY_SIGN_ENABLED", "1");
    Files.createDirectory(temp.resolve("tree"));
    cli.run("init", "--repo=r", "--mode=archive").ok();
    commit = cli.run("commit", "--repo=r", "-b", "main", "tree").ok().strip();
  }

  private ReferenceProgram.Outcome theirs(String... words) {
    var command = new ArrayList<>(List.of("ostree", "--repo=" + temp.resolve("r")));
    command.addAll(List.of(words));
    return ReferenceProgram.run(command, DUMMY);
  }

  private Path attachedFile() {
    return temp.resolve(
        "r/objects/" + commit.substring(0, 2) + "/" + commit.substring(2) + ".commitmeta");
  }

  private byte[] attached() throws IOException {
    return Files.readAllBytes(attachedFile());
  }

  @Test
  void bothWriteTheSameBytes() throws IOException {
    cli.run("sign", "--repo=r", "-s", "dummy", commit, "one", "two").ok();
    byte[] ours = attached();
    cli.run("sign", "--repo=r", "-s", "dummy", "-d", commit, "one", "two").ok();
    assertEquals(0, attached().length);
    assertEquals(0, theirs("sign", "-s", "dummy", commit, "one", "two").status());
    assertArrayEquals(attached(), ours);
  }

  @Test
  void theyVerifyOurs() {
    cli.run("sign", "--repo=r", "-s", "dummy", commit, "one", "two").ok();
    var good = theirs("sign", "-s", "dummy", "--verify", commit, "two");
    assertEquals("dummy: Signature verified\n", good.out());
    assertEquals(1, theirs("sign", "-s", "dummy", "--verify", commit, "three").status());
  }

  @Test
  void weVerifyTheirs() {
    assertEquals(0, theirs("sign", "-s", "dummy", commit, "one").status());
    assertEquals(
        "dummy: Signature verified\n",
        cli.run("sign", "--repo=r", "-s", "dummy", "--verify", commit, "one").ok());
  }

  /// What is said about a commit and is no dictionary harms only who asks for signatures.
  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void bothPullBesideJunkUnlessASignatureIsDemanded(String demanded) throws IOException {
    cli.run("sign", "--repo=r", "-s", "dummy", commit, "one").ok();
    Files.write(attachedFile(), new byte[] {9});
    String remote = "sign-verify=" + demanded;
    for (String client : List.of("ours", "theirs")) {
      cli.run("init", "--repo=" + client, "--mode=archive").ok();
      cli.run(
              "remote",
              "add",
              "--repo=" + client,
              "--no-gpg-verify",
              "--set=" + remote,
              "--set=verification-dummy-key=one",
              "o",
              "file://" + temp.resolve("r"))
          .ok();
    }
    int mine = cli.run("pull", "--repo=ours", "o", "main").status();
    String pull = "ostree pull --repo=" + temp.resolve("theirs") + " o main";
    assertEquals(
        ReferenceProgram.run(List.of(pull.split(" ")), DUMMY).status(), mine, "sign-verify");
    assertEquals(demanded.equals("true") ? 1 : 0, mine);
  }

  @Test
  void messagesAreTheSame() {
    String[][] lines = {
      {"sign", "-s", "dummy", "--verify", commit, "one"},
      {"sign", "-s", "dummy", commit},
      {"sign"},
      {"sign", "-s", "dummy", "nothing", "one"}
    };
    for (String[] line : lines) {
      var words = new ArrayList<>(List.of(line));
      var reference = theirs(line);
      words.add(1, "--repo=r");
      var ours = cli.run(words.toArray(String[]::new));
      assertEquals(reference.status(), ours.status());
      assertEquals(lastLine(reference.err()), lastLine(ours.err()));
    }
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf("error: ")).strip();
  }
}
