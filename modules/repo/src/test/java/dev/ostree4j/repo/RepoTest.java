// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.keyfile.KeyFileException;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepoTest {
  private static final Checksum COMMIT = Checksum.ofContent(new byte[] {1});

  @TempDir Path temp;

  private Path directory() {
    return temp.resolve("repo");
  }

  private static String config(Path repo) throws IOException {
    return Files.readString(repo.resolve("config"));
  }

  @Nested
  class Creating {
    @ParameterizedTest
    @EnumSource(RepoMode.class)
    void writesTheConfigurationOfTheMode(RepoMode mode) throws IOException {
      try (Repo repo = Repo.create(directory(), mode)) {
        assertEquals(mode, repo.mode());
        assertTrue(repo.isWritable());
      }
      assertEquals("[core]\nrepo_version=1\nmode=" + mode.configText() + "\n", config(directory()));
    }

    @Test
    void makesTheDirectories() throws IOException {
      Repo.create(directory(), RepoMode.ARCHIVE).close();
      try (var all = Files.walk(directory())) {
        Set<String> names =
            all.filter(Files::isDirectory)
                .map(p -> directory().relativize(p).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
            Set.of(
                "",
                "extensions",
                "objects",
                "refs",
                "refs/heads",
                "refs/mirrors",
                "refs/remotes",
                "state",
                "tmp",
                "tmp/cache"),
            names);
      }
    }

    @Test
    void withACollectionWritesIt() throws IOException {
      var options = CreateOptions.defaults().withCollection(new CollectionId("org.example.Os"));
      try (Repo repo = Repo.create(Kernel.system(), directory(), RepoMode.BARE, options)) {
        assertEquals("org.example.Os", repo.collectionId().orElseThrow().text());
      }
      assertTrue(config(directory()).endsWith("mode=bare\ncollection-id=org.example.Os\n"));
    }

    @Test
    void againOpensWhatIsThere() throws IOException {
      Repo.create(directory(), RepoMode.ARCHIVE).close();
      String before = config(directory());
      try (Repo repo = Repo.create(directory(), RepoMode.BARE)) {
        assertEquals(RepoMode.ARCHIVE, repo.mode());
      }
      assertEquals(before, config(directory()));
    }

    @Test
    void inADirectoryWithoutParentIsRefused() {
      assertThrows(IOException.class, () -> Repo.create(temp.resolve("a/b"), RepoMode.BARE));
    }

    @Test
    void afterAnInterruptedCreationCompletesIt() throws IOException {
      Files.createDirectories(directory().resolve("tmp"));
      Files.writeString(directory().resolve("config"), "[core]\n");
      try (Repo repo = Repo.create(directory(), RepoMode.BARE_USER_ONLY)) {
        assertEquals(RepoMode.BARE_USER_ONLY, repo.mode());
      }
    }
  }

  @Nested
  class Opening {
    private String refusal(String config) throws IOException {
      Repo.create(directory(), RepoMode.BARE).close();
      Files.writeString(directory().resolve("config"), config);
      return assertThrows(IOException.class, () -> Repo.open(directory())).getMessage();
    }

    @Test
    void namesTheDirectoryThatIsAbsent() {
      Path absent = temp.resolve("absent");
      var e = assertThrows(RepoException.NotARepository.class, () -> Repo.open(absent));
      assertEquals("opendir(" + absent + "): No such file or directory", e.getMessage());
    }

    @Test
    void refusesADirectoryThatIsNoRepository() {
      var e = assertThrows(RepoException.NotARepository.class, () -> Repo.open(temp));
      assertEquals("opendir(objects): No such file or directory", e.getMessage());
    }

    @Test
    void refusesARepositoryWithoutConfiguration() throws IOException {
      Repo.create(directory(), RepoMode.BARE).close();
      Files.delete(directory().resolve("config"));
      var e = assertThrows(RepoException.NotARepository.class, () -> Repo.open(directory()));
      assertEquals("openat(config): No such file or directory", e.getMessage());
    }

    @Test
    void refusesGarbage() throws IOException {
      assertEquals(
          "Couldn't parse config file: Key file contains line “garbage” which is not a key-value"
              + " pair, group, or comment",
          refusal("garbage"));
    }

    @Test
    void refusesAnUnknownMode() throws IOException {
      assertEquals(
          "Invalid mode 'weird' in repository configuration",
          refusal("[core]\nrepo_version=1\nmode=weird\n"));
    }

    @Test
    void refusesAnUnknownVersion() throws IOException {
      assertEquals(
          "Invalid repository version '2'", refusal("[core]\nrepo_version=2\nmode=bare\n"));
    }

    @Test
    void refusesAConfigurationWithoutVersion() throws IOException {
      assertEquals(
          "Key file does not have key “repo_version” in group “core”",
          refusal("[core]\nmode=bare\n"));
    }

    @Test
    void refusesAHugeConfiguration() throws IOException {
      String huge = "# " + "x".repeat(SmallFiles.MAX_TEXT_BYTES);
      assertTrue(refusal(huge).contains("File too large"));
    }

    @Test
    void refusesAConfigurationThatIsALink() throws IOException {
      Repo.create(directory(), RepoMode.BARE).close();
      Path outside = Files.move(directory().resolve("config"), temp.resolve("outside"));
      Files.createSymbolicLink(directory().resolve("config"), outside);
      assertThrows(IOException.class, () -> Repo.open(directory()));
    }

    @Test
    void makesTheScratchDirectoryAgain() throws IOException {
      Repo.create(directory(), RepoMode.BARE).close();
      Files.delete(directory().resolve("tmp/cache"));
      Files.delete(directory().resolve("tmp"));
      Repo.open(directory()).close();
      assertTrue(Files.isDirectory(directory().resolve("tmp/cache")));
    }

    @Test
    void knowsTheSameRepositoryByAnotherName() throws IOException {
      Repo.create(directory(), RepoMode.BARE).close();
      Path link = Files.createSymbolicLink(temp.resolve("link"), directory());
      try (Repo one = Repo.open(directory());
          Repo other = Repo.open(link);
          Repo third = Repo.create(temp.resolve("third"), RepoMode.BARE)) {
        assertTrue(one.isSame(other));
        assertFalse(one.isSame(third));
      }
    }

    @Test
    void closingTwiceIsHarmless() throws IOException {
      Repo repo = Repo.create(directory(), RepoMode.BARE);
      repo.close();
      repo.close();
    }
  }

  @Nested
  class Parents {
    private Path child(Path parent) throws IOException {
      Path child = temp.resolve("child");
      Repo.create(child, RepoMode.BARE).close();
      Files.writeString(
          child.resolve("config"), "[core]\nrepo_version=1\nmode=bare\nparent=" + parent + "\n");
      return child;
    }

    @Test
    void areOpened() throws IOException {
      Repo.create(directory(), RepoMode.ARCHIVE).close();
      try (Repo repo = Repo.open(child(directory()))) {
        assertEquals(RepoMode.ARCHIVE, repo.parent().orElseThrow().mode());
      }
    }

    @Test
    void thatAreAbsentAreRefused() throws IOException {
      Path child = child(temp.resolve("nope"));
      var e = assertThrows(RepoException.InvalidConfig.class, () -> Repo.open(child));
      assertEquals(
          "While checking parent repository '"
              + temp.resolve("nope")
              + "': opening repo: opendir("
              + temp.resolve("nope")
              + "): No such file or directory",
          e.getMessage());
    }

    @Test
    void thatAreTheChildAreRefused() throws IOException {
      Path child = child(temp.resolve("child"));
      var e = assertThrows(RepoException.InvalidConfig.class, () -> Repo.open(child));
      assertTrue(e.getMessage().endsWith("the repository is its own parent"), e.getMessage());
    }
  }

  @Nested
  class Configuring {
    @Test
    void keepsCommentsAndCountsAtOnce() throws IOException {
      Repo.create(directory(), RepoMode.BARE).close();
      Files.writeString(
          directory().resolve("config"), "# mine\n\n[core]\nrepo_version=1\nmode=bare\n");
      try (Repo repo = Repo.open(directory())) {
        KeyFile file = repo.config().keyFile();
        file.setBoolean("core", "fsync", false);
        assertTrue(repo.config().fsync());
        repo.writeConfig(file);
        assertFalse(repo.config().fsync());
      }
      assertEquals(
          "# mine\n\n[core]\nrepo_version=1\nmode=bare\nfsync=false\n", config(directory()));
    }

    @Test
    void refusesToWriteWhatCouldNotBeOpened() throws IOException {
      try (Repo repo = Repo.create(directory(), RepoMode.BARE)) {
        String before = config(directory());
        KeyFile file = repo.config().keyFile();
        file.setRaw("core", "min-free-space-percent", "100");
        var e = assertThrows(RepoException.InvalidConfig.class, () -> repo.writeConfig(file));
        assertEquals("Invalid min-free-space-percent '100'", e.getMessage());
        assertEquals(before, config(directory()));
        assertEquals(3, repo.config().minFreeSpacePercent());
      }
    }

    @Test
    void readsAgainWhatOthersWrote() throws Exception {
      try (Repo repo = Repo.create(directory(), RepoMode.BARE)) {
        Files.writeString(
            directory().resolve("config"), "[core]\nrepo_version=1\nmode=bare\nlocking=false\n");
        repo.reloadConfig();
        assertFalse(repo.config().locking());
      }
    }

    @Test
    void keepsWhatWasReadWhenOthersWroteGarbage() throws IOException {
      try (Repo repo = Repo.create(directory(), RepoMode.BARE)) {
        Files.writeString(directory().resolve("config"), "garbage");
        assertThrows(RepoException.InvalidConfig.class, repo::reloadConfig);
        assertEquals(RepoMode.BARE, repo.mode());
      }
    }
  }

  @Nested
  class ReadOnly {
    private Repo open() throws IOException {
      Repo.create(directory(), RepoMode.BARE).close();
      return Repo.open(ReadOnlyKernel.over(Kernel.system()), directory());
    }

    @Test
    void canBeRead() throws IOException {
      try (Repo repo = open()) {
        assertFalse(repo.isWritable());
        assertEquals(List.of(), repo.remotes().list());
      }
    }

    @Test
    void refusesEveryChange() throws IOException {
      try (Repo repo = open()) {
        var e = assertThrows(RepoException.NotWritable.class, repo::requireWritable);
        assertEquals("Cannot write to repository: Read-only file system", e.getMessage());
        assertThrows(
            RepoException.NotWritable.class, () -> repo.markPartial(COMMIT, PartialReason.FSCK));
        assertThrows(RepoException.NotWritable.class, () -> repo.writeConfig(KeyFile.empty()));
        assertThrows(
            RepoException.NotWritable.class,
            () -> repo.remotes().add(RemoteDraft.of("o"), RemoteStore.IfPresent.REFUSE));
      }
    }

    @Test
    void isNotLocked() throws IOException {
      try (Repo repo = open();
          RepoLock _ = repo.lock(LockKind.EXCLUSIVE)) {
        assertFalse(Files.exists(directory().resolve(".lock")));
      }
    }
  }

  @Nested
  class PartialCommits {
    @Test
    void areMarkedAndCleared() throws IOException {
      try (Repo repo = Repo.create(directory(), RepoMode.BARE)) {
        assertEquals(CommitState.NORMAL, repo.objects().commitState(COMMIT));
        repo.markPartial(COMMIT, PartialReason.NOT_PULLED);
        assertEquals(CommitState.PARTIAL, repo.objects().commitState(COMMIT));
        Path mark = directory().resolve("state/" + COMMIT.hex() + ".commitpartial");
        assertEquals(0, Files.size(mark));
        repo.clearPartial(COMMIT);
        repo.clearPartial(COMMIT);
        assertEquals(CommitState.NORMAL, repo.objects().commitState(COMMIT));
      }
    }

    @Test
    void keepTheWorseMark() throws IOException {
      try (Repo repo = Repo.create(directory(), RepoMode.BARE)) {
        repo.markPartial(COMMIT, PartialReason.NOT_PULLED);
        repo.markPartial(COMMIT, PartialReason.FSCK);
        repo.markPartial(COMMIT, PartialReason.NOT_PULLED);
        assertEquals(CommitState.FSCK_PARTIAL, repo.objects().commitState(COMMIT));
      }
    }
  }

  @Nested
  class CleaningScratch {
    @Test
    void removesWhatIsOldButNotTheCache() throws IOException {
      Instant now = Instant.parse("2024-01-10T00:00:00Z");
      var options = OpenOptions.defaults().withClock(InstantSource.fixed(now));
      Repo.create(directory(), RepoMode.BARE).close();
      Path old = Files.createDirectories(directory().resolve("tmp/old/deep")).getParent();
      Path young = Files.writeString(directory().resolve("tmp/young"), "");
      for (Path path : List.of(old, directory().resolve("tmp/cache"))) {
        Files.setLastModifiedTime(path, FileTime.from(now.minusSeconds(90_000)));
      }
      Files.setLastModifiedTime(young, FileTime.from(now.minusSeconds(80_000)));
      try (Repo repo = Repo.open(Kernel.system(), directory(), options)) {
        repo.cleanTmp();
      }
      assertFalse(Files.exists(old));
      assertTrue(Files.exists(young));
      assertTrue(Files.exists(directory().resolve("tmp/cache")));
    }
  }

  @Test
  void touchingSetsTheTimeThatReadersWatch() throws IOException {
    Instant now = Instant.parse("2024-01-10T00:00:00Z");
    Repo.create(directory(), RepoMode.BARE).close();
    var options = OpenOptions.defaults().withClock(InstantSource.fixed(now));
    try (Repo repo = Repo.open(Kernel.system(), directory(), options)) {
      repo.touch();
    }
    assertEquals(FileTime.from(now), Files.getLastModifiedTime(directory()));
  }

  @Test
  void keyFileErrorsStayWhatTheyAre() throws IOException {
    Repo.create(directory(), RepoMode.BARE).close();
    Files.writeString(
        directory().resolve("config"), "[core]\nrepo_version=1\nmode=bare\nfsync=maybe\n");
    assertThrows(KeyFileException.class, () -> Repo.open(directory()));
  }
}
