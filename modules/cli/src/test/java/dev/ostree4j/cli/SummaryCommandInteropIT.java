// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

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
}
