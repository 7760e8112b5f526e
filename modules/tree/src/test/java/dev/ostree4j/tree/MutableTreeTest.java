// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutableTreeTest {

  private static final Checksum FILE = Checksum.ofContent(new byte[] {1});
  private static final Checksum OTHER = Checksum.ofContent(new byte[] {2});

  @Nested
  class InMemory {

    private final MutableTree tree = MutableTree.empty();

    @Test
    void aFileIsFound() throws IOException {
      tree.replaceFile("a", FILE);
      assertEquals(Optional.of(FILE), tree.findFile("a"));
      tree.replaceFile("a", OTHER);
      assertEquals(Optional.of(OTHER), tree.findFile("a"));
    }

    @Test
    void anEnsuredDirectoryIsTheSameEachTime() throws IOException {
      assertSame(tree.ensureDirectory("d"), tree.ensureDirectory("d"));
    }

    @Test
    void aFileDoesNotReplaceADirectory() throws IOException {
      tree.ensureDirectory("x");
      var e = assertThrows(TreeException.KindConflict.class, () -> tree.replaceFile("x", FILE));
      assertEquals("Can't replace directory with file: x", e.getMessage());
    }

    @Test
    void aDirectoryDoesNotReplaceAFile() throws IOException {
      tree.replaceFile("x", FILE);
      var e = assertThrows(TreeException.KindConflict.class, () -> tree.ensureDirectory("x"));
      assertEquals("Can't replace file with directory: x", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "nul\0", "\uDC80"})
    void whatIsNoFileNameIsRefused(String name) {
      assertThrows(TreeException.InvalidName.class, () -> tree.replaceFile(name, FILE));
      assertThrows(TreeException.InvalidName.class, () -> tree.ensureDirectory(name));
    }

    @Test
    void removingTellsWhetherItWasThere() throws IOException {
      tree.replaceFile("f", FILE);
      tree.ensureDirectory("d").replaceFile("g", FILE);
      assertTrue(tree.remove("f"));
      assertTrue(tree.remove("d"));
      assertFalse(tree.remove("d"));
      assertTrue(tree.files().isEmpty() && tree.directories().isEmpty());
    }

    @Test
    void walkingNamesWhatIsMissing() throws IOException {
      MutableTree below = tree.ensureDirectory("a").ensureDirectory("b");
      assertSame(below, tree.walk(List.of("a", "b")));
      var e = assertThrows(TreeException.NotFound.class, () -> tree.walk(List.of("a", "c")));
      assertEquals("No such file or directory: c", e.getMessage());
    }

    @Test
    void namesAreSortedByTheirBytes() throws IOException {
      // In UTF-16 the emoji's surrogates come before U+FF21, in UTF-8 after it.
      for (String name : List.of("😀", "\uFF21", "b", "a")) {
        tree.replaceFile(name, FILE);
      }
      assertEquals(List.of("a", "b", "\uFF21", "😀"), List.copyOf(tree.files().keySet()));
    }

    @Test
    void directoriesHaveABound() throws IOException {
      MutableTree at = tree;
      for (int i = 0; i < MetadataLimits.MAX_DEPTH; i++) {
        at = at.ensureDirectory("d");
      }
      MutableTree deepest = at;
      assertThrows(TreeException.InvalidName.class, () -> deepest.ensureDirectory("d"));
    }
  }

  @Nested
  class Stored {

    @TempDir Path temporary;
    private Repo repo;
    private Transaction transaction;
    private Checksum meta;

    @BeforeEach
    void open() throws IOException {
      repo = Repo.create(temporary.resolve("repo"), RepoMode.ARCHIVE);
      transaction = repo.begin();
      meta =
          transaction.writeMetadata(
              ObjectType.DIRMETA, new DirMeta(0, 0, 0040755, Xattrs.EMPTY).bytes());
    }

    @AfterEach
    void close() throws IOException {
      transaction.close();
      repo.close();
    }

    private TreeRoot stored() throws IOException {
      MutableTree tree = MutableTree.empty();
      tree.setMeta(meta);
      for (String name : List.of("one", "two")) {
        MutableTree directory = tree.ensureDirectory(name);
        directory.setMeta(meta);
        directory.replaceFile("file", FILE);
      }
      tree.replaceFile("top", FILE);
      return new TreeWriter(transaction).write(tree);
    }

    @Test
    void aStoredTreeReadsAsItWasWritten() throws IOException {
      MutableTree read = MutableTree.of(transaction, stored());
      assertEquals(Optional.of(FILE), read.walk(List.of("two")).findFile("file"));
      assertEquals(Optional.of(FILE), read.findFile("top"));
    }

    @Test
    void whatDidNotChangeKeepsItsChecksum() throws IOException {
      TreeRoot root = stored();
      MutableTree tree = MutableTree.of(transaction, root);
      Checksum untouched = tree.walk(List.of("two")).tree().orElseThrow();
      tree.walk(List.of("one")).replaceFile("file", OTHER);
      assertEquals(Optional.empty(), tree.tree());
      assertEquals(Optional.of(untouched), tree.walk(List.of("two")).tree());
    }

    @Test
    void replacingAFileByItselfChangesNothing() throws IOException {
      TreeRoot root = stored();
      MutableTree tree = MutableTree.of(transaction, root);
      tree.walk(List.of("one")).replaceFile("file", FILE);
      assertEquals(Optional.of(root.tree()), tree.tree());
      assertEquals(root, new TreeWriter(transaction).write(tree));
    }

    @Test
    void aChangeAndItsUndoGiveTheSameTree() throws IOException {
      TreeRoot root = stored();
      MutableTree tree = MutableTree.of(transaction, root);
      tree.ensureDirectory("new").setMeta(meta);
      tree.remove("new");
      assertEquals(root, new TreeWriter(transaction).write(tree));
    }

    @Test
    void otherMetadataOfADirectoryChangesItsParent() throws IOException {
      TreeRoot root = stored();
      MutableTree tree = MutableTree.of(transaction, root);
      tree.walk(List.of("one")).setMeta(OTHER);
      assertEquals(Optional.empty(), tree.tree());
    }

    @Test
    void onlyAnEmptyTreeCanBeFilled() throws IOException {
      TreeRoot root = stored();
      MutableTree tree = MutableTree.empty();
      assertTrue(tree.fillEmpty(transaction, root));
      assertEquals(Optional.of(root.tree()), tree.tree());
      assertFalse(tree.fillEmpty(transaction, root));
    }

    @Test
    void aTreeWithoutMetadataCannotBeWritten() {
      var e =
          assertThrows(
              TreeException.NotFound.class,
              () -> new TreeWriter(transaction).write(MutableTree.empty()));
      assertEquals("Can't commit an empty tree", e.getMessage());
    }
  }
}
