// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ostree4j.syscall.Descriptor;
import dev.ostree4j.syscall.FileStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The cache of inodes, and the rubbish in `tmp`.
class LooseCachesTest {
  private static final TransactionOptions HASTY =
      TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF);

  @TempDir Path directory;

  private Repo create(RepoMode mode) throws IOException {
    Repo repo = Samples.create(directory.resolve("repo"), mode);
    try (Transaction transaction = repo.begin(HASTY)) {
      Samples.write(transaction, Samples.regular(0644), Samples.HELLO_BYTES);
      Samples.write(transaction, Samples.regular(06777), Samples.HELLO_BYTES);
      transaction.publish();
    }
    return repo;
  }

  @Test
  void anInodeOfTheRepositoryIsKnown() throws IOException {
    try (Repo repo = create(RepoMode.BARE_USER)) {
      StoredFile file = repo.objects().findLoose(Samples.HELLO).orElseThrow();
      FileStatus status = repo.kernel().status(file.directory(), file.path());
      DevInoCache cache = DevInoCache.scan(repo);
      assertEquals(Optional.of(Samples.HELLO), cache.find(status.device(), status.inode()));
      assertEquals(Optional.empty(), cache.find(status.device() + 1, status.inode()));
    }
  }

  @Test
  void theInodesOfAnArchiveAreNot() throws IOException {
    try (Repo repo = create(RepoMode.ARCHIVE)) {
      StoredFile file = repo.objects().findLoose(Samples.HELLO).orElseThrow();
      FileStatus status = repo.kernel().status(file.directory(), file.path());
      DevInoCache cache = DevInoCache.scan(repo);
      assertEquals(Optional.empty(), cache.find(status.device(), status.inode()));
    }
  }

  @Test
  void onlyWhatIsOldOrOfAnotherBootIsRubbish() throws IOException {
    Instant now = Instant.parse("2026-01-02T00:00:00Z");
    for (String name : List.of("cache", "old", "staging-mine-AAAAAA", "staging-other-BBBBBB")) {
      Path entry = Files.createDirectories(directory.resolve(name).resolve("below")).getParent();
      Files.setLastModifiedTime(entry, FileTime.from(now.minus(Duration.ofDays(3))));
    }
    Path fresh = Files.createFile(directory.resolve("fresh"));
    Files.setLastModifiedTime(fresh, FileTime.from(now.minus(Duration.ofHours(1))));
    Kernel kernel = Kernel.system();
    try (Descriptor tmp = kernel.openRoot(directory)) {
      new TmpCleaner(kernel, tmp, "mine", now, Duration.ofDays(1)).clean();
    }
    try (var left = Files.list(directory)) {
      assertEquals(
          List.of("cache", "fresh", "staging-mine-AAAAAA"),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void sizesAreWrittenAsPeopleReadThem() {
    assertEquals("1 byte", SizeText.of(1));
    assertEquals("999 bytes", SizeText.of(999));
    assertEquals("4.1\u00a0kB", SizeText.of(4096));
    assertEquals("31.5\u00a0MB", SizeText.of(31_461_376));
    assertEquals("1.0\u00a0GB", SizeText.of(1_000_000_000));
  }
}
