// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.DirTree.DirectoryEntry;
import dev.ostree4j.object.DirTree.FileEntry;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked for of a tree that goes beside one which is whole here. Objects are named by
/// letters: only directories are stored.
class TreeWalkTest {
  @TempDir Path directory;
  private Repo repo;
  private Transaction transaction;
  private final Set<String> asked = new TreeSet<>();

  @BeforeEach
  void create() throws IOException {
    Files.createDirectory(directory.resolve("repo"));
    repo = Repo.create(directory.resolve("repo"), RepoMode.BARE_USER);
    transaction = repo.begin();
  }

  @AfterEach
  void close() throws IOException {
    transaction.close();
    repo.close();
  }

  private static Checksum letter(char letter) {
    return Checksum.ofContent(new byte[] {(byte) letter});
  }

  private static FileEntry file(String name, char content) {
    return new FileEntry(name, letter(content));
  }

  private DirectoryEntry store(String name, List<FileEntry> files, DirectoryEntry... below)
      throws IOException {
    DirTree tree = DirTree.of(files, List.of(below));
    transaction.writeMetadata(ObjectType.DIRTREE, tree.bytes());
    return new DirectoryEntry(name, tree.checksum(), letter('M'));
  }

  /// The letters of files asked for, `+` and the name of each directory looked into.
  private String walk(DirectoryEntry root, Optional<DirectoryEntry> whole, String... paths)
      throws IOException {
    asked.clear();
    var walk = new TreeWalk(transaction.objects(), new Asked());
    walk.add(root, Selection.of(List.of(paths)), whole);
    return String.join(" ", asked);
  }

  private final class Asked implements Intake {
    @Override
    public void bringTree(Checksum tree, TreeVisitor next) throws IOException {
      DirTree read = transaction.readDirTree(tree);
      asked.add("+" + read.files().size());
      next.visit(read);
    }

    @Override
    public void bring(ObjectName leaf) {
      for (char letter = 'A'; letter <= 'z'; letter++) {
        if (letter(letter).equals(leaf.checksum())) {
          asked.add(String.valueOf(letter));
        }
      }
    }

    @Override
    public void bringCommit(Checksum commit, Need need, CommitVisitor next) {
      throw new AssertionError();
    }

    @Override
    public void bringTombstone(Checksum commit) {
      throw new AssertionError();
    }

    @Override
    public void storeCommit(Checksum commit, CommitPapers papers) {
      throw new AssertionError();
    }

    @Override
    public void storeDetached(Checksum commit, CommitPapers papers) {
      throw new AssertionError();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  @Test
  void everythingWhenNothingIsWhole() throws IOException {
    DirectoryEntry below = store("d", List.of(file("1", 'a'), file("2", 'b')));
    DirectoryEntry root = store("/", List.of(file("3", 'c')), below);
    assertEquals("+1 +2 M a b c", walk(root, Optional.empty()));
  }

  @Test
  void nothingOfTheSameTree() throws IOException {
    DirectoryEntry root = store("/", List.of(file("3", 'c')), store("d", List.of(file("1", 'a'))));
    assertEquals("", walk(root, Optional.of(root)));
  }

  @Test
  void onlyWhatDirectoriesOfTheSamePathDoNotShare() throws IOException {
    DirectoryEntry same = store("same", List.of(file("1", 'a'), file("2", 'b'), file("3", 'c')));
    DirectoryEntry before =
        store("/", List.of(file("f", 'd')), same, store("d", List.of(file("x", 'e'))));
    DirectoryEntry after =
        store("/", List.of(), same, store("d", List.of(file("x", 'e'), file("y", 'f'))));
    assertEquals("+0 +2 f", walk(after, Optional.of(before)));
  }

  @Test
  void notWhatIsAtAnotherPath() throws IOException {
    DirectoryEntry before = store("/", List.of(), store("old", List.of(file("1", 'a'))));
    DirectoryEntry after =
        store("/", List.of(), store("new", List.of(file("1", 'a'), file("2", 'b'))));
    // That it is somewhere else is found by whoever is asked.
    assertEquals("+0 +2 a b", walk(after, Optional.of(before)));
  }

  @Test
  void aFileThatBecameADirectoryIsWalked() throws IOException {
    DirectoryEntry before = store("/", List.of(file("x", 'a')));
    DirectoryEntry after = store("/", List.of(), store("x", List.of(file("y", 'b'))));
    assertEquals("+0 +1 b", walk(after, Optional.of(before)));
  }

  @Test
  void ofASelectionOnlyWhatIsNew() throws IOException {
    DirectoryEntry before =
        store("/", List.of(file("f", 'a')), store("d", List.of(file("1", 'b'))));
    DirectoryEntry after =
        store("/", List.of(file("g", 'c')), store("d", List.of(file("1", 'b'), file("2", 'd'))));
    assertEquals("+1 +2 d", walk(after, Optional.of(before), "/d"));
  }

  @Test
  void aDirectoryThatIsMissingAgainstExpectationIsWalkedAsANewOne() throws IOException {
    DirectoryEntry after = store("/", List.of(file("1", 'a')));
    var lost = new DirectoryEntry("/", letter('L'), letter('M'));
    assertEquals("+1 a", walk(after, Optional.of(lost)));
  }
}
