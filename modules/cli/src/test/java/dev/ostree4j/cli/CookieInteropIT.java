// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cookie commands by us and by the C program, on repositories of the same state.
final class CookieInteropIT {
  @TempDir Path directory;
  private Path ours;
  private Path theirs;

  @BeforeEach
  void makeRepositories() {
    ReferenceProgram.requireOstree();
    ours = directory.resolve("ours");
    theirs = directory.resolve("theirs");
    for (Path repo : List.of(ours, theirs)) {
      ReferenceProgram.ostree("--repo=" + repo, "init", "--mode=archive");
      ReferenceProgram.ostree("--repo=" + repo, "remote", "add", "o", "http://localhost/");
    }
  }

  private static Cli.Outcome byUs(Path repo, String... words) {
    return new Cli(repo).run(command(words));
  }

  /// The C program looks for the jar in the current directory when it lists.
  private static ReferenceProgram.Outcome byC(Path repo, String... words) {
    var command =
        new ArrayList<>(
            List.of("/bin/sh", "-c", "cd \"$0\" && exec ostree \"$@\"", repo.toString()));
    command.addAll(List.of(command(words)));
    return ReferenceProgram.run(command, Map.of());
  }

  private static String[] command(String... words) {
    var all = new ArrayList<>(List.of("--repo=.", "remote"));
    all.addAll(List.of(words));
    return all.toArray(String[]::new);
  }

  private void same(String... words) throws IOException {
    ReferenceProgram.Outcome real = byC(theirs, words);
    Cli.Outcome mine = byUs(ours, words);
    assertEquals(real.status(), mine.status(), mine.err());
    assertEquals(timeless(real.out()), timeless(mine.out()));
    assertEquals(message(real.err()), message(mine.err()));
    assertEquals(timeless(jar(theirs)), timeless(jar(ours)));
  }

  private static String message(String err) {
    int start = err.lastIndexOf("error: ");
    return start < 0 ? "" : err.substring(start);
  }

  /// The two may run in two different seconds.
  private static String timeless(String text) {
    return text.replaceAll("\t[0-9]{10}\t", "\tSECONDS\t")
        .replaceAll("Expires: 20[-0-9]{8} [:0-9]{8}", "Expires: TIME");
  }

  private static String jar(Path repo) throws IOException {
    Path file = repo.resolve("o.cookies.txt");
    return Files.exists(file) ? Files.readString(file, UTF_8) : "none";
  }

  @Test
  void theSameLinesAreWrittenShownAndRemoved() throws IOException {
    same("list-cookies", "o");
    same("add-cookie", "o", "example.com", "/p", "n", "v");
    same("add-cookie", "o", ".example.com", "/", "n2", "w");
    same("add-cookie", "o", "127.0.0.1", "/", "n3", "v=3");
    same("list-cookies", "o");
    same("delete-cookie", "o", "example.com", "/p", "n");
    same("list-cookies", "o");
    same("delete-cookie", "o", "example.com", "/p", "n");
    same("delete-cookie", "o", "127.0.0.1", "/", "n3", "v=3");
    same("add-cookie", "o", "example.com", "/p", "n");
    same("delete-cookie", "o", "example.com");
    same("list-cookies");
  }

  @Test
  void aCookieLives25Years() throws IOException {
    byUs(ours, "add-cookie", "o", "example.com", "/p", "n", "v").ok();
    byC(theirs, "add-cookie", "o", "example.com", "/p", "n", "v");
    long mine = Long.parseLong(jar(ours).split("\t", -1)[4]);
    long real = Long.parseLong(jar(theirs).split("\t", -1)[4]);
    assertEquals(real, mine, 60);
  }

  @Test
  void eachReadsTheFileOfTheOther() throws IOException {
    byC(theirs, "add-cookie", "o", "example.com", "/p", "n", "v");
    assertEquals(byC(theirs, "list-cookies", "o").out(), byUs(theirs, "list-cookies", "o").ok());
    byUs(theirs, "add-cookie", "o", "example.com", "/q", "n", "v").ok();
    assertEquals(byC(theirs, "list-cookies", "o").out(), byUs(theirs, "list-cookies", "o").ok());
  }

  @Test
  void nobodyElseReadsTheFile() throws IOException {
    byUs(ours, "add-cookie", "o", "example.com", "/p", "n", "v").ok();
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(ours.resolve("o.cookies.txt")));
  }

  @Test
  void whatIsNoCookieIsRefused() throws IOException {
    for (String bad : List.of("a\tb", "a\nb", "a;b")) {
      assertEquals(1, byUs(ours, "add-cookie", "o", "x.com", "/", "n", bad).status(), bad);
    }
    assertEquals(1, byUs(ours, "add-cookie", "o", "x.com\n", "/", "n", "v").status());
    assertEquals(1, byUs(ours, "add-cookie", "../o", "x.com", "/", "n", "v").status());
    assertEquals("none", jar(ours));
  }
}
