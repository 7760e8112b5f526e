// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.tree.Checkout;
import dev.ostree4j.tree.CheckoutOptions;
import dev.ostree4j.tree.DirectoryImporter;
import dev.ostree4j.tree.ImportOptions;
import dev.ostree4j.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java of the README: it compiles, it runs, and it is the text that the README shows.
class ReadmeTest {
  private static final String SOURCE = "modules/cli/src/test/java/dev/ostree4j/cli/ReadmeTest.java";

  private static void sample(Path path, Path rootfs, Path target) throws IOException {
    // README begins
    try (Repo repo = Repo.create(path, RepoMode.BARE_USER)) {
      try (Transaction txn = repo.begin()) {
        TreeRoot tree = new DirectoryImporter(txn, ImportOptions.defaults()).read(rootfs);
        long now = Instant.now().getEpochSecond();
        Commit draft = Commit.of(tree.tree(), tree.meta(), now).withSubject("nightly");
        txn.setRef(RefSpec.parse("os/nightly"), Optional.of(txn.writeCommit(draft)));
        txn.publish();
      }
      Checksum tip = repo.refs().resolve("os/nightly");
      var asMe = CheckoutOptions.defaults().withMode(CheckoutOptions.Mode.USER);
      new Checkout(repo, asMe).write(tip, target);
    }
    // README ends
  }

  @Test
  void theReadmeShowsTheSample() throws IOException {
    String shown = between(read("README.md"), "```java\n", "```");
    String tested = between(read(SOURCE), "// README begins\n", "// README ends");
    assertEquals(tested.stripIndent(), shown);
  }

  @Test
  void theSampleCommitsADirectoryAndChecksItOut(@TempDir Path scratch) throws IOException {
    Path rootfs = Files.createDirectory(scratch.resolve("rootfs"));
    Files.createDirectory(rootfs.resolve("etc"));
    Files.writeString(rootfs.resolve("etc/motd"), "hello\n");
    Files.createSymbolicLink(rootfs.resolve("motd"), Path.of("etc/motd"));
    Path target = scratch.resolve("target");

    sample(scratch.resolve("repo"), rootfs, target);

    assertEquals("hello\n", Files.readString(target.resolve("etc/motd")));
    assertEquals(Path.of("etc/motd"), Files.readSymbolicLink(target.resolve("motd")));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String read(String name) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    return Files.readString(root.resolve(name));
  }
}
