// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.composefs.ComposefsImage;
import dev.ostree4j.composefs.FsVerityDigest;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.CommitKeys;
import dev.ostree4j.object.ContentChecksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattr;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images of commits which are put together here.
///
/// The digests are `composefs-info measure-file` (composefs 1.0.8) of what `ostree checkout
/// --composefs` and `--composefs-noverity` (2026.4) made of the same tree.
class CommitImageTest {
  private static final String SMALL =
      "d4bcd37cac15b12e1bbc097cf84cbafbe31f7c5db94885d2a0bfa6199d985f5a";
  private static final String SMALL_WITHOUT_DIGESTS =
      "feeaf47076ecab91ae023bf045465654b299815ec4496e018486ab1e61bda9fe";
  private static final String WITH_SYSTEM_DIRECTORIES =
      "8652ae71ffeea3cc6e43e4c3cce08008991c8ac956c1a240245b48ee2868b088";

  @TempDir Path temporary;
  private Repo repo;

  @BeforeEach
  void makeRepo() throws IOException {
    repo = Repo.create(temporary.resolve("repo"), RepoMode.ARCHIVE);
  }

  @AfterEach
  void closeRepo() throws IOException {
    repo.close();
  }

  private static Checksum meta(Transaction transaction, Xattrs xattrs) throws IOException {
    return transaction.writeMetadata(ObjectType.DIRMETA, new DirMeta(0, 0, 0755, xattrs).bytes());
  }

  private static Checksum file(Transaction transaction, String content, Xattrs xattrs)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return transaction.writeContent(
        FileHeader.regular(0, 0, 0644, xattrs), bytes.length, new ByteArrayInputStream(bytes));
  }

  private static Checksum link(Transaction transaction, String target) throws IOException {
    return transaction.writeContent(
        FileHeader.symlink(0, 0, target, Xattrs.EMPTY), 0, new ByteArrayInputStream(new byte[0]));
  }

  private static TreeRoot root(
      Transaction transaction,
      List<DirTree.FileEntry> files,
      List<DirTree.DirectoryEntry> directories)
      throws IOException {
    byte[] tree = DirTree.of(files, directories).bytes();
    return new TreeRoot(
        transaction.writeMetadata(ObjectType.DIRTREE, tree), meta(transaction, Xattrs.EMPTY));
  }

  private static DirTree.DirectoryEntry entry(String name, TreeRoot root) {
    return new DirTree.DirectoryEntry(name, root.tree(), root.meta());
  }

  /// `mkdir d; echo hi > a; ln -s a l; : > e`
  private static TreeRoot small(Transaction transaction) throws IOException {
    TreeRoot empty = root(transaction, List.of(), List.of());
    return root(
        transaction,
        List.of(
            new DirTree.FileEntry("a", file(transaction, "hi\n", Xattrs.EMPTY)),
            new DirTree.FileEntry("e", file(transaction, "", Xattrs.EMPTY)),
            new DirTree.FileEntry("l", link(transaction, "a"))),
        List.of(entry("d", empty)));
  }

  private Checksum commitSmall(VariantDict metadata) throws IOException {
    try (Transaction transaction = repo.begin()) {
      TreeRoot root = small(transaction);
      Commit commit = Commit.of(root.tree(), root.meta(), 0).withMetadata(metadata.toVariant());
      Checksum name = transaction.writeCommit(commit);
      transaction.publish();
      return name;
    }
  }

  private ComposefsImage image(TreeRoot root) throws IOException {
    return new CommitImage(repo.objects(), ContentDigests.INCLUDED).of(root);
  }

  @Test
  void isThatOfTheRealProgram() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    var images = new CommitImage(repo.objects(), ContentDigests.INCLUDED);
    assertEquals(SMALL, images.of(commit).digest().hex());
  }

  @Test
  void withoutDigestsIsThatOfTheRealProgram() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    var images = new CommitImage(repo.objects(), ContentDigests.LEFT_OUT);
    assertEquals(SMALL_WITHOUT_DIGESTS, images.of(commit).digest().hex());
  }

  /// `mkdir boot; ln -s sysroot/home var; : > etc; echo x > usr`
  @Test
  void keepsWhatStandsInThePlaceOfSystemDirectories() throws IOException {
    try (Transaction transaction = repo.begin()) {
      TreeRoot root =
          root(
              transaction,
              List.of(
                  new DirTree.FileEntry("etc", file(transaction, "", Xattrs.EMPTY)),
                  new DirTree.FileEntry("usr", file(transaction, "x\n", Xattrs.EMPTY)),
                  new DirTree.FileEntry("var", link(transaction, "sysroot/home"))),
              List.of(entry("boot", root(transaction, List.of(), List.of()))));
      transaction.publish();
      assertEquals(WITH_SYSTEM_DIRECTORIES, image(root).digest().hex());
    }
  }

  @Test
  void theDigestGoesIntoTheMetadataBeforeAnythingIsPublished() throws IOException {
    VariantDict metadata = VariantDict.empty().put("zz", "1").put("aa", "2");
    metadata.put("ostree.ref-binding", "");
    try (Transaction transaction = repo.begin()) {
      CommitMetadata.putImageDigest(metadata, transaction, small(transaction));
    }
    assertEquals(
        Checksum.parse(SMALL),
        Checksum.of(metadata.find(CommitKeys.COMPOSEFS_DIGEST).orElseThrow().asBytes()));
    assertEquals(
        List.of("aa", CommitKeys.COMPOSEFS_DIGEST, "zz", "ostree.ref-binding"),
        List.copyOf(metadata.keys()));
  }

  @Test
  void isWrittenAsTheFileOfAnybody() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    Path image = temporary.resolve("image");
    Checksum digest = new ImageCheckout(repo, ContentDigests.INCLUDED).write(commit, image);
    assertEquals(SMALL, digest.hex());
    assertEquals(SMALL, FsVerityDigest.of(Files.readAllBytes(image)).hex());
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(image)));
    assertEquals(List.of("image", "repo"), names());
  }

  @Test
  void replacesAFileAndASymlinkItself() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    var checkout = new ImageCheckout(repo, ContentDigests.INCLUDED);
    Path target = Files.writeString(temporary.resolve("target"), "old");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), target);
    checkout.write(commit, link);
    assertTrue(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS));
    assertEquals("old", Files.readString(target));
    checkout.write(commit, target);
    assertArrayEquals(Files.readAllBytes(link), Files.readAllBytes(target));
  }

  @Test
  void aDirectoryStays() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    var checkout = new ImageCheckout(repo, ContentDigests.INCLUDED);
    Path directory = Files.createDirectory(temporary.resolve("directory"));
    for (Path taken : List.of(directory, directory.resolve("."), Path.of("/"))) {
      assertThrows(
          TreeException.KindConflict.class, () -> checkout.write(commit, taken), taken::toString);
    }
    assertEquals(List.of("directory", "repo"), names());
  }

  @Test
  void theDirectoryMustExist() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    var checkout = new ImageCheckout(repo, ContentDigests.INCLUDED);
    var e =
        assertThrows(
            NoSuchFileException.class,
            () -> checkout.write(commit, temporary.resolve("absent/image")));
    assertEquals("linkat: No such file or directory", e.getMessage());
  }

  @Test
  void anImageThatTheCommitDoesNotNameIsRefused() throws IOException {
    Variant other = Variant.bytes(new byte[32]);
    Checksum commit = commitSmall(VariantDict.empty().put(CommitKeys.COMPOSEFS_DIGEST, other));
    Path image = Files.writeString(temporary.resolve("image"), "old");
    var checkout = new ImageCheckout(repo, ContentDigests.INCLUDED);
    var e = assertThrows(TreeException.ImageMismatch.class, () -> checkout.write(commit, image));
    assertEquals(
        "Generated composefs image digest ("
            + SMALL
            + ") doesn't match expected digest ("
            + "0".repeat(64)
            + ")",
        e.getMessage());
    assertEquals("old", Files.readString(image));
    assertEquals(List.of("image", "repo"), names());
    new ImageCheckout(repo, ContentDigests.LEFT_OUT).write(commit, image);
    assertEquals(SMALL_WITHOUT_DIGESTS, FsVerityDigest.of(Files.readAllBytes(image)).hex());
  }

  @Test
  void theImageThatTheCommitNamesIsWritten() throws IOException {
    Variant right = Variant.bytes(Checksum.parse(SMALL).bytes());
    Checksum commit = commitSmall(VariantDict.empty().put(CommitKeys.COMPOSEFS_DIGEST, right));
    new ImageCheckout(repo, ContentDigests.INCLUDED).write(commit, temporary.resolve("image"));
    assertEquals(List.of("image", "repo"), names());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 33})
  void aDigestOfAnotherLengthIsRefused(int length) throws IOException {
    Variant odd = Variant.bytes(new byte[length]);
    Checksum commit = commitSmall(VariantDict.empty().put(CommitKeys.COMPOSEFS_DIGEST, odd));
    var checkout = new ImageCheckout(repo, ContentDigests.INCLUDED);
    Path image = temporary.resolve("image");
    var e = assertThrows(TreeException.ImageMismatch.class, () -> checkout.write(commit, image));
    assertEquals("Expected composefs fs-verity in metadata has the wrong size", e.getMessage());
  }

  @Test
  void aDigestOfAnotherTypeSaysNothing() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty().put(CommitKeys.COMPOSEFS_DIGEST, "text"));
    new ImageCheckout(repo, ContentDigests.INCLUDED).write(commit, temporary.resolve("image"));
    assertEquals(List.of("image", "repo"), names());
  }

  private List<String> names() throws IOException {
    try (var listing = Files.list(temporary)) {
      return listing.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static Checksum hi() throws IOException {
    var content = new ByteArrayInputStream("hi\n".getBytes(StandardCharsets.UTF_8));
    return ContentChecksum.of(FileHeader.regular(0, 0, 0644, Xattrs.EMPTY), content);
  }

  private Path stored(Checksum content) {
    return temporary.resolve(
        "repo/objects/" + new ObjectName(content, ObjectType.FILE).loosePath(true));
  }

  @Test
  void damagedContentLeavesNothingBehind() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    Path object = stored(hi());
    byte[] bytes = Files.readAllBytes(object);
    Files.write(object, Arrays.copyOf(bytes, bytes.length - 3));
    var checkout = new ImageCheckout(repo, ContentDigests.INCLUDED);
    Path image = Files.writeString(temporary.resolve("image"), "old");
    var e = assertThrows(RepoException.ObjectDamaged.class, () -> checkout.write(commit, image));
    assertEquals(hi(), e.name().checksum());
    assertEquals("old", Files.readString(image));
    assertEquals(List.of("image", "repo"), names());
  }

  @Test
  void missingContentLeavesNothingBehind() throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    Files.delete(stored(hi()));
    var checkout = new ImageCheckout(repo, ContentDigests.LEFT_OUT);
    assertThrows(
        RepoException.ObjectMissing.class,
        () -> checkout.write(commit, temporary.resolve("image")));
    assertEquals(List.of("repo"), names());
  }

  @Test
  void whatNoImageCanHoldIsNamed() throws IOException {
    var large = Xattrs.of(List.of(new Xattr("user.large", new byte[40_000])));
    try (Transaction transaction = repo.begin()) {
      Checksum file = file(transaction, "x", large);
      TreeRoot root = root(transaction, List.of(new DirTree.FileEntry("f", file)), List.of());
      var images = new CommitImage(transaction.objects(), ContentDigests.INCLUDED);
      var e = assertThrows(TreeException.Unrepresentable.class, () -> images.of(root));
      assertEquals(
          "Processing "
              + file
              + ": no image can hold extended attributes of 40029 bytes exceed limit 32767",
          e.getMessage());
    }
  }

  @Test
  void whatNoImageCanHoldOfADirectoryIsRefused() throws IOException {
    var large = Xattrs.of(List.of(new Xattr("user.large", new byte[40_000])));
    try (Transaction transaction = repo.begin()) {
      TreeRoot plain = root(transaction, List.of(), List.of());
      var root = new TreeRoot(plain.tree(), meta(transaction, large));
      var images = new CommitImage(transaction.objects(), ContentDigests.INCLUDED);
      assertThrows(TreeException.Unrepresentable.class, () -> images.of(root));
    }
  }

  /// A few kilobytes which stand for 2^60 directories.
  @Test
  void aTreeThatNamesItsPartsAgainAndAgainIsRefusedAtOnce() throws IOException {
    try (Transaction transaction = repo.begin()) {
      TreeRoot root = root(transaction, List.of(), List.of());
      for (int i = 0; i < 60; i++) {
        root = root(transaction, List.of(), List.of(entry("a", root), entry("b", root)));
      }
      TreeRoot bomb = root;
      var images = new CommitImage(transaction.objects(), ContentDigests.INCLUDED);
      var e = assertThrows(TreeException.Unrepresentable.class, () -> images.of(bomb));
      assertEquals("No image can hold a tree of more than 8000000 files", e.getMessage());
    }
  }

  @Test
  void aTreeDeeperThanAnyPathIsRefused() throws IOException {
    try (Transaction transaction = repo.begin()) {
      TreeRoot root = root(transaction, List.of(), List.of());
      var levels = new ArrayList<TreeRoot>();
      for (int i = 0; i < 2049; i++) {
        root = root(transaction, List.of(), List.of(entry("d", root)));
        levels.add(root);
      }
      var images = new CommitImage(transaction.objects(), ContentDigests.INCLUDED);
      TreeRoot tooDeep = root;
      assertThrows(TreeException.InvalidName.class, () -> images.of(tooDeep));
      assertTrue(images.of(levels.get(2047)).sizeBytes() > 0);
    }
  }

  /// The kernel with its own idea of whether files can be sealed.
  private static Kernel sealing(boolean possible, List<Long> sealed) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("enableVerity")) {
            sealed.add(Kernel.system().status((Descriptor) arguments[0]).sizeBytes());
            return possible;
          }
          try {
            return method.invoke(Kernel.system(), arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    ClassLoader loader = CommitImageTest.class.getClassLoader();
    return (Kernel) Proxy.newProxyInstance(loader, new Class<?>[] {Kernel.class}, handler);
  }

  private List<Long> checkOutSealed(String wanted, boolean possible) throws IOException {
    Checksum commit = commitSmall(VariantDict.empty());
    Path config = temporary.resolve("repo/config");
    Files.writeString(
        config, Files.readString(config) + "\n[ex-integrity]\nfsverity=" + wanted + "\n");
    var sealed = new ArrayList<Long>();
    try (Repo other = Repo.open(sealing(possible, sealed), temporary.resolve("repo"))) {
      var checkout = new ImageCheckout(other, ContentDigests.INCLUDED);
      checkout.write(commit, temporary.resolve("image"));
    }
    return sealed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "maybe"})
  void isSealedWhenItIsComplete(String wanted) throws IOException {
    List<Long> sealed = checkOutSealed(wanted, true);
    assertEquals(List.of(Files.size(temporary.resolve("image"))), sealed);
  }

  @Test
  void isNotSealedUnlessTheConfigurationWantsIt() throws IOException {
    assertEquals(List.of(), checkOutSealed("no", true));
  }

  @Test
  void isWrittenWhenItNeedNotBeSealed() throws IOException {
    checkOutSealed("maybe", false);
    assertEquals(List.of("image", "repo"), names());
  }

  @Test
  void isNotWrittenWhenItMustBeSealedAndCannot() throws IOException {
    var e = assertThrows(FileSystemException.class, () -> checkOutSealed("yes", false));
    assertEquals("fsverity required but filesystem does not support it", e.getMessage());
    assertEquals(List.of("repo"), names());
  }
}
