// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.syscall.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {
  private static final TransactionOptions HASTY =
      TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF);

  @TempDir Path directory;

  private Repo repo;

  @BeforeEach
  void create() throws IOException {
    repo = Samples.create(directory.resolve("repo"), RepoMode.BARE_USER);
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private List<String> tmp() throws IOException {
    try (var listed = Files.list(directory.resolve("repo/tmp"))) {
      return listed
          .map(path -> path.getFileName().toString())
          .filter(n -> !n.equals("cache"))
          .toList();
    }
  }

  private void configure(String key, String value) throws IOException {
    KeyFile config = repo.config().keyFile();
    config.set("core", key, value);
    repo.writeConfig(config);
  }

  @Nested
  class Publishing {
    @Test
    void nothingIsVisibleBefore() throws IOException {
      try (Transaction transaction = repo.begin()) {
        Checksum name = Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES);
        assertTrue(transaction.has(Samples.file(name)));
        assertFalse(repo.objects().has(Samples.file(name)));
        transaction.publish();
        assertTrue(repo.objects().has(Samples.file(name)));
      }
    }

    @Test
    void withoutItRefsStayAsTheyAre() throws IOException {
      try (Transaction transaction = repo.begin(HASTY)) {
        Checksum commit = Samples.writeCommit(transaction, "s");
        transaction.setRef(RefSpec.parse("main"), Optional.of(commit));
      }
      assertEquals(Optional.empty(), repo.refs().find(RefSpec.parse("main")));
    }

    @Test
    void countsWhatWasGivenAndWhatWasNew() throws IOException {
      try (Transaction transaction = repo.begin(HASTY)) {
        Samples.writeCommit(transaction, "s");
        assertEquals(new TransactionStats(4, 4, 5, 5, 8, 0), transaction.publish());
      }
      try (Transaction transaction = repo.begin(HASTY)) {
        Samples.writeCommit(transaction, "s");
        assertEquals(new TransactionStats(4, 0, 5, 0, 0, 0), transaction.publish());
      }
    }

    @Test
    void leavesNothingInTmp() throws IOException {
      try (Transaction transaction = repo.begin()) {
        Samples.writeCommit(transaction, "s");
        transaction.publish();
      }
      assertEquals(List.of(), tmp());
    }

    @Test
    void isTheEnd() throws IOException {
      Transaction transaction = repo.begin(HASTY);
      transaction.publish();
      assertThrows(IllegalStateException.class, transaction::publish);
      assertThrows(IllegalStateException.class, () -> Samples.writeCommit(transaction, "s"));
      transaction.close();
      transaction.close();
    }

    @Test
    void aCommitStaysOutOfSightEvenWithoutFsync() throws IOException {
      try (Transaction transaction = repo.begin(HASTY)) {
        Checksum commit = Samples.writeCommit(transaction, "s");
        assertFalse(repo.objects().has(new ObjectName(commit, ObjectType.COMMIT)));
      }
    }

    @Test
    void aCommitWrittenAgainLosesItsTombstone() throws IOException {
      configure("tombstone-commits", "true");
      Checksum commit = publishCommit();
      var tombstone = new ObjectName(commit, ObjectType.TOMBSTONE_COMMIT);
      repo.objects().delete(new ObjectName(commit, ObjectType.COMMIT));
      assertTrue(repo.objects().has(tombstone));
      assertEquals(commit, publishCommit());
      assertFalse(repo.objects().has(tombstone));
    }

    private Checksum publishCommit() throws IOException {
      try (Transaction transaction = repo.begin(HASTY)) {
        Checksum commit = Samples.writeCommit(transaction, "s");
        transaction.publish();
        return commit;
      }
    }
  }

  @Nested
  class Interrupted {
    @Test
    void isTakenUpByTheNext() throws IOException {
      try (Transaction transaction = repo.begin()) {
        Samples.writeCommit(transaction, "s");
      }
      assertEquals(1, tmp().stream().filter(name -> !name.endsWith("-lock")).count());
      try (Transaction transaction = repo.begin()) {
        Samples.writeCommit(transaction, "s");
        TransactionStats stats = transaction.publish();
        assertEquals(0, stats.contentObjectsWritten());
        assertEquals(1, stats.metadataObjectsWritten()); // the commit, which is not taken over
      }
      assertEquals(List.of(), tmp());
    }

    @Test
    void isNotTakenUpWhileItRuns() throws IOException {
      try (Transaction first = repo.begin();
          Transaction second = repo.begin()) {
        Checksum name = Samples.write(first, Samples.regular(0644), Samples.HELLO_BYTES);
        assertFalse(second.has(Samples.file(name)));
        second.publish();
        first.publish();
        assertTrue(repo.objects().has(Samples.file(name)));
      }
    }

    @Test
    void ofAnotherBootIsRemoved() throws IOException {
      TransactionOptions before = TransactionOptions.defaults().withBootId("before");
      try (Transaction transaction = repo.begin(before)) {
        Samples.writeCommit(transaction, "s");
      }
      try (Transaction transaction = repo.begin()) {
        transaction.publish();
      }
      assertEquals(List.of(), tmp());
    }

    @Test
    void withNothingWrittenLeavesNothing() throws IOException {
      repo.begin().close();
      assertEquals(List.of(), tmp());
    }
  }

  @Nested
  class Content {
    @Test
    void ofAnotherNameThanExpectedIsRefused() throws IOException {
      try (Transaction transaction = repo.begin(HASTY)) {
        byte[] other = Samples.utf8("other\n");
        var failure =
            assertThrows(
                RepoException.ObjectDamaged.class,
                () ->
                    transaction.writeContent(
                        Samples.HELLO,
                        Samples.regular(0644),
                        other.length,
                        new ByteArrayInputStream(other)));
        assertTrue(
            failure
                .getMessage()
                .startsWith(
                    "Writing content object: Corrupted file object; checksum expected='"
                        + Samples.HELLO
                        + "' actual='"));
      }
    }

    @Test
    void ofAnotherLengthThanSaidIsRefused() throws IOException {
      try (Transaction transaction = repo.begin(HASTY)) {
        for (int size : List.of(5, 7, WorkArea.INPUT_BYTES * 2)) {
          var stream = new ByteArrayInputStream(Samples.HELLO_BYTES);
          assertThrows(
              IOException.class,
              () -> transaction.writeContent(Samples.regular(0644), size, stream));
        }
        assertEquals(
            Samples.HELLO, Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES));
      }
    }

    @Test
    void thatWouldEatIntoTheReserveIsRefused() throws IOException {
      configure("min-free-space-size", "900TB");
      try (Transaction transaction = repo.begin()) {
        var failure =
            assertThrows(
                RepoException.NoSpace.class,
                () -> Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES));
        assertEquals(
            "Writing content object: min-free-space-size 943718400MB would be exceeded,"
                + " at least 4.1\u00a0kB requested",
            failure.getMessage());
      }
      assertEquals(List.of(), tmp());
    }

    @Test
    void isWrittenByManyThreadsAtOnce() throws Exception {
      try (Transaction transaction = repo.begin(HASTY);
          var threads = Executors.newFixedThreadPool(4)) {
        List<Future<Checksum>> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          byte[] content = Samples.bytes(i % 50 * 5000);
          written.add(
              threads.submit(() -> Samples.write(transaction, Samples.regular(0644), content)));
        }
        for (Future<Checksum> each : written) {
          each.get();
        }
        TransactionStats stats = transaction.publish();
        assertEquals(200, stats.contentObjects());
        assertEquals(50, stats.contentObjectsWritten());
      }
      repo.objects().forEach(name -> repo.objects().verify(name));
    }

    @Test
    void isAdoptedFromATreeThatIsGivenAway() throws IOException {
      Path tree = Files.createDirectory(directory.resolve("tree"));
      Files.write(tree.resolve("a"), Samples.HELLO_BYTES);
      try (Transaction transaction = repo.begin(HASTY);
          Descriptor root = repo.kernel().openRoot(tree)) {
        FileHeader header = Samples.regular(0644);
        assertEquals(Optional.of(Samples.HELLO), transaction.adopt(header, root, "a"));
        transaction.publish();
      }
      assertFalse(Files.exists(tree.resolve("a")));
      repo.objects().verify(Samples.file(Samples.HELLO));
    }

    @Test
    void withASecondNameIsNotAdoptedIntoBareUser() throws IOException {
      Path tree = Files.createDirectory(directory.resolve("tree"));
      Files.write(tree.resolve("a"), Samples.HELLO_BYTES);
      Files.createLink(tree.resolve("b"), tree.resolve("a"));
      try (Transaction transaction = repo.begin(HASTY);
          Descriptor root = repo.kernel().openRoot(tree)) {
        FileHeader header = Samples.regular(0644);
        assertEquals(Optional.empty(), transaction.adopt(header, root, "a"));
      }
      assertTrue(Files.exists(tree.resolve("a")));
    }

    @Test
    void isWrittenWhereSealingIsWantedButNotPossible() throws IOException {
      KeyFile config = repo.config().keyFile();
      config.set("ex-integrity", "fsverity", "maybe");
      repo.writeConfig(config);
      try (Transaction transaction = repo.begin(HASTY)) {
        Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES);
        transaction.publish();
      }
      repo.objects().verify(Samples.file(Samples.HELLO));
    }

    @Test
    void sharesItsSpaceByPayloadLinks() throws IOException {
      configure("payload-link-threshold", "3");
      Checksum payload = Checksum.ofContent(Samples.HELLO_BYTES);
      try (Transaction transaction = repo.begin(HASTY)) {
        Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES);
        Samples.write(transaction, Samples.regular(0755), Samples.HELLO_BYTES);
        transaction.publish();
      }
      assertEquals(Optional.of(Samples.HELLO), repo.objects().payloadTarget(payload));
      assertEquals(0, repo.objects().pruneStalePayloadLinks(true));
      repo.objects().delete(Samples.file(Samples.HELLO));
      assertEquals(1, repo.objects().pruneStalePayloadLinks(true));
      assertEquals(Optional.empty(), repo.objects().payloadTarget(payload));
    }
  }

  @Nested
  class Metadata {
    @Test
    void thatNobodyCouldReadIsRefused() throws IOException {
      try (Transaction transaction = repo.begin(HASTY)) {
        assertThrows(
            RepoException.ObjectDamaged.class,
            () -> transaction.writeMetadata(ObjectType.DIRTREE, new byte[] {1, 2, 3}));
      }
    }

    @Test
    void attachedToACommitReplacesWhatWasAttached() throws IOException {
      Checksum commit;
      try (Transaction transaction = repo.begin(HASTY)) {
        commit = Samples.writeCommit(transaction, "s");
        attach(transaction, commit, "one");
        attach(transaction, commit, "two");
        transaction.publish();
      }
      assertEquals("two", attached(commit));
      try (Transaction transaction = repo.begin(HASTY)) {
        attach(transaction, commit, "three");
        assertEquals("two", attached(commit));
        transaction.publish();
      }
      assertEquals("three", attached(commit));
      try (Transaction transaction = repo.begin(HASTY)) {
        transaction.writeDetachedMetadata(commit, Optional.empty());
        transaction.publish();
      }
      assertTrue(repo.objects().detachedMetadata(commit).orElseThrow().isEmpty());
      var name = new ObjectName(commit, ObjectType.COMMIT_METADATA);
      assertArrayEquals(new byte[0], repo.objects().readMetadata(name));
    }

    private void attach(Transaction transaction, Checksum commit, String text) throws IOException {
      VariantDict dict = VariantDict.empty();
      dict.put("key", text);
      transaction.writeDetachedMetadata(commit, Optional.of(dict));
    }

    private String attached(Checksum commit) throws IOException {
      VariantDict dict = repo.objects().detachedMetadata(commit).orElseThrow();
      return dict.find("key").orElseThrow().asString();
    }
  }

  @Test
  void contentOfSplitAttributesIsRefusedUnlessItIsAskedFor() throws IOException {
    try (Repo split = Samples.create(directory.resolve("split"), RepoMode.BARE_SPLIT_XATTRS);
        Transaction transaction = split.begin(HASTY)) {
      var failure =
          assertThrows(
              RepoException.ModeRefusesWrite.class,
              () -> Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES));
      assertEquals("Writing content object: Not allowed due to repo mode", failure.getMessage());
    }
  }

  @Test
  void aSetuidFileOfABareUserOnlyRepositoryIsRefused() throws IOException {
    try (Repo only = Samples.create(directory.resolve("only"), RepoMode.BARE_USER_ONLY);
        Transaction transaction = only.begin(HASTY)) {
      var failure =
          assertThrows(
              RepoException.ModeRefusesWrite.class,
              () -> Samples.write(transaction, Samples.regular(04755), Samples.HELLO_BYTES));
      assertTrue(failure.getMessage().endsWith(": invalid mode 0104755 with bits 04000"));
    }
  }
}
