// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody sets an extended attribute without a value on the objects of a repository: both
/// programs take that for nothing.
@Tag("slow")
class EmptyXattrInteropIT {
  @TempDir Path directory;
  private Path tree;

  @BeforeEach
  void makeTree() throws IOException {
    ReferenceProgram.requireOstree();
    ReferenceProgram.require("setfattr");
    tree = Files.createDirectory(directory.resolve("tree"));
    Files.writeString(tree.resolve("none"), "a");
    set(Files.writeString(tree.resolve("some"), "b"), "user.kept", "value");
  }

  private static void set(Path file, String name, String value) {
    ReferenceProgram.succeed(List.of("setfattr", "-h", "-n", name, "-v", value, file.toString()));
  }

  private void makeRepository(String mode) throws IOException {
    run("init", "--mode=" + mode);
    run("commit", "-b", "main", tree.toString());
    try (var found = Files.walk(directory.resolve("r/objects"))) {
      for (Path file : found.filter(path -> path.toString().endsWith(".file")).toList()) {
        set(file, "user.empty", "");
      }
    }
  }

  private void run(String... words) {
    assertEquals(0, real(words).status());
  }

  private ReferenceProgram.Outcome real(String... words) {
    var command = new ArrayList<>(List.of("ostree", "--repo=" + directory.resolve("r")));
    command.addAll(List.of(words));
    return ReferenceProgram.run(command, Map.of());
  }

  private Cli.Outcome ours(String... words) {
    var command = new ArrayList<>(List.of("--repo=r"));
    command.addAll(List.of(words));
    return new Cli(directory).run(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bare", "bare-user", "bare-user-only"})
  void theObjectIsWhatItWas(String mode) throws IOException {
    makeRepository(mode);
    assertEquals(0, real("fsck", "-q").status());
    ours("fsck", "-q").ok();
    String listed = ours("ls", "-R", "-X", "-C", "main").ok();
    assertEquals(real("ls", "-R", "-X", "-C", "main").out(), listed);
    assertFalse(listed.contains("user.empty"), listed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "bare", "bare-user"})
  void itIsPulledAsThat(String mode) throws IOException {
    makeRepository("bare");
    new Cli(directory).run("--repo=to", "init", "--mode=" + mode).ok();
    new Cli(directory).run("--repo=to", "pull-local", "--untrusted", "r", "main").ok();
    ReferenceProgram.ostree("--repo=" + directory.resolve("to"), "fsck", "-q");
  }

  /// A hardlink is the object; a copy has what the header says.
  @ParameterizedTest
  @ValueSource(strings = {"", "-C"})
  void itIsCheckedOutTheSame(String option) throws IOException {
    makeRepository("bare");
    List<String> words = new ArrayList<>(List.of("checkout", "main"));
    if (!option.isEmpty()) {
      words.add(option);
    }
    List<List<String>> names = new ArrayList<>();
    for (boolean mine : List.of(true, false)) {
      Path to = directory.resolve(mine ? "mine" : "theirs");
      words.add(to.toString());
      String[] all = words.toArray(String[]::new);
      assertEquals(0, mine ? ours(all).status() : real(all).status());
      words.removeLast();
      names.add(attributes(to.resolve("some")));
    }
    assertEquals(names.getLast(), names.getFirst());
    assertTrue(names.getFirst().contains("kept"), names::toString);
  }

  private static List<String> attributes(Path file) throws IOException {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).list().stream()
        .sorted()
        .toList();
  }

  /// A file that is given away may keep it.
  @ParameterizedTest
  @ValueSource(strings = {"bare", "bare-user"})
  void aTreeIsConsumedWithIt(String mode) throws IOException {
    run("init", "--mode=" + mode);
    set(tree.resolve("none"), "user.empty", "");
    ours("commit", "-b", "main", "--consume", tree.toString()).ok();
    assertEquals(0, real("fsck", "-q").status());
    assertEquals("a", ours("cat", "main", "none").ok());
  }
}
