// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same command lines by us and by the C program, each in a directory of its own: status,
/// output and message have to be the same.
@Tag("slow")
class CommandInteropIT {
  private static final String PROGRAM = "/usr/bin/ostree";

  @TempDir Path directory;
  private Path ours;
  private Path theirs;

  @BeforeEach
  void arrange() throws IOException {
    if (!Files.isExecutable(Path.of(PROGRAM))) {
      String reason = PROGRAM + " is not installed: nothing to compare with";
      if ("required".equals(System.getProperty("interop"))) {
        fail(reason);
      }
      System.err.println("SKIPPED " + getClass().getSimpleName() + ": " + reason);
      Assumptions.abort(reason);
    }
    ours = makeSource("ours");
    theirs = makeSource("theirs");
    same("--repo=r", "init", "--mode=bare-user");
  }

  private Path makeSource(String name) throws IOException {
    Path root = Files.createDirectory(directory.resolve(name));
    Path tree = Files.createDirectories(root.resolve("a/d"));
    Files.writeString(tree.resolve("g"), "x\n");
    Files.writeString(root.resolve("a/f"), "hi\n");
    Files.createFile(root.resolve("a/empty"));
    Files.createSymbolicLink(root.resolve("a/l"), Path.of("f"));
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwx------"));
    Path other = Files.createDirectories(root.resolve("b/e"));
    Files.writeString(other.resolve("new"), "new\n");
    return root;
  }

  /// Runs both; the text of an error is compared from `error:` on, since the help is our own.
  private String same(String... words) throws IOException {
    Cli.Outcome mine = new Cli(ours).run(words);
    Cli.Outcome real = runReal(words);
    String line = String.join(" ", words);
    assertEquals(real.status(), mine.status(), line + "\n" + real.err() + mine.err());
    assertEquals(neutral(real.out()), neutral(mine.out()), line);
    assertEquals(message(real.err()), message(mine.err()), line);
    return mine.out();
  }

  private String neutral(String text) {
    return text.replace(ours.toString(), "DIR").replace(theirs.toString(), "DIR");
  }

  private String message(String errors) {
    int start = errors.lastIndexOf("error: ");
    return start < 0 ? errors : neutral(errors.substring(start));
  }

  private Cli.Outcome runReal(String... words) throws IOException {
    var command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(words));
    Path out = directory.resolve("real.out");
    Path err = directory.resolve("real.err");
    var builder = new ProcessBuilder(command).directory(theirs.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    try {
      int status = builder.start().waitFor();
      return new Cli.Outcome(
          status,
          new String(Files.readAllBytes(out), StandardCharsets.UTF_8),
          new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void commitTwice() throws IOException {
    same("--repo=r", "commit", "-b", "main", "-s", "one", "--timestamp=@1700000000", "a");
    same(
        "--repo=r",
        "commit",
        "-b",
        "main",
        "-s",
        "two",
        "-m",
        "body\nline 2",
        "--timestamp=2023-11-14 22:13:21 +0000",
        "--add-metadata-string=version=1.0",
        "--tree=dir=a",
        "--tree=dir=b");
  }

  @Test
  void historyLooksTheSame() throws IOException {
    commitTwice();
    same("--repo=r", "log", "main");
    same("--repo=r", "log", "--raw", "main");
    same("--repo=r", "show", "main^");
    same("--repo=r", "show", "-B", "main");
    same("--repo=r", "show", "--print-metadata-key=version", "main");
    same("--repo=r", "show", "--print-metadata-key=nope", "main");
    same("--repo=r", "rev-parse", "main", "main^", "main^^");
    same("--repo=r", "log", "nope");
    same("--repo=r", "log");
  }

  @Test
  void treesLookTheSame() throws IOException {
    commitTwice();
    String listing = same("--repo=r", "ls", "-RCX", "main");
    for (String word : listing.split("\\s+")) {
      if (word.length() == 64) {
        same("--repo=r", "show", word);
        same("--repo=r", "show", "--raw", word);
      }
    }
    same("--repo=r", "ls", "main", "/d", "f");
    same("--repo=r", "ls", "--nul-filenames-only", "-R", "main");
    same("--repo=r", "ls", "main", "/nope");
    same("--repo=r", "cat", "main", "/l", "f");
    same("--repo=r", "cat", "main", "/d");
    same("--repo=r", "cat", "main", "/f/x");
    same("--repo=r", "diff", "main");
    same("--repo=r", "diff", "--stats", "main");
    same("--repo=r", "diff", "main^", "./a");
    same("checksum", "a");
    same("checksum", "a/f");
    same("checksum", "a/l");
  }

  @Test
  void refsAreTheSame() throws IOException {
    commitTwice();
    same("--repo=r", "refs", "--create=x/y", "main^");
    same("--repo=r", "refs", "--create=x/y", "main");
    same("--repo=r", "refs", "x");
    same("--repo=r", "refs", "--list", "x");
    same("--repo=r", "refs", "-A", "--create=al", "main");
    same("--repo=r", "refs", "-A");
    same("--repo=r", "refs", "--delete", "main");
    same("--repo=r", "refs", "--delete");
    same("--repo=r", "refs", "--delete", "al");
    same("--repo=r", "reset", "main", "main^");
    same("--repo=r", "reset", "nope", "main");
    same("--repo=r", "rev-parse", "main");
    same("--repo=r", "prune", "--refs-only", "--depth=0", "--no-prune");
    same("--repo=r", "prune", "--refs-only", "--depth=0");
    same("--repo=r", "fsck");
    same("--repo=r", "fsck", "-q");
  }

  @Test
  void configurationIsTheSame() throws IOException {
    same("--repo=r", "config", "set", "core.x", "a  b");
    same("--repo=r", "config", "get", "core.x");
    same("--repo=r", "config", "unset", "core.x");
    same("--repo=r", "config", "get", "core.x");
    same("--repo=r", "config", "get", "nope");
    same("--repo=r", "remote", "add", "--no-gpg-verify", "--set=k=v", "o1", "http://x/y", "b1");
    same(
        "--repo=r",
        "remote",
        "add",
        "--no-sign-verify",
        "--set=k=v",
        "--contenturl=http://c",
        "--custom-backend=x",
        "--collection-id=a.b.C",
        "o2",
        "metalink=http://m",
        "b1",
        "b2");
    same("--repo=r", "config", "get", "--group=remote \"o2\"", "branches");
    same("--repo=r", "remote", "add", "o1", "http://x");
    same("--repo=r", "remote", "list");
    same("--repo=r", "remote", "list", "-u");
    same("--repo=r", "remote", "show-url", "nope");
    assertEquals(
        Files.readString(theirs.resolve("r/config")), Files.readString(ours.resolve("r/config")));
    same("--repo=r", "remote", "delete", "o2");
    same("--repo=r", "remote", "delete", "o2");
  }

  @Test
  void mistakesAreAnsweredTheSame() throws IOException {
    commitTwice();
    same("--repo=r", "commit", "a");
    same("--repo=r", "commit", "-b", "x", "--tree=foo");
    same("--repo=r", "commit", "-b", "x", "--tree=foo=a");
    same("--repo=r", "commit", "-b", "x", "--add-metadata=k=zz", "a");
    same("--repo=r", "commit", "-b", "x", "--timestamp=foo", "a");
    same("--repo=r", "commit", "-b", "x", "--owner-uid=z", "a");
    same("--repo=r", "commit", "-b");
    same("--repo=r", "checkout", "--union", "--union-add", "main", "out");
    same("--repo=r", "checkout", "--union-identical", "main", "out");
    same("--repo=r", "checkout", "-H", "main", "out1");
    same("--repo=r", "checkout", "-U", "main", "a");
    same("--repo=r", "prune", "--retain-branch-depth=x");
    same("--repo=r", "log", "--badopt");
    same("--repo=r", "nonesuch");
    same("--repo=nope", "refs");
  }
}
