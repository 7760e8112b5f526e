// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both programs show a summary in the same words.
class SummaryCommandInteropIT {
  private static final List<String> ODD =
      List.of(
          "zeta='z'",
          "ostree.summary.expires=@t 12",
          "big=@t 5",
          "dict={'a': <1>, 'b': <b'x'>}",
          "text='\\\\u00e9 \\\\u0001'");

  @TempDir Path directory;
  private String repo;

  @BeforeEach
  void commit() throws IOException {
    ReferenceProgram.requireOstree();
    repo = "--repo=" + directory.resolve("repo");
    Path tree = Files.createDirectory(directory.resolve("tree"));
    ReferenceProgram.ostree("init", "--mode=archive", "--collection-id=org.example.Own", repo);
    ReferenceProgram.ostree(
        "commit", "-b", "main", "--add-metadata-string=version=1.0", repo, tree.toString());
    ReferenceProgram.ostree("refs", "-c", "--create=org.example.Other:a/b", "main", repo);
    ReferenceProgram.ostree("static-delta", "generate", "--empty", "main", repo);
  }

  private void compare(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add(repo);
    var theirs = new ArrayList<>(List.of("ostree"));
    theirs.addAll(all);
    String expected = ReferenceProgram.run(theirs, Map.of()).out();
    String shown = new Cli(directory).run(all.toArray(String[]::new)).ok();
    // Later versions of their program say this, too; older ones do not.
    assertEquals(expected, shown.replaceFirst("Summary is unsigned\n$", ""));
  }

  @Test
  void theirs() {
    var words = new ArrayList<>(List.of("summary", "-u", repo));
    ODD.forEach(one -> words.add("--add-metadata=" + one));
    ReferenceProgram.ostree(words.toArray(String[]::new));
    compare("summary", "-v");
    compare("summary", "--raw");
  }

  @Test
  void ours() {
    var words = new ArrayList<>(List.of("summary", "-u", repo));
    ODD.forEach(one -> words.add("--add-metadata=" + one));
    new Cli(directory).run(words.toArray(String[]::new)).ok();
    compare("summary", "-v");
    compare("summary", "--raw");
  }

  /// What is there is shown, as in the C program; that it is damaged is told besides.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        "<html>404</html>",
        "ÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿ",
        "no summary but a text that is longer than most of the others in here"
      })
  void bytesThatAreNoSummary(String bytes) throws IOException {
    assertShownWithWarning(bytes.getBytes(StandardCharsets.ISO_8859_1), "Not normal form");
  }

  /// One that was cut off, at every place, and one with a changed byte.
  @Test
  void damagedOnes() throws IOException {
    ReferenceProgram.ostree("summary", "-u", repo);
    byte[] good = Files.readAllBytes(directory.resolve("repo/summary"));
    for (int size = 1; size < good.length; size += 37) {
      assertShownWithWarning(Arrays.copyOf(good, size), "Not normal form");
    }
    for (int at = 0; at < good.length; at += 41) {
      byte[] changed = good.clone();
      changed[at] ^= 0x40;
      place(changed);
      compare("summary", "--raw");
      compare("summary", "-v");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "([('main', (uint64 1, [byte 1, 2], @a{sv} {}))], @a{sv} {}) | ref main: Invalid checksum",
        "([('-x', (uint64 1, HASH, @a{sv} {}))], @a{sv} {})          | Invalid ref name -x",
        "([('z', (uint64 1, HASH, @a{sv} {})), ('a', (uint64 2, HASH, {'k': <true>}))], @a{sv} {})"
            + "| ref a is out of order",
        "(@a(s(taya{sv})) [], {'ostree.summary.collection-map':"
            + " <{'no id': [('x y', (uint64 1, [byte 1], @a{sv} {}))]}>})"
            + "| Invalid collection ID no id"
      })
  void whatIsNoRefIsShown(String text, String reason) throws IOException {
    String hash = "[byte " + "7, ".repeat(31) + "7]";
    place(Variant.parse(Summary.TYPE, text.replace("HASH", hash)).bytes());
    assertShownWithWarning(Files.readAllBytes(directory.resolve("repo/summary")), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "bare", "bare-split-xattrs", "bare-user-only", "nonsense", ""})
  void aModeThatIsNoneIsTold(String mode) throws IOException {
    String text = "(@a(s(taya{sv})) [], {'ostree.summary.mode': <'" + mode + "'>})";
    place(Variant.parse(Summary.TYPE, text).bytes());
    compare("summary", "-v");
  }

  private void place(byte[] summary) throws IOException {
    Files.write(directory.resolve("repo/summary"), summary);
  }

  private void assertShownWithWarning(byte[] summary, String reason) throws IOException {
    place(summary);
    compare("summary", "-v");
    compare("summary", "--raw");
    Cli.Outcome outcome = new Cli(directory).run("summary", "--list-metadata-keys", repo);
    assertEquals(0, outcome.status());
    String told = outcome.err();
    assertTrue(told.startsWith("warning: Invalid summary: " + reason), told);
  }

  /// What comes from elsewhere is judged before it is shown.
  @Test
  void aDamagedOneOfARemoteIsRefused() throws IOException {
    String url = "file://" + directory.resolve("repo");
    ReferenceProgram.ostree("remote", "add", "--no-sign-verify", "--no-gpg-verify", repo, "o", url);
    place("<html>404</html>".getBytes(StandardCharsets.US_ASCII));
    for (String command : List.of("summary", "refs")) {
      String error = new Cli(directory).run("remote", command, repo, "o").error();
      assertEquals("Invalid summary: Not normal form", error);
    }
  }
}
