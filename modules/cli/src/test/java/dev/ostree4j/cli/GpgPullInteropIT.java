// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a pull shows of the GPG signatures of commits, on a terminal and elsewhere: the same as the
/// C program.
@Tag("slow")
class GpgPullInteropIT {
  private static final String BLOCK = "\n\nGPG: Verification enabled, found 1 signature:\n\n  Sig";
  private static final String GOOD = "\n  Good signature from \"Good Key <good@example.com>\"";
  private static final String MISSING = "\n  Can't check signature: public key not found";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path directory;
  private static GpgHome home;

  @BeforeAll
  static void sign() throws IOException {
    ReferenceProgram.requireOstree();
    ReferenceProgram.require("gpg");
    ReferenceProgram.require("script");
    home =
        GpgHome.create(directory.resolve("home"))
            .key("Good Key <good@example.com>", "ed25519", "sign", "never")
            .key("Other Key <other@example.com>", "ed25519", "sign", "never");
    home.export(directory.resolve("good.gpg"), "good@example.com");
    ours("--repo=r", "init", "--mode=archive");
    commit("main", "1", "good@example.com");
    commit("main", "2", "good@example.com");
    commit("other", "3", "other@example.com");
    commit("both", "4", "good@example.com");
    ours("gpg-sign", "--repo=r", "--gpg-homedir=" + home.path(), "both", "other@example.com");
    Files.writeString(directory.resolve("tree/f"), "5");
    ours("--repo=r", "commit", "-b", "unsigned", "tree");
  }

  private static void commit(String ref, String content, String user, String... more)
      throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree"));
    Files.writeString(tree.resolve("f"), content);
    var words = new ArrayList<>(List.of("commit", "--repo=r", "-b", ref, "tree"));
    words.add("--gpg-sign=" + home.fingerprint(user));
    words.add("--gpg-homedir=" + home.path());
    words.addAll(List.of(more));
    ours(words.toArray(String[]::new));
  }

  @AfterAll
  static void endAgent() {
    if (home != null) {
      home.close();
    }
  }

  private static Cli cli() {
    return new Cli(directory).with("OSTREE_GPG_HOME", directory.resolve("nowhere").toString());
  }

  private static String ours(String... words) {
    return cli().run(words).ok();
  }

  /// A new repository with a remote that demands GPG signatures, and one that does not.
  private static void makeClient(String name) {
    String url = "file://" + directory.resolve("r");
    String keys = "--gpg-import=" + directory.resolve("good.gpg");
    ours("--repo=" + name, "init", "--mode=archive");
    ours("--repo=" + name, "remote", "add", keys, "o", url);
    ours("--repo=" + name, "remote", "add", "--no-gpg-verify", "free", url);
  }

  private static String real(String words) {
    return "ostree --repo=" + directory.resolve("theirs") + " " + words;
  }

  private static String theirsOnTerminal(String words) {
    return ReferenceProgram.run(List.of("script", "-qec", real(words), "/dev/null"), environment())
        .out();
  }

  private static Map<String, String> environment() {
    return Map.of("OSTREE_GPG_HOME", directory.resolve("nowhere").toString());
  }

  private static Cli.Outcome oursOnTerminal(String words) {
    return cli().runOnTerminal(("--repo=ours " + words).split(" "));
  }

  /// What stands on the screen in the end, but for how far the pull is, what it brought and why it
  /// failed.
  private static String onScreen(String written) {
    return written
        .replace("\r\n", "\n")
        .replaceAll("\r[^\n\r]*\u001b\\[K", "")
        .replaceAll("\u001b[78]|\u001b\\[[0-9]*m", "")
        .replaceAll("(?s)\\d+ metadata, .*", "")
        .replaceAll("(?s)error: .*", "")
        .stripTrailing();
  }

  /// What both programs show.
  private static String same(String words) throws IOException {
    for (String client : List.of("ours", "theirs")) {
      ReferenceProgram.succeed(List.of("rm", "-rf", directory.resolve(client).toString()));
      makeClient(client);
    }
    Cli.Outcome outcome = oursOnTerminal(words);
    String mine = onScreen(outcome.out() + outcome.err());
    assertEquals(onScreen(theirsOnTerminal(words)), mine, words);
    return mine;
  }

  @Test
  void whoSignedACommitIsShown() throws IOException {
    String text = same("pull o main");
    assertTrue(text.startsWith(BLOCK), text);
    assertTrue(text.endsWith(GOOD), text);
  }

  @Test
  void everyCommitOfAHistoryIsShown() throws IOException {
    assertEquals(3, same("pull --depth=-1 o main").split("GPG: Verification enabled").length);
  }

  @Test
  void allSignaturesOfACommitAreShown() throws IOException {
    String text = same("pull --mirror o both");
    assertTrue(text.contains(" enabled, found 2 signatures:\n"), text);
    assertTrue(text.contains(GOOD), text);
    assertTrue(text.endsWith(MISSING), text);
  }

  @Test
  void aCommitThatIsHereIsShownAgain() throws IOException {
    String first = same("pull o main");
    assertEquals(first, onScreen(oursOnTerminal("pull o main").out()));
    assertEquals(first, onScreen(theirsOnTerminal("pull o main")));
  }

  @Test
  void whoseKeyIsMissingIsShownBeforeItIsRefused() throws IOException {
    String text = same("pull o other");
    assertTrue(text.startsWith(BLOCK), text);
    assertTrue(text.endsWith(MISSING), text);
  }

  @Test
  void nothingIsShownOfUnsignedCommits() throws IOException {
    assertFalse(same("pull o unsigned").contains("GPG: "));
  }

  @Test
  void nothingIsShownWhenNothingIsDemanded() throws IOException {
    assertFalse(same("pull free main").contains("GPG: "));
  }

  @Test
  void aLocalPullShowsNothing() throws IOException {
    String words = "pull-local --remote=o --gpg-verify " + directory.resolve("r") + " main";
    assertFalse(same(words).contains("GPG: "));
  }

  @Test
  void nothingIsShownWhereThereIsNoTerminal() throws IOException {
    same("pull o main");
    assertFalse(ours("--repo=ours", "pull", "o", "main").contains("GPG: "));
    ReferenceProgram.Outcome theirs =
        ReferenceProgram.run(List.of("sh", "-c", real("pull o main")), environment());
    assertEquals(0, theirs.status(), theirs.err());
    assertFalse(theirs.out().contains("GPG: "));
  }

  /// The history is followed from the first ref as far as their common commit before the second ref
  /// arrives, from which it must be followed further.
  @Test
  void aCommitThatTwoHistoriesReachIsShownOnce() throws IOException {
    commit("long", "5", "good@example.com");
    String base = ours("--repo=r", "rev-parse", "long").strip();
    commit("long", "6", "good@example.com");
    commit("long", "7", "good@example.com");
    commit("short", "8", "good@example.com", "--parent=" + base);
    String tip = ours("--repo=r", "rev-parse", "short").strip();
    ReferenceProgram.succeed(List.of("rm", "-rf", directory.resolve("ours").toString()));
    makeClient("ours");
    try (HostileServer server = HostileServer.start()) {
      server.replay(directory.resolve("r"));
      server.tamper(object(tip), bytes -> afterRequest(server, object(base), bytes));
      String url = "--url=" + server.address();
      Cli.Outcome outcome = oursOnTerminal("pull " + url + " --depth=2 o long short");
      assertEquals(0, outcome.status(), outcome.err());
      assertEquals(2, server.count(object(base) + "meta"));
      assertEquals(5, outcome.out().split("GPG: Verification enabled").length);
    }
  }

  private static String object(String commit) {
    return "/objects/" + commit.substring(0, 2) + "/" + commit.substring(2) + ".commit";
  }

  private static byte[] afterRequest(HostileServer server, String path, byte[] bytes) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (server.count(path) == 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return bytes;
  }

  /// The commit comes only after the line may be shown.
  @Test
  void whyItFailedBeginsOnANewLine() throws IOException {
    same("pull o other");
    String commit = object(ours("--repo=r", "rev-parse", "unsigned").strip());
    try (HostileServer server = HostileServer.start()) {
      server.replay(directory.resolve("r"));
      server.tamper(commit, bytes -> afterMillis(5, bytes));
      String url = "--url=" + server.address();
      String out = oursOnTerminal("pull " + url + " --update-frequency=1 o unsigned").out();
      assertTrue(out.contains("Receiving metadata objects: "), out);
      assertTrue(out.endsWith("\n"), out);
    }
  }

  private static byte[] afterMillis(long millis, byte[] bytes) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return bytes;
  }
}
