// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `static-delta generate` tells on standard error while it works, as in the C program. What
/// its compression makes, and which way it found for which file, are not ours.
class DeltaStatisticsInteropIT {
  private static final int MEGABYTE = 1_000_000;

  @TempDir Path directory;
  private final Random random = new Random(42);

  @BeforeEach
  void makeTwoCommits() throws IOException {
    ReferenceProgram.requireOstree();
    Path tree = Files.createDirectory(directory.resolve("t"));
    new Cli(directory).run("--repo=r", "init", "--mode=archive").ok();
    byte[] shifted = bytes(MEGABYTE);
    Files.write(tree.resolve("shifted"), shifted);
    Files.writeString(tree.resolve("lines"), "line\n".repeat(20_000));
    commit();
    byte[] moved = new byte[MEGABYTE + 10];
    System.arraycopy(shifted, 0, moved, 10, MEGABYTE);
    Files.write(tree.resolve("shifted"), moved);
    Files.writeString(tree.resolve("lines"), "line\n".repeat(20_000) + "end");
    // Larger than what is a fallback, and soon compressed.
    Files.write(tree.resolve("huge"), new byte[5 * MEGABYTE]);
    Files.write(tree.resolve("vast"), new byte[6 * MEGABYTE]);
    Files.createSymbolicLink(tree.resolve("link"), Path.of("a/target/of/some/length"));
    Files.createDirectory(tree.resolve("d"));
    commit();
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private void commit() {
    new Cli(directory).run("--repo=r", "commit", "-b", "main", "--owner-uid=0", "t").ok();
  }

  private record Told(String out, List<String> err) {
    Told(String out, String err) {
      this(out, err.lines().toList());
    }

    /// Those lines, with the numbers that an algorithm makes masked. Those of fallbacks are in the
    /// order of a hash table.
    List<String> err(String masked) {
      return err.stream()
          .filter(line -> !line.startsWith("processing bsdiff: ") && !line.contains(" -> "))
          .map(line -> line.replaceAll("(" + masked + ")\\d+", "$1N"))
          .sorted()
          .toList();
    }
  }

  private Told real(List<String> options) {
    var command = new ArrayList<>(List.of("ostree", "--repo=" + directory.resolve("r")));
    command.addAll(List.of("static-delta", "generate", "main"));
    command.addAll(options);
    ReferenceProgram.Outcome outcome = ReferenceProgram.run(command, Map.of());
    assertEquals(0, outcome.status(), outcome.err());
    return new Told(outcome.out(), outcome.err());
  }

  private Told ours(List<String> options) {
    var words = new ArrayList<>(List.of("--repo=r", "static-delta", "generate", "main"));
    words.addAll(options);
    Cli.Outcome outcome = new Cli(directory).run(words.toArray(String[]::new));
    return new Told(outcome.ok(), outcome.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--empty", "--empty --inline", "--empty --min-fallback-size=0", "--from=main"})
  void whereNothingIsComparedTheLinesAreTheSame(String words) {
    List<String> options = List.of(words.split(" "));
    Told mine = ours(options);
    Told theirs = real(options);
    assertEquals(theirs.out(), mine.out());
    assertEquals(theirs.err(" compressed[:=]"), mine.err(" compressed[:=]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--from=main^", "--disable-bsdiff", "--inline", "--max-bsdiff-size=0"})
  void anUpdateIsToldInTheSameLines(String option) {
    List<String> options = List.of(option);
    Told mine = ours(options);
    Told theirs = real(options);
    assertEquals(theirs.out(), mine.out());
    String masked = " compressed[:=]|loose=|rollsum for |rollsum=| objects, |bsdiff=";
    assertEquals(theirs.err(masked), mine.err(masked));
  }

  @Test
  void theProgressOfComparingIsCounted() {
    List<String> lines =
        ours(List.of()).err().stream().filter(line -> line.startsWith("processing")).toList();
    assertEquals(List.of("processing bsdiff: [0/2]", "processing bsdiff: [1/2]"), lines);
    List<String> without = ours(List.of("--disable-bsdiff")).err();
    assertTrue(
        without.stream().noneMatch(line -> line.startsWith("processing")), without::toString);
  }
}
