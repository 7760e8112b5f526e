// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoLock;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import dev.ostree4j.testkit.Fault;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.Step;
import dev.ostree4j.tree.DirectoryImporter;
import dev.ostree4j.tree.ImportOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is wrong with what a command is given, it ends with status 1 and a message that names
/// the thing, and leaves behind nothing but what the next run goes on with.
@Tag("slow")
class BadInputIT {
  private static final String REPO = "--repo=r";

  @TempDir Path directory;
  private Cli cli;
  private Path repository;

  @BeforeEach
  void makeTree() throws IOException {
    cli = new Cli(directory);
    repository = directory.resolve("r");
    Path below = Files.createDirectories(directory.resolve("t/d"));
    Files.writeString(directory.resolve("t/f"), "first content\n");
    Files.writeString(below.resolve("g"), "second content\n");
    below.toFile().setWritable(false, false);
  }

  private void commit(RepoMode mode) {
    cli.run(REPO, "init", "--mode=" + mode.configText()).ok();
    cli.run(REPO, "config", "set", "core.fsync", "false").ok();
    cli.run(REPO, "commit", "-b", "main", "-s", "one", "--canonical-permissions", "t").ok();
    cli.run(REPO, "commit", "-b", "main", "-s", "two", "--canonical-permissions", "t").ok();
  }

  /// A command fails and says all of this.
  private void refused(List<String> words, String... parts) {
    String message = cli.run(words.toArray(String[]::new)).error();
    for (String part : parts) {
      assertTrue(message.contains(part), words + ": " + message);
    }
  }

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }

  /// The repository is sound, and in `tmp` there is nothing but what the next run goes on with.
  private void assertUnharmed(String repo) throws IOException {
    cli.run("--repo=" + repo, "fsck", "-q").ok();
    assertTidy(repo);
  }

  private void assertTidy(String repo) throws IOException {
    try (Stream<Path> left = Files.list(directory.resolve(repo).resolve("tmp"))) {
      List<String> stray =
          left.map(path -> path.getFileName().toString())
              .filter(name -> !name.equals("cache") && !name.startsWith("staging-"))
              .toList();
      assertEquals(List.of(), stray);
    }
  }

  @Nested
  class DamagedObjects {
    enum Damage {
      TRUNCATED,
      FLIPPED,
      SWAPPED
    }

    static Stream<Arguments> damages() {
      List<Arguments> all = new ArrayList<>();
      for (RepoMode mode : List.of(RepoMode.ARCHIVE, RepoMode.BARE_USER)) {
        for (ObjectType type :
            List.of(ObjectType.FILE, ObjectType.DIRTREE, ObjectType.DIRMETA, ObjectType.COMMIT)) {
          for (Damage damage : Damage.values()) {
            all.add(Arguments.of(mode, type, damage));
          }
        }
      }
      return all.stream();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void theyAreNamedAndDoNotSpread(RepoMode mode, ObjectType type, Damage damage)
        throws IOException {
      commit(mode);
      ObjectName victim = victim(type);
      damage(victim, other(victim), damage);
      Cli.Outcome fsck = cli.run(REPO, "fsck");
      assertEquals(1, fsck.status(), fsck.err());
      assertTrue(fsck.err().contains(victim.checksum().hex()), fsck.err());
      assertTidy("r");

      cli.run("--repo=copy", "init", "--mode=bare-user").ok();
      Cli.Outcome pull = cli.run("--repo=copy", "pull-local", "--untrusted", "r", "main");
      assertEquals(1, pull.status(), pull.out());
      assertTrue(pull.err().contains(victim.checksum().hex()), pull.err());
      assertEquals("", cli.run("--repo=copy", "refs").ok());
      assertUnharmed("copy");
    }

    @Test
    void aFileThatCannotBeInflatedIsNamed() throws IOException {
      Files.writeString(directory.resolve("t/f"), "long enough to be cut, ".repeat(9));
      commit(RepoMode.ARCHIVE);
      ObjectName victim = victim(ObjectType.FILE);
      byte[] bytes = Files.readAllBytes(path(victim));
      Files.write(path(victim), Arrays.copyOf(bytes, bytes.length - 9));
      for (String line : List.of("checkout -U main out", "cat main /f", "export main")) {
        Cli.Outcome outcome = cli.run(("--repo=r " + line).split(" "));
        assertEquals(1, outcome.status(), line);
        assertTrue(outcome.err().contains(victim.checksum().hex()), line + outcome.err());
      }
      assertTidy("r");
    }

    /// An object of the last commit.
    private ObjectName victim(ObjectType type) throws IOException {
      try (Repo repo = Repo.open(repository)) {
        Checksum tip = repo.refs().resolve("main");
        Commit commit = repo.objects().readCommit(tip);
        Checksum name =
            switch (type) {
              case COMMIT -> tip;
              case DIRTREE -> commit.rootTree();
              case DIRMETA -> commit.rootMeta();
              default -> {
                DirTree root = repo.objects().readDirTree(commit.rootTree());
                yield root.findFile("f").orElseThrow().checksum();
              }
            };
        return new ObjectName(name, type);
      }
    }

    /// Another object of that type, or the commit if there is none.
    private ObjectName other(ObjectName victim) throws IOException {
      List<ObjectName> others = new ArrayList<>();
      try (Repo repo = Repo.open(repository)) {
        others.add(new ObjectName(repo.refs().resolve("main"), ObjectType.COMMIT));
        repo.objects()
            .forEach(
                name -> {
                  if (name.type() == victim.type() && !name.equals(victim)) {
                    others.add(name);
                  }
                });
      }
      return others.getLast();
    }

    private Path path(ObjectName name) throws IOException {
      try (Repo repo = Repo.open(repository)) {
        boolean archive = repo.mode() == RepoMode.ARCHIVE;
        return repository.resolve("objects").resolve(name.loosePath(archive));
      }
    }

    /// Writes into the file itself, so that its attributes stay.
    private void damage(ObjectName victim, ObjectName other, Damage damage) throws IOException {
      Path path = path(victim);
      byte[] bytes = Files.readAllBytes(path);
      switch (damage) {
        case TRUNCATED -> Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));
        case FLIPPED -> {
          // The middle of a dirtree names a child, and then it is the child that is missing.
          bytes[victim.type() == ObjectType.DIRTREE ? 0 : bytes.length / 2] ^= 1;
          Files.write(path, bytes);
        }
        case SWAPPED -> {
          byte[] others = Files.readAllBytes(path(other));
          Files.write(path, others);
          Files.write(path(other), bytes);
        }
      }
    }

    @ParameterizedTest
    @CsvSource({
      "checkout -U main out",
      "cat main /f",
      "export main",
      "commit -b next --tree=ref=main"
    })
    void aFileThatIsADirectoryIsNamed(String line) throws IOException {
      commit(RepoMode.BARE_USER);
      ObjectName victim = victim(ObjectType.FILE);
      Files.delete(path(victim));
      Files.createDirectory(path(victim));
      Cli.Outcome outcome = cli.run(("--repo=r " + line).split(" "));
      if (!line.startsWith("commit")) { // a tree that is known is not read again
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains(victim.checksum().hex().substring(2)), outcome.err());
      }
      assertTidy("r");
    }
  }

  @Nested
  class Places {
    @Test
    void whatIsNoRepositoryIsNotTakenForOne() throws IOException {
      refused(words("--repo=nope refs"), "opening repo", "nope", "No such file or directory");
      refused(words("--repo=t refs"), "opening repo", "objects", "No such file or directory");
      refused(words("--repo=t/f refs"), "opening repo", "Not a directory");
      refused(words("--repo=t commit -b main t"), "opening repo", "objects");
      commit(RepoMode.BARE_USER);
      refused(words("--repo=r pull-local t main"), "opening repo", "objects");
      assertUnharmed("r");
    }

    @ParameterizedTest
    @CsvSource({
      "[core]\\n"
          + "repo_version=1\\n"
          + "mode=bare-foo, Invalid mode 'bare-foo' in repository configuration",
      "[core]\\nrepo_version=7\\nmode=bare, Invalid repository version '7'",
      "garbage, Couldn't parse config file",
      "[other], Key file does not have group “core”"
    })
    void aConfigurationThatIsNotUnderstoodIsShown(String config, String message)
        throws IOException {
      commit(RepoMode.BARE_USER);
      Files.writeString(repository.resolve("config"), config.replace("\\n", "\n") + "\n");
      refused(words("--repo=r refs"), "opening repo", message);
      refused(words("--repo=r commit -b main t"), "opening repo", message);
      assertTidy("r");
    }

    @Test
    void theModeOfAnotherRepositoryFindsNoFiles() throws IOException {
      commit(RepoMode.BARE_USER);
      cli.run(REPO, "config", "set", "core.mode", "archive-z2").ok();
      refused(words("--repo=r checkout -U main out"), "Couldn't find file object");
      assertTidy("r");
      cli.run(REPO, "config", "set", "core.mode", "bare-user").ok();
      assertUnharmed("r");
    }

    @Test
    void aRefThatIsADirectoryIsNamed() throws IOException {
      commit(RepoMode.BARE_USER);
      Files.createDirectories(repository.resolve("refs/heads/dir/below"));
      refused(words("--repo=r log dir"), "dir", "Is a directory");
      refused(words("--repo=r checkout -U dir out"), "dir", "Is a directory");
      assertFalse(Files.exists(directory.resolve("out")));
    }

    @Test
    void aRefBelowARefIsNamed() throws IOException {
      commit(RepoMode.BARE_USER);
      refused(words("--repo=r commit -b main/a t"), "main/a", "Not a directory");
      refused(words("--repo=r refs --create=main/a main"), "main/a", "Not a directory");
      assertUnharmed("r");
    }

    @Test
    void aRefThatHoldsNoChecksumIsShown() throws IOException {
      commit(RepoMode.BARE_USER);
      Files.writeString(repository.resolve("refs/heads/main"), "zz\n");
      refused(words("--repo=r log main"), "Invalid rev zz", "main");
      refused(words("--repo=r commit -b main t"), "main");
      assertTidy("r");
    }

    @ParameterizedTest
    @EnumSource(LockKind.class)
    void aLockThatOthersHoldIsWaitedForNoLongerThanSaid(LockKind held) throws IOException {
      commit(RepoMode.BARE_USER);
      cli.run(REPO, "config", "set", "core.lock-timeout-secs", "1").ok();
      try (Repo other = Repo.open(repository);
          RepoLock _ = other.lock(held)) {
        refused(words("--repo=r prune --refs-only"), "Locking repo exclusive failed");
        if (held == LockKind.EXCLUSIVE) {
          refused(words("--repo=r commit -b main t"), "Locking repo shared failed");
        }
      }
      cli.run(REPO, "prune", "--refs-only").ok();
      assertUnharmed("r");
    }
  }

  @Nested
  class Sources {
    @Test
    void whatACommitCannotHoldIsNamed() throws IOException {
      commit(RepoMode.BARE_USER);
      ReferenceProgram.succeed(List.of("mkfifo", directory.resolve("t/pipe").toString()));
      refused(words("--repo=r commit -b main t"), "pipe");
      assertUnharmed("r");
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
      commit(RepoMode.BARE_USER);
      refused(words("--repo=r commit -b main nowhere"), "nowhere", "No such file or directory");
      refused(words("--repo=r commit -b main t/f"), "t/f", "Not a directory");
      refused(words("--repo=r commit -b main --tree=tar=t/f"), "tar archive");
      refused(words("--repo=r commit -b main --tree=tar=t"), "t");
      refused(words("--repo=r checkout -U nowhere out"), "nowhere");
      assertUnharmed("r");
    }

    /// Root may read everything, so it is the kernel that refuses.
    @Test
    void whatMayNotBeReadIsNamed() throws IOException {
      commit(RepoMode.BARE_USER);
      FaultPlan plan =
          FaultPlan.failing(1, Errno.EACCES)
              .onlyFor("openRead")
              .onlyWhere(step -> step.path().endsWith("secret"));
      Files.writeString(directory.resolve("t/secret"), "not for everybody");
      try (Repo repo = Repo.open(new FaultyKernel(Kernel.system(), plan), repository);
          Transaction transaction = repo.begin()) {
        var importer = new DirectoryImporter(transaction, ImportOptions.defaults());
        var refused = assertThrows(IOException.class, () -> importer.read(directory.resolve("t")));
        String message = ErrorText.of(refused);
        assertTrue(message.contains("secret"), message);
        assertTrue(message.contains("Permission denied"), message);
      }
      assertUnharmed("r");
    }

    enum Change {
      REMOVED {
        @Override
        void make(Path file) throws IOException {
          Files.delete(file);
        }
      },
      REPLACED {
        @Override
        void make(Path file) throws IOException {
          Files.delete(file);
          Files.createDirectory(file);
        }
      },
      CUT_SHORT {
        @Override
        void make(Path file) throws IOException {
          Files.writeString(file, "short");
        }
      },
      GROWN {
        @Override
        void make(Path file) throws IOException {
          Files.writeString(file, "longer".repeat(1000));
        }
      };

      abstract void make(Path file) throws IOException;
    }

    /// The file changes just before the first call of each kind that deals with it.
    @ParameterizedTest
    @EnumSource(Change.class)
    void aTreeThatChangesMeanwhileIsCommittedWholeOrNotAtAll(Change change) throws IOException {
      commit(RepoMode.BARE_USER);
      Path file = directory.resolve("t/changing");
      for (String call : List.of("openRead", "status", "read", "readAt", "copyRange")) {
        ReferenceProgram.succeed(List.of("rm", "-rf", file.toString()));
        Files.writeString(file, "as it was at first");
        var done = new AtomicBoolean();
        FaultPlan plan =
            FaultPlan.at(1, new Fault.Delay(Duration.ZERO))
                .onlyWhere(step -> step.call().equals(call) && happens(step, file, change, done));
        commitWith(new FaultyKernel(Kernel.system(), plan), change + " before " + call);
        assertUnharmed("r");
      }
    }

    private static boolean happens(Step step, Path file, Change change, AtomicBoolean done) {
      if (!step.path().endsWith(file.getFileName().toString()) || done.getAndSet(true)) {
        return false;
      }
      try {
        change.make(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return true;
    }

    private void commitWith(Kernel kernel, String context) throws IOException {
      try (Repo repo = Repo.open(kernel, repository);
          Transaction transaction = repo.begin()) {
        var importer = new DirectoryImporter(transaction, ImportOptions.defaults());
        var root = importer.read(directory.resolve("t"));
        transaction.writeCommit(Commit.of(root.tree(), root.meta(), 1));
        transaction.publish();
      } catch (IOException e) {
        String message = ErrorText.of(e);
        assertTrue(message.contains("changing"), context + ": " + message);
      }
    }
  }

  /// Mounts that only root can make, and not everywhere.
  @Nested
  class FileSystems {
    private void mounted(List<String> mount, Check check) throws IOException {
      var command = new ArrayList<>(List.of("mount"));
      command.addAll(mount);
      Path point = Path.of(mount.getLast());
      Files.createDirectories(point);
      if (ReferenceProgram.run(command, Map.of()).status() != 0) {
        skip("mount is not permitted here");
      }
      try {
        check.run();
      } finally {
        ReferenceProgram.succeed(List.of("umount", point.toString()));
      }
    }

    private void fillDisk(String reserve, String message) throws IOException {
      var random = new byte[4 << 20];
      new Random(1).nextBytes(random);
      mounted(
          List.of("-t", "tmpfs", "-o", "size=1m", "tmpfs", repository.toString()),
          () -> {
            commit(RepoMode.BARE_USER);
            cli.run(REPO, "config", "set", "core.min-free-space-percent", reserve).ok();
            String tip = cli.run(REPO, "rev-parse", "main").ok();
            Files.write(directory.resolve("t/big"), random);
            refused(words("--repo=r commit -b main t"), message);
            refused(words("--repo=r commit -b main --tree=dir=t"), message);
            assertEquals(tip, cli.run(REPO, "rev-parse", "main").ok());
            assertUnharmed("r");
            Files.writeString(directory.resolve("t/big"), "not so big");
            cli.run(REPO, "commit", "-b", "main", "t").ok();
            assertUnharmed("r");
          });
    }

    @Test
    void aFullDiskIsReported() throws IOException {
      fillDisk("0", "No space left on device");
    }

    @Test
    void spaceThatIsToStayFreeIsNotUsed() throws IOException {
      fillDisk("5", "min-free-space-percent '5%' would be exceeded");
    }

    @Test
    void aReadOnlyRepositoryIsReadAndNotWritten() throws IOException {
      commit(RepoMode.BARE_USER);
      String place = repository.toString();
      mounted(
          List.of("--bind", place, place),
          () -> {
            ReferenceProgram.succeed(List.of("mount", "-o", "remount,bind,ro", place));
            for (String line :
                List.of(
                    "commit -b main t",
                    "refs --create=x main",
                    "refs --delete main",
                    "reset main main^",
                    "config set core.x y",
                    "remote add o http://example.org",
                    "prune --refs-only --depth=0")) {
              refused(words("--repo=r " + line), "ead-only file system");
            }
            cli.run(REPO, "log", "main").ok();
            cli.run(REPO, "fsck", "-q").ok();
            cli.run(REPO, "checkout", "-U", "main", "out").ok();
            String text = Files.readString(directory.resolve("out/f"), StandardCharsets.UTF_8);
            assertEquals("first content\n", text);
          });
      assertUnharmed("r");
    }
  }

  @FunctionalInterface
  private interface Check {
    void run() throws IOException;
  }

  private static void skip(String reason) {
    System.err.println("SKIPPED: " + reason);
    Assumptions.abort(reason);
  }
}
