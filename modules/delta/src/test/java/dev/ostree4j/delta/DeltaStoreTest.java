// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoLock;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies in `deltas` and `delta-indexes`, and is no delta.
class DeltaStoreTest {
  @TempDir Path directory;

  private Path file(String path) throws IOException {
    Path file = directory.resolve("repo").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "stray");
  }

  @Test
  void strayFilesAreNoDeltas() throws IOException {
    Path path = directory.resolve("repo");
    try (Repo repo = Repo.create(path, RepoMode.ARCHIVE)) {
      Checksum to = SampleTree.commit(repo, Map.of("a", new byte[] {1}), Optional.empty());
      DeltaName name = DeltaName.fromScratch(to);
      DeltaName other = DeltaName.between(to, Checksum.ofContent(new byte[0]));
      new DeltaMaker(repo, DeltaOptions.defaults(), DeltaListener.NONE).make(name);
      file("deltas/ab");
      file("deltas/README");
      file(other.directory());
      file("delta-indexes/cd");
      var store = new DeltaStore(repo);
      assertEquals(Set.of(name), store.list());
      store.reindex();
      assertEquals(Set.of(to), store.indexes());
    }
  }

  @Test
  void reindexingWaitsForAPrune() throws IOException {
    Path path = directory.resolve("repo");
    Repo.create(path, RepoMode.ARCHIVE).close();
    Files.writeString(
        path.resolve("config"), "[core]\nrepo_version=1\nmode=archive-z2\nlock-timeout-secs=0\n");
    try (Repo pruned = Repo.open(path);
        Repo repo = Repo.open(path)) {
      var store = new DeltaStore(repo);
      Checksum to = Checksum.ofContent(new byte[0]);
      try (RepoLock _ = pruned.lock(LockKind.EXCLUSIVE)) {
        assertThrows(RepoException.LockTimeout.class, store::reindex);
        assertThrows(RepoException.LockTimeout.class, () -> store.reindex(to));
      }
      try (RepoLock _ = pruned.lock(LockKind.SHARED)) {
        store.reindex();
        store.reindex(to);
      }
    }
  }
}
