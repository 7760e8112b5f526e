// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.DevInoCache;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

  @TempDir Path temporary;
  private Path source;
  private Repo repo;

  @BeforeEach
  void open() throws IOException {
    source = Files.createDirectories(temporary.resolve("source"));
    Files.createDirectories(source.resolve("dir/sub"));
    Files.writeString(source.resolve("file"), "hello");
    Files.writeString(source.resolve("dir/sub/deep"), "deep");
    repo = Repo.create(temporary.resolve("repo"), RepoMode.BARE_USER);
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private CommitTree imported(ImportOptions options) throws IOException {
    return CommitTree.open(repo, Fixture.commit(repo, source, options));
  }

  private String text(CommitTree tree, String path) throws IOException {
    try (var content = tree.content((TreeEntry.File) tree.resolveFollowing(path))) {
      return new String(content.stream().readAllBytes());
    }
  }

  @Test
  void whatWasImportedIsRead() throws IOException {
    Files.createSymbolicLink(source.resolve("link"), Path.of("dir/sub/../sub/deep"));
    Files.createSymbolicLink(source.resolve("absolute"), Path.of("/file"));
    CommitTree tree = imported(ImportOptions.defaults());
    assertEquals("hello", text(tree, "/file"));
    assertEquals("deep", text(tree, "link"));
    assertEquals("hello", text(tree, "absolute"));
    assertEquals(Optional.empty(), tree.find("/dir/none"));
  }

  @Test
  void aSymlinkLoopEnds() throws IOException {
    Files.createSymbolicLink(source.resolve("loop"), Path.of("loop"));
    CommitTree tree = imported(ImportOptions.defaults());
    assertThrows(TreeException.NotFound.class, () -> tree.resolveFollowing("loop"));
  }

  @Test
  void lookUpsNameThePartThatIsMissing() throws IOException {
    CommitTree tree = imported(ImportOptions.defaults());
    var e = assertThrows(TreeException.NotFound.class, () -> tree.resolve("dir/none/x"));
    assertEquals("No such file or directory: /dir/none", e.getMessage());
    e = assertThrows(TreeException.NotFound.class, () -> tree.resolve("file/x"));
    assertEquals("Not a directory", e.getMessage());
  }

  @Test
  void consumedSourcesAreGone() throws IOException {
    imported(ImportOptions.defaults().withSource(ImportOptions.SourceUse.CONSUME));
    assertFalse(Files.exists(source));
  }

  @Test
  void consumingGivesTheSameCommit() throws IOException {
    Checksum plain = Fixture.commit(repo, source);
    ImportOptions options = ImportOptions.defaults().withSource(ImportOptions.SourceUse.CONSUME);
    assertEquals(plain, Fixture.commit(repo, source, options));
  }

  @Test
  void pipesAreRefusedByName() throws IOException {
    Fixture.shell(source, "mkfifo dir/pipe");
    var e =
        assertThrows(TreeException.UnsupportedType.class, () -> imported(ImportOptions.defaults()));
    assertEquals("Not a regular file or symlink: pipe", e.getMessage());
  }

  @Test
  void namesThatAreNotUtf8AreRefused() throws IOException {
    Fixture.shell(source, "touch \"$(printf 'bad\\377')\"");
    var e = assertThrows(TreeException.InvalidName.class, () -> imported(ImportOptions.defaults()));
    assertEquals("Invalid UTF-8 in filename bad\uFFFD", e.getMessage());
    Fixture.shell(source, "rm bad*");
  }

  @Test
  void theFilterSeesEveryPathInOrder() throws IOException {
    var seen = new ArrayList<String>();
    ImportFilter filter =
        (path, found) -> {
          seen.add(path);
          return path.equals("/dir/sub")
              ? Optional.empty()
              : Optional.of(found.withUid(7).withPermissions(0700));
        };
    CommitTree tree = imported(ImportOptions.defaults().withFilter(filter));
    assertEquals(List.of("/", "/file", "/dir", "/dir/sub"), seen);
    assertEquals(Optional.empty(), tree.find("/dir/sub"));
    assertEquals(7, tree.header((TreeEntry.File) tree.resolve("file")).uid());
    assertEquals(0100700, tree.header((TreeEntry.File) tree.resolve("file")).mode());
  }

  @Test
  void laterTreesAreLaidOverEarlierOnes() throws IOException {
    Path second = Files.createDirectories(temporary.resolve("second/dir"));
    Files.writeString(second.resolve("new"), "new");
    Files.writeString(second.resolveSibling("file"), "other");
    try (Transaction transaction = repo.begin()) {
      MutableTree tree = MutableTree.empty();
      var importer = new DirectoryImporter(transaction, ImportOptions.defaults());
      importer.read(source, tree);
      importer.read(second.getParent(), tree);
      Checksum commit = Fixture.publish(transaction, new TreeWriter(transaction).write(tree));
      CommitTree read = CommitTree.open(repo, commit);
      assertEquals("other", text(read, "file"));
      assertEquals("deep", text(read, "dir/sub/deep"));
      assertEquals("new", text(read, "dir/new"));
    }
  }

  @Test
  void knownInodesAreNotReadAgain() throws IOException {
    Checksum first = Fixture.commit(repo, source);
    DevInoCache cache = DevInoCache.empty();
    CheckoutOptions user = CheckoutOptions.defaults().withMode(CheckoutOptions.Mode.USER);
    Path out = temporary.resolve("out");
    new Checkout(repo, user.withDevInoCache(cache)).write(first, out);
    ImportOptions options =
        ImportOptions.defaults()
            .withDevInoCache(cache, ImportOptions.CacheTrust.CANONICAL)
            .withOwnerUid(99);
    CommitTree tree = CommitTree.open(repo, Fixture.commit(repo, out, options));
    CommitTree before = CommitTree.open(repo, first);
    assertEquals(before.resolve("file"), tree.resolve("file"));
    assertEquals(before.resolve("dir/sub/deep"), tree.resolve("dir/sub/deep"));
  }

  @Test
  void checkoutsOfBareUserRepositoriesCommitWithoutItsAttribute() throws IOException {
    Checksum first = Fixture.commit(repo, source);
    Path out = temporary.resolve("out");
    new Checkout(repo, CheckoutOptions.defaults().withMode(CheckoutOptions.Mode.USER))
        .write(first, out);
    assertEquals(first, Fixture.commit(repo, out));
  }

  @Test
  void interruptionEndsTheImportAndKeepsTheFlag() throws IOException {
    try (Transaction transaction = repo.begin()) {
      var importer = new DirectoryImporter(transaction, ImportOptions.defaults());
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, () -> importer.read(source));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void manyFilesGiveTheSameCommitEachTime() throws IOException {
    for (int i = 0; i < 300; i++) {
      Path directory = Files.createDirectories(source.resolve("many/" + i % 7));
      Files.writeString(directory.resolve("file" + i), "content " + i);
    }
    Checksum first = Fixture.commit(repo, source);
    try (Repo other = Repo.create(temporary.resolve("other"), RepoMode.ARCHIVE)) {
      assertEquals(first, Fixture.commit(other, source));
    }
  }

  @Test
  void theFirstFailureOfAWorkerEndsTheImport() throws IOException {
    try (Workers workers = new Workers(2)) {
      for (int i = 0; i < 5; i++) {
        workers.fork(() -> {});
      }
      assertThrows(
          IOException.class,
          () -> {
            workers.fork(
                () -> {
                  throw new IOException("worker");
                });
            for (int i = 0; i < 1000; i++) {
              workers.fork(() -> Thread.onSpinWait());
            }
            workers.join();
          });
    }
  }
}
