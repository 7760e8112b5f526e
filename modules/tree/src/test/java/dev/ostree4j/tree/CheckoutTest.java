// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutTest {

  private static final CheckoutOptions USER =
      CheckoutOptions.defaults().withMode(CheckoutOptions.Mode.USER);

  @TempDir Path temporary;
  private Path out;
  private Repo repo;
  private Checksum commit;

  @BeforeEach
  void open() throws IOException {
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.createDirectories(source.resolve("dir/sub"));
    Files.writeString(source.resolve("file"), "hello");
    Files.writeString(source.resolve("dir/sub/deep"), "deep");
    repo = Repo.create(temporary.resolve("repo"), RepoMode.ARCHIVE);
    commit = Fixture.commit(repo, source);
    out = temporary.resolve("out");
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private void write(CheckoutOptions options) throws IOException {
    new Checkout(repo, options).write(commit, out);
  }

  @Nested
  class Existing {

    @Test
    void anExistingDestinationIsRefused() throws IOException {
      Files.createDirectory(out);
      var e = assertThrows(TreeException.DestinationExists.class, () -> write(USER));
      assertEquals("mkdirat: File exists", e.getMessage());
    }

    @Test
    void aMissingParentIsNamed() {
      out = temporary.resolve("none/out");
      var e = assertThrows(NoSuchFileException.class, () -> write(USER));
      assertEquals("mkdirat: No such file or directory", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "KEEP", "IDENTICAL"})
    void aFileIsNoDirectory(CheckoutOptions.Existing existing) throws IOException {
      Files.createDirectory(out);
      Files.writeString(out.resolve("dir"), "file");
      var e =
          assertThrows(TreeException.KindConflict.class, () -> write(USER.withExisting(existing)));
      assertEquals("opendir(dir): Not a directory", e.getMessage());
    }

    @Test
    void replacingLeavesNoTemporaryNames() throws IOException {
      write(USER);
      Files.delete(out.resolve("file"));
      Files.writeString(out.resolve("file"), "changed");
      write(USER.withExisting(CheckoutOptions.Existing.REPLACE));
      write(USER.withExisting(CheckoutOptions.Existing.REPLACE));
      assertEquals("hello", Files.readString(out.resolve("file")));
      try (var names = Files.list(out)) {
        assertEquals(2, names.count());
      }
    }

    @Test
    void keptFilesNeverGetIntoTheCache() throws IOException {
      Files.createDirectory(out);
      Files.writeString(out.resolve("file"), "foreign");
      write(USER.withExisting(CheckoutOptions.Existing.KEEP));
      Path other = temporary.resolve("other");
      new Checkout(repo, USER).write(commit, other);
      assertEquals("foreign", Files.readString(out.resolve("file")));
      assertEquals("hello", Files.readString(other.resolve("file")));
    }

    @Test
    void otherContentIsNotIdentical() throws IOException {
      write(USER);
      write(USER.withExisting(CheckoutOptions.Existing.IDENTICAL));
      Files.delete(out.resolve("file"));
      Files.writeString(out.resolve("file"), "other");
      var e =
          assertThrows(
              TreeException.DestinationExists.class,
              () -> write(USER.withExisting(CheckoutOptions.Existing.IDENTICAL)));
      assertTrue(e.getMessage().endsWith(": File exists"), e.getMessage());
    }
  }

  @Nested
  class Hostile {

    @ParameterizedTest
    @EnumSource(names = {"REPLACE", "KEEP", "IDENTICAL"})
    void aPlantedSymlinkIsNotFollowed(CheckoutOptions.Existing existing) throws IOException {
      Path victim = Files.createDirectory(temporary.resolve("victim"));
      Files.createDirectory(out);
      Files.createSymbolicLink(out.resolve("dir"), victim);
      assertThrows(IOException.class, () -> write(USER.withExisting(existing)));
      try (var names = Files.list(victim)) {
        assertEquals(0, names.count());
      }
    }

    @Test
    void aPlantedLinkInPlaceOfAFileIsReplaced() throws IOException {
      Path victim = Files.writeString(temporary.resolve("victim"), "precious");
      Files.createDirectory(out);
      Files.createSymbolicLink(out.resolve("file"), victim);
      write(USER.withExisting(CheckoutOptions.Existing.REPLACE));
      assertEquals("precious", Files.readString(victim));
      assertFalse(Files.isSymbolicLink(out.resolve("file")));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {".wh.", ".wh..", ".wh...", ".ostree-wh.", ".ostree-wh...", ".ostree-wh.."})
    void whiteoutsOfDotsDeleteNothing(String name) throws IOException {
      try (Transaction transaction = repo.begin()) {
        MutableTree tree = MutableTree.empty();
        new DirectoryImporter(transaction, ImportOptions.defaults())
            .read(temporary.resolve("source"), tree);
        Checksum empty =
            transaction.writeContent(
                FileHeader.regular(0, 0, 0100644, Xattrs.EMPTY), 0, InputStream.nullInputStream());
        tree.ensureDirectory("dir").replaceFile(name, empty);
        commit = Fixture.publish(transaction, new TreeWriter(transaction).write(tree));
      }
      CheckoutOptions options =
          USER.withWhiteouts(CheckoutOptions.Whiteouts.APPLY)
              .withPassthrough(CheckoutOptions.PassthroughWhiteouts.MAKE_DEVICES);
      assertThrows(TreeException.InvalidName.class, () -> write(options));
      assertTrue(Files.exists(temporary.resolve("source/file")));
    }
  }

  @Nested
  class Selection {

    @Test
    void skippedDirectoriesEndWithASlash() throws IOException {
      write(USER.withSkipList(SkipList.of(List.of("/dir/sub/", "/file", "/dir"))));
      assertTrue(Files.exists(out.resolve("dir")));
      assertFalse(Files.exists(out.resolve("dir/sub")));
      assertFalse(Files.exists(out.resolve("file")));
    }

    @Test
    void theFilterDecides() throws IOException {
      write(
          USER.withFilter(
              (path, attributes) ->
                  path.endsWith("deep")
                      ? CheckoutFilter.Decision.SKIP
                      : CheckoutFilter.Decision.ALLOW));
      assertTrue(Files.exists(out.resolve("file")));
      assertFalse(Files.exists(out.resolve("dir/sub/deep")));
    }
  }

  @Test
  void objectsOfAParentRepositoryAreFound() throws IOException {
    Path child = temporary.resolve("child");
    Repo.create(child, RepoMode.ARCHIVE).close();
    Files.writeString(
        child.resolve("config"),
        "[core]\nrepo_version=1\nmode=archive-z2\nparent=" + temporary.resolve("repo") + "\n");
    try (Repo below = Repo.open(child)) {
      new Checkout(below, USER).write(commit, out);
    }
    assertEquals("deep", Files.readString(out.resolve("dir/sub/deep")));
  }

  @Test
  void aDamagedObjectLeavesNoHalfFile() throws IOException {
    try (var objects = Files.walk(temporary.resolve("repo/objects"))) {
      for (Path object : objects.filter(path -> path.toString().endsWith(".filez")).toList()) {
        byte[] bytes = Files.readAllBytes(object);
        Files.write(object, Arrays.copyOf(bytes, bytes.length - 3));
      }
    }
    assertThrows(IOException.class, () -> write(USER));
    assertFalse(Files.exists(out.resolve("file")));
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE_USER", "BARE_USER_ONLY", "ARCHIVE"})
  void whatIsCheckedOutCommitsToTheSameTree(RepoMode mode) throws IOException {
    try (Repo other = Repo.create(temporary.resolve("repo-" + mode), mode)) {
      Checksum first = Fixture.commit(other, temporary.resolve("source"));
      new Checkout(other, USER).write(first, out);
      assertEquals(first, Fixture.commit(other, out));
    }
  }
}
