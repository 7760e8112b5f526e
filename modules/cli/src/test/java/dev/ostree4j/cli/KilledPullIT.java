// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a pull of 20,000 objects at random points, and goes on with it, until it comes through;
/// then again from the beginning, until it was killed often enough. What was stored when it was
/// killed is never asked for again, and in the end both programs find everything whole.
///
/// `OSTREE4J_KILLS` sets the number of kills, `OSTREE4J_SEED` repeats a run.
@Tag("slow")
final class KilledPullIT {
  private static final int OBJECTS = 20_000;
  private static final int BRANCHING = 100;
  private static final long KILLS = number("OSTREE4J_KILLS", 20);
  // Killed so often on the average before it comes through.
  private static final int KILLS_A_PULL = 6;
  private static final Pattern OBJECT =
      Pattern.compile("([0-9a-f]{2}/[0-9a-f]{62})\\.(filez?|dirtree|dirmeta|commit)$");

  private final ChildJvm program = new ChildJvm("256m");
  private final long seed = number("OSTREE4J_SEED", System.nanoTime());
  private final Random random = new Random(seed);
  @TempDir Path directory;
  private HostileServer server;
  private String tip;
  private int targets;

  private static long number(String variable, long otherwise) {
    String text = System.getenv(variable);
    return text == null ? otherwise : Long.parseLong(text);
  }

  @BeforeEach
  void serveManyFiles() throws IOException {
    Path tree = directory.resolve("tree");
    for (int i = 0; i < OBJECTS; i++) {
      Path file = tree.resolve("d" + i % BRANCHING).resolve("f" + i);
      if (i < BRANCHING) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, "file " + i);
    }
    Path repo = directory.resolve("source");
    var cli = new Cli(directory);
    cli.run("--repo=" + repo, "init", "--mode=archive").ok();
    tip = cli.run("--repo=" + repo, "commit", "-b", "main", "--tree=dir=" + tree).ok().strip();
    server = HostileServer.start().replay(repo);
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  @Test
  void nothingFinishedIsFetchedAgain() throws Exception {
    ReferenceProgram.requireOstree();
    System.err.println("KilledPullIT: seed " + seed);
    Path whole = newTarget();
    long start = System.nanoTime();
    program.succeed(pull(whole));
    long typicalMillis = (System.nanoTime() - start) / 1_000_000;
    assertWhole(whole);

    Set<String> finished = new HashSet<>();
    Path target = newTarget();
    for (int kills = 0; kills < KILLS; ) {
      long killAfter = random.nextLong(1 + 2 * typicalMillis / KILLS_A_PULL);
      server.clearRequests();
      boolean killed = runAndKill(target, killAfter);
      assertNoneAgain(finished);
      if (killed) {
        kills++;
        assertOldOrNew(target);
        finished.addAll(stored(target));
      } else {
        assertWhole(target);
        target = newTarget();
        finished.clear();
      }
    }
    server.clearRequests();
    program.succeed(pull(target));
    assertNoneAgain(finished);
    assertWhole(target);
  }

  private Path newTarget() {
    Path target = directory.resolve("target" + targets++);
    var cli = new Cli(directory);
    cli.run("--repo=" + target, "init", "--mode=archive").ok();
    cli.run(
            "--repo=" + target,
            "remote",
            "add",
            "--no-gpg-verify",
            "origin",
            server.address().toString())
        .ok();
    return target;
  }

  private static String[] pull(Path target) {
    return new String[] {"--repo=" + target, "pull", "origin", "main"};
  }

  /// Whether it was killed before its end.
  private boolean runAndKill(Path target, long afterMillis) throws Exception {
    Process process = program.start(pull(target));
    if (process.waitFor(afterMillis, TimeUnit.MILLISECONDS)) {
      assertEquals(0, process.exitValue(), () -> "seed " + seed);
      return false;
    }
    process.destroyForcibly();
    return process.waitFor() != 0;
  }

  /// The objects that are stored under their names, staged or published.
  private static Set<String> stored(Path target) throws IOException {
    var names = new HashSet<String>();
    try (Stream<Path> walk = Files.walk(target)) {
      for (Path path : walk.toList()) {
        Matcher object = OBJECT.matcher(path.toString());
        if (object.find()) {
          names.add(object.group(1));
        }
      }
    }
    return names;
  }

  private void assertNoneAgain(Set<String> finished) {
    for (SeenRequest request : server.requests()) {
      Matcher object = OBJECT.matcher(request.path());
      assertFalse(
          object.find() && finished.contains(object.group(1)),
          () -> "seed " + seed + ": fetched again: " + request.path());
    }
  }

  private static Path ref(Path target) {
    return target.resolve("refs/remotes/origin/main");
  }

  /// A ref that is there has all that it names, and what is stored is undamaged.
  private void assertOldOrNew(Path target) throws IOException {
    if (Files.exists(ref(target))) {
      assertWhole(target);
    } else {
      new Cli(directory).run("--repo=" + target, "fsck", "-q").ok();
    }
  }

  private void assertWhole(Path target) throws IOException {
    assertEquals(tip, Files.readString(ref(target)).strip());
    assertTrue(stored(target).size() >= OBJECTS);
    new Cli(directory).run("--repo=" + target, "fsck", "-q").ok();
    for (String line : List.of("fsck", "refs")) {
      ReferenceProgram.ostree("--repo=" + target, line);
    }
  }
}
