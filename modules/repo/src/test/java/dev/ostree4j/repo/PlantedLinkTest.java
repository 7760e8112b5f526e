// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody who may write into a part of a repository plants links that lead out of it. Whatever
/// the repository then does, it neither reads nor changes what is outside.
class PlantedLinkTest {
  @TempDir Path temp;
  private Path directory;
  private Path outside;
  private Repo repo;
  private Checksum commit;

  @BeforeEach
  void create() throws IOException {
    directory = temp.resolve("repo");
    repo = Samples.create(directory, RepoMode.BARE_USER_ONLY);
    commit = commit("first");
    outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "precious");
    Files.writeString(outside.resolve("main"), commit.hex() + "\n");
  }

  @AfterEach
  void nothingHappenedOutside() throws IOException {
    repo.close();
    var all = new TreeMap<String, String>();
    try (var files = Files.list(outside)) {
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertEquals(Map.of("main", commit.hex() + "\n", "precious", "precious"), all);
  }

  private Checksum commit(String subject) throws IOException {
    try (Transaction transaction = repo.begin()) {
      Checksum written = Samples.writeCommit(transaction, subject);
      transaction.setRef(RefSpec.parse("main"), Optional.of(written));
      transaction.publish();
      return written;
    }
  }

  private void plant(String path) throws IOException {
    Path place = directory.resolve(path);
    if (Files.isDirectory(place)) {
      Files.move(place, temp.resolve("moved"));
    } else {
      Files.deleteIfExists(place);
    }
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, outside);
  }

  private interface Action {
    void run() throws IOException;
  }

  /// Whether it succeeds is open; what it does outside is seen at the end.
  private static void attempt(Action action) {
    try {
      action.run();
    } catch (IOException refused) {
      assertTrue(refused.getMessage() != null, "a refusal says why");
    }
  }

  private String fanOut() {
    return "objects/" + commit.hex().substring(0, 2);
  }

  @Test
  void aDirectoryOfObjectsIsNotReadThroughALink() throws IOException {
    plant(fanOut());
    ObjectName name = new ObjectName(commit, ObjectType.COMMIT);
    assertThrows(IOException.class, () -> repo.objects().readCommit(commit));
    attempt(() -> repo.objects().delete(name));
  }

  @Test
  void noObjectIsWrittenThroughALink() throws IOException {
    String name = commit("second").hex();
    repo.refs().set(RefSpec.parse("main"), Optional.of(commit));
    plant("objects/" + name.substring(0, 2));
    attempt(() -> commit("second"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"objects", "tmp", "tmp/cache", "state", "refs/heads", "refs"})
  void aCommitStaysInsideWhereAPartIsALink(String part) throws IOException {
    plant(part);
    attempt(() -> commit("second"));
    attempt(() -> repo.refs().set(RefSpec.parse("main"), Optional.of(commit)));
    attempt(() -> repo.refs().set(RefSpec.parse("main"), Optional.empty()));
    attempt(
        () -> {
          repo.close();
          repo = Repo.open(directory);
          commit("third");
        });
  }

  @Test
  void aStagingDirectoryThatIsALinkIsNotTakenUp() throws IOException {
    try (Transaction left = repo.begin()) {
      Samples.writeCommit(left, "left");
    }
    for (Path staging : list("tmp", "staging-")) {
      if (Files.isDirectory(staging)) {
        plant(directory.relativize(staging).toString());
      }
    }
    assertEquals(commit("second"), repo.refs().resolve("main"));
  }

  private List<Path> list(String part, String start) throws IOException {
    try (var files = Files.list(directory.resolve(part))) {
      return files.filter(file -> file.getFileName().toString().startsWith(start)).toList();
    }
  }

  @Test
  void rubbishIsRemovedWithoutFollowingLinks() throws IOException {
    Path rubbish = Files.createDirectory(directory.resolve("tmp/old"));
    Files.createSymbolicLink(rubbish.resolve("link"), outside);
    Files.createSymbolicLink(directory.resolve("tmp/older"), outside);
    Files.setLastModifiedTime(rubbish, FileTime.from(Instant.now().minus(Duration.ofDays(100))));
    repo.cleanTmp();
    assertFalse(Files.exists(rubbish));
  }

  @Test
  void aRefThatLeadsOutsideIsNotRead() throws IOException {
    plant("refs/heads/stolen");
    assertThrows(IOException.class, () -> repo.refs().find(RefSpec.parse("stolen/main")));
    Files.createSymbolicLink(directory.resolve("refs/heads/single"), outside.resolve("precious"));
    attempt(() -> repo.refs().resolve("single"));
    attempt(() -> repo.refs().list());
  }

  @Test
  void aMarkOfAPartialCommitIsNotWrittenThroughALink() throws IOException {
    Files.createSymbolicLink(
        directory.resolve("state/" + commit.hex() + ".commitpartial"), outside.resolve("precious"));
    attempt(() -> repo.markPartial(commit, PartialReason.NOT_PULLED));
  }

  @Test
  void theConfigurationIsNotWrittenThroughALink() throws IOException {
    Files.delete(directory.resolve("config"));
    Files.createSymbolicLink(directory.resolve("config"), outside.resolve("precious"));
    var config = repo.config().keyFile();
    config.set("core", "x", "y");
    attempt(() -> repo.writeConfig(config));
  }
}
