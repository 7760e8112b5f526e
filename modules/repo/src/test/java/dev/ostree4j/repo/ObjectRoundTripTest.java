// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every mode promises: what was written is read back.
class ObjectRoundTripTest {
  private static final TransactionOptions OPTIONS =
      TransactionOptions.defaults()
          .withSplitXattrs(TransactionOptions.SplitXattrsUse.WRITTEN)
          .withFsync(TransactionOptions.Fsync.OFF);

  @TempDir Path directory;

  private Repo repo;

  private Repo open(RepoMode mode) throws IOException {
    boolean owners = mode == RepoMode.BARE || mode == RepoMode.BARE_SPLIT_XATTRS;
    assumeTrue(!owners || Kernel.system().effectiveUser() == 0, "only root sets owners");
    repo = Samples.create(directory.resolve("repo"), mode);
    return repo;
  }

  @AfterEach
  void close() throws IOException {
    if (repo != null) {
      repo.close();
    }
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void contentOfEverySizeComesBack(RepoMode mode) throws IOException {
    open(mode);
    int limit = WorkArea.INPUT_BYTES;
    for (int size : List.of(0, 1, 4096, limit - 1, limit, limit + 1, 3 * limit + 17)) {
      byte[] content = Samples.bytes(size);
      Checksum name = write(Samples.regular(0644), content);
      assertContent(name, Samples.regular(0644), content);
    }
  }

  @Test
  void aFileWrittenWithoutItsAttributesFailsTheCheck() throws IOException {
    open(RepoMode.BARE_SPLIT_XATTRS);
    var options =
        TransactionOptions.defaults()
            .withSplitXattrs(TransactionOptions.SplitXattrsUse.WITHOUT_XATTRS);
    Checksum name;
    try (Transaction transaction = repo.begin(options)) {
      name =
          transaction.writeContent(
              Samples.regular(0644), 1, new ByteArrayInputStream(new byte[] {1}));
      transaction.publish();
    }
    assertThrows(RepoException.class, () -> repo.objects().verify(Samples.file(name)));
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void anOpenFileIsWrittenFromItsStart(RepoMode mode) throws IOException {
    open(mode);
    for (int size : List.of(10, 5 * WorkArea.INPUT_BYTES)) {
      byte[] content = Samples.bytes(size);
      Files.write(directory.resolve("source" + size), content);
      Kernel kernel = repo.kernel();
      try (Transaction transaction = repo.begin(OPTIONS);
          Descriptor root = kernel.openRoot(directory);
          Descriptor file = kernel.openRead(root, "source" + size)) {
        kernel.read(file, new byte[3], 0, 3);
        Checksum name = transaction.writeContent(Samples.regular(0644), file, size);
        transaction.publish();
        assertContent(name, Samples.regular(0644), content);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void aSymlinkComesBack(RepoMode mode) throws IOException {
    open(mode);
    for (String target : List.of("a.txt", "/nowhere/é", "x".repeat(4000))) {
      Checksum name = write(Samples.symlink(target), new byte[0]);
      assertContent(name, Samples.symlink(target), new byte[0]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BARE_USER_ONLY", mode = EnumSource.Mode.EXCLUDE)
  void ownerModeAndAttributesComeBack(RepoMode mode) throws IOException {
    open(mode);
    List<FileHeader> headers =
        List.of(
            FileHeader.regular(1000, 1001, 02771, Xattrs.EMPTY),
            FileHeader.regular(0, 0, 04755, Samples.withXattrs().xattrs()),
            FileHeader.regular(7, 8, 0, Xattrs.EMPTY),
            FileHeader.symlink(5, 6, "somewhere", Xattrs.EMPTY));
    for (FileHeader header : headers) {
      byte[] content = header.isSymlink() ? new byte[0] : Samples.HELLO_BYTES;
      assertContent(write(header, content), header, content);
    }
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void namesAreThoseOfTheFormat(RepoMode mode) throws IOException {
    open(mode);
    assertEquals(Samples.HELLO, write(Samples.regular(0644), Samples.HELLO_BYTES));
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void metadataComesBackOnceItIsPublished(RepoMode mode) throws IOException {
    open(mode);
    Checksum commit;
    try (Transaction transaction = repo.begin(OPTIONS)) {
      commit = Samples.writeCommit(transaction, "subject");
      assertTrue(transaction.has(new ObjectName(commit, ObjectType.COMMIT)));
      assertFalse(repo.objects().has(new ObjectName(commit, ObjectType.COMMIT)));
      transaction.publish();
    }
    assertEquals("subject", repo.objects().readCommit(commit).subject());
    repo.objects().forEach(name -> repo.objects().verify(name));
    assertEquals(List.of(commit), repo.objects().commitsStartingWith(commit.hex().substring(0, 5)));
    assertEquals(List.of(commit), repo.objects().commitsStartingWith(commit.hex().substring(0, 1)));
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void storedFilesHaveTheModeOfTheFormat(RepoMode mode) throws IOException {
    open(mode);
    Checksum name = write(Samples.regular(0664), Samples.HELLO_BYTES);
    String path = Samples.file(name).loosePath(mode == RepoMode.ARCHIVE);
    FileStatus status = repo.kernel().status(repo.objectsDirectory(), path);
    assertEquals(mode == RepoMode.ARCHIVE ? 0644 : 0664, status.permissions());
    if (mode != RepoMode.ARCHIVE) {
      assertEquals(0, status.modifiedSeconds());
    }
  }

  private Checksum write(FileHeader header, byte[] content) throws IOException {
    try (Transaction transaction = repo.begin(OPTIONS)) {
      Checksum name = Samples.write(transaction, header, content);
      transaction.publish();
      return name;
    }
  }

  private void assertContent(Checksum name, FileHeader header, byte[] content) throws IOException {
    try (ContentObject opened = repo.objects().openContent(name)) {
      assertEquals(header, opened.header());
      assertEquals(content.length, opened.sizeBytes());
      assertArrayEquals(content, opened.stream().readAllBytes());
    }
    repo.objects().verify(Samples.file(name));
  }
}
