// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.pull.PullOptions.Placement;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mirror of everything from a repository on this machine holds the same files as one made by
/// the real program, the summary and its signatures among them.
@Tag("slow")
class LocalMirrorInteropIT {
  private static final PullOptions MIRROR = PullOptions.defaults().withPlacement(Placement.MIRROR);

  private static final String SOURCE =
      """
      mkdir t; cd t
      ostree --repo="$1" init --mode=archive
      echo one > own; ostree --repo="$1" commit -b main -s one . >/dev/null
      echo two > own; ostree --repo="$1" commit -b other -s two . >/dev/null
      """;

  @TempDir Path directory;
  private Path source;
  private Path theirs;
  private Path ours;

  @BeforeEach
  void prepare() {
    ReferenceProgram.requireOstree();
    source = directory.resolve("source");
    shell("cd '" + directory + "'\n" + SOURCE);
    theirs = repository("theirs");
    ours = repository("ours");
  }

  private void shell(String script) {
    ReferenceProgram.succeed(List.of("sh", "-euc", script, "sh", source.toString()));
  }

  private void summarise() {
    ReferenceProgram.ostree("--repo=" + source, "summary", "-u");
  }

  private Path repository(String name) {
    Path path = directory.resolve(name);
    ReferenceProgram.ostree("--repo=" + path, "init", "--mode=archive");
    String address = source.toUri().toString().replaceAll("/$", "");
    ReferenceProgram.ostree(
        "--repo=" + path, "remote", "add", "--no-gpg-verify", "origin", address);
    return path;
  }

  private ReferenceProgram.Outcome theyMirror(String... refs) {
    var command =
        new ArrayList<>(List.of("ostree", "--repo=" + theirs, "pull", "--mirror", "origin"));
    command.addAll(List.of(refs));
    return ReferenceProgram.run(command, Map.of());
  }

  private void weMirror(String... refs) throws IOException {
    try (Repo repo = Repo.open(ours)) {
      new Puller(repo, MIRROR, PullListener.SILENT)
          .pull("origin", PullRequest.parse(List.of(refs)));
    }
  }

  private void compare(String... refs) throws IOException {
    assertEquals(0, theyMirror(refs).status());
    weMirror(refs);
    assertEquals(files(theirs), files(ours));
  }

  /// Every file that is served, and its bytes.
  private static Map<String, Checksum> files(Path repo) throws IOException {
    var files = new TreeMap<String, Checksum>();
    try (Stream<Path> walk = Files.walk(repo)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        String name = repo.relativize(path).toString();
        if (!name.startsWith("tmp/") && !name.startsWith(".")) {
          files.put(name, Checksum.ofContent(Files.readAllBytes(path)));
        }
      }
    }
    return files;
  }

  @Test
  void theSummaryComesAlong() throws IOException {
    summarise();
    compare();
    assertEquals(-1, Files.mismatch(source.resolve("summary"), ours.resolve("summary")));
  }

  @Test
  void theSignaturesComeAlongAndAreReplaced() throws IOException {
    summarise();
    Files.writeString(source.resolve("summary.sig"), "first");
    compare();
    assertEquals("first", Files.readString(ours.resolve("summary.sig")));
    Files.writeString(source.resolve("summary.sig"), "second");
    compare();
    assertEquals("second", Files.readString(ours.resolve("summary.sig")));
  }

  /// The real program leaves signatures which are of another summary.
  @Test
  void signaturesThatAreGoneAreTakenAway() throws IOException {
    summarise();
    Files.writeString(source.resolve("summary.sig"), "first");
    weMirror();
    Files.delete(source.resolve("summary.sig"));
    weMirror();
    assertFalse(Files.exists(ours.resolve("summary.sig")));
  }

  @Test
  void aMirrorOfOneRefHasNone() throws IOException {
    summarise();
    compare("main");
    assertFalse(Files.exists(ours.resolve("summary")));
  }

  @Test
  void whatIsEverythingMustBeKnown() {
    ReferenceProgram.Outcome refused = theyMirror();
    var refusal = assertThrows(PullException.NothingChosen.class, this::weMirror);
    assertEquals("error: " + refusal.getMessage(), refused.err().strip());
    assertTrue(Files.notExists(ours.resolve("refs/heads/main")));
  }
}
