// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// What the tests of this module do again and again.
final class Fixture {

  static final long TIMESTAMP = 1_000_000_000L;

  private Fixture() {}

  /// Imports the directory, commits it without any metadata and publishes.
  static Checksum commit(Repo repo, Path directory, ImportOptions options) throws IOException {
    try (Transaction transaction = repo.begin()) {
      return publish(transaction, new DirectoryImporter(transaction, options).read(directory));
    }
  }

  static Checksum commit(Repo repo, Path directory) throws IOException {
    return commit(repo, directory, ImportOptions.defaults());
  }

  /// Commits a tree put together in memory.
  static Checksum publish(Transaction transaction, TreeRoot root) throws IOException {
    Checksum commit = transaction.writeCommit(Commit.of(root.tree(), root.meta(), TIMESTAMP));
    transaction.publish();
    return commit;
  }

  /// Runs a shell script in a directory.
  static void shell(Path directory, String script) {
    ReferenceProgram.succeed(List.of("sh", "-euc", "cd '" + directory + "'\numask 022\n" + script));
  }

  /// The same commit by the real program.
  static Checksum referenceCommit(Path repo, String... arguments) {
    var command =
        Stream.concat(
            Stream.of(
                "--repo=" + repo,
                "commit",
                "--orphan",
                "--no-bindings",
                "--timestamp=@" + TIMESTAMP),
            Stream.of(arguments));
    return Checksum.parse(ReferenceProgram.ostree(command.toArray(String[]::new)).strip());
  }

  /// What the real program has to complain about, without its `error: `.
  static String referenceError(String... arguments) {
    ReferenceProgram.requireOstree();
    var command =
        Stream.concat(Stream.of("ostree"), Stream.of(arguments)).collect(Collectors.toList());
    ReferenceProgram.Outcome outcome = ReferenceProgram.run(command, Map.of());
    return outcome.err().strip().replaceFirst("(?s)^.*error: ", "");
  }

  /// Owner, mode, type, size, link target, link count and xattrs of everything below a directory,
  /// and the times of directories.
  static String snapshot(Path directory, String... findFormat) {
    String format = findFormat.length > 0 ? findFormat[0] : "%P %y %m %U:%G %n %l";
    String files =
        ReferenceProgram.succeed(
            List.of(
                "sh",
                "-euc",
                "cd '"
                    + directory
                    + "' && find . -printf '"
                    + format
                    + " ' \\( -type f -printf '%s ' -exec sha256sum '{}' ';' "
                    + "-o -type d -printf '%T@\\n' -o -printf '\\n' \\)"));
    String xattrs =
        ReferenceProgram.succeed(
            List.of("sh", "-euc", "cd '" + directory + "' && getfattr -R -P -h -d -m - . 2>&1"));
    // Whether a directory's time is the epoch is a promise; otherwise it is some time now.
    files = files.replaceAll(" 0\\.0+\n", " epoch\n").replaceAll(" \\d{6,}\\.\\d+\n", " now\n");
    return files.lines().sorted().collect(Collectors.joining("\n")) + "\n" + xattrs;
  }

  static void requireRoot() {
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!root) {
      System.err.println("SKIPPED: only root can make such files");
    }
    Assumptions.assumeTrue(root);
  }

  /// A tree with all that a commit can hold.
  static Path richTree(Path parent) throws IOException {
    requireRoot();
    Path tree = Files.createDirectory(parent.resolve("source"));
    shell(
        tree,
        """
        echo hello > file
        : > empty
        printf 'no newline' > 'with space'
        echo executable > exe; chmod 755 exe
        echo setuid > suid; chmod 4755 suid
        echo setgid > sgid; chmod 2750 sgid
        echo sticky > sticky; chmod 1644 sticky
        echo secret > unreadable; chmod 000 unreadable
        echo world > world; chmod 666 world
        ln -s file link
        ln -s /nowhere/at/all dangling
        ln -s '../..' 'up'
        mkdir -p dir/sub/deep empty-dir
        echo a > dir/a; cp -a dir/a dir/b; ln dir/a dir/hard
        echo umlaut > dir/ü; echo emoji > dir/😀; echo high > dir/\uFF21
        : > dir/sub/zero; chmod 666 dir/sub/zero
        echo deep > dir/sub/deep/file
        mkdir dir/setgid; chmod 2775 dir/setgid; mkdir dir/tmp; chmod 1777 dir/tmp
        mkdir dir/private; chmod 700 dir/private; echo p > dir/private/p
        echo owned > owned; chown 12:34 owned
        mkdir dir/owned; chown 56:78 dir/owned; ln -s x dir/owned/link; chown -h 9:10 dir/owned/link
        setfattr -n user.one -v 1 file; setfattr -n user.another -v two file
        setfattr -n user.dir -v d dir/sub
        setfattr -n security.test -v bin dir/sub/zero
        setfattr -h -n trusted.link -v l link
        setfattr -n user.hidden -v h unreadable
        head -c 300000 /dev/zero | tr '\\0' x > big
        head -c 200000 /dev/urandom > dir/random
        """);
    return tree;
  }
}
