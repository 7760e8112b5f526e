// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Neither the language nor the character set of whoever runs the program changes a byte of what
/// it stores and prints.
class LocaleIT {
  /// A Turkish i, Arabic digits, and a character set without letters beyond ASCII.
  private static final List<String> FAR_AWAY =
      List.of(
          "-Duser.language=tr",
          "-Duser.country=TR",
          "-Duser.extensions=u-nu-arab",
          "-Dfile.encoding=COMPAT",
          "-Dstdout.encoding=US-ASCII",
          "-Dstderr.encoding=US-ASCII");

  @TempDir Path directory;
  private String tar;

  @BeforeEach
  void prepare() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree"));
    Files.writeString(tree.resolve("TITLE-ıİ-Straße-日本"), "i");
    var cli = new Cli(directory);
    cli.run("init", "--repo=" + directory.resolve("first"), "--mode=archive").ok();
    cli.run("commit", "--repo=first", "-b", "x", "--timestamp=@7", "tree").ok();
    tar = directory.resolve("tree.tar").toString();
    cli.run("export", "--repo=first", "x", "-o", tar).ok();
  }

  private interface Program {
    String run(String... words);
  }

  private String everything(String repo, Program program) {
    String at = "--repo=" + directory.resolve(repo);
    program.run("init", at, "--mode=archive");
    var all = new StringBuilder();
    for (String source : List.of("dir=" + directory.resolve("tree"), "tar=" + tar)) {
      all.append(
          program.run(
              "commit", at, "-b", "INFO", "-s", "Straße", "--timestamp=@7", "--tree=" + source));
    }
    all.append(program.run("ls", at, "-R", "INFO"));
    all.append(program.run("log", at, "INFO"));
    program.run("summary", at, "-u", "--add-metadata=TITLE='ıİ'");
    return all + program.run("summary", at, "-v").replaceAll("(?m)^.*last-mod.*$", "");
  }

  @Test
  void theLanguageChangesNothing() {
    var here = new Cli(directory);
    var farAway = new ChildJvm("128m").with(FAR_AWAY);
    String plain = everything("here", words -> here.run(words).ok());
    assertTrue(plain.contains("TITLE-ıİ-Straße-日本"), plain);
    assertEquals(plain, everything("far-away", farAway::succeed));
  }
}
