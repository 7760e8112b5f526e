// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoLock;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lies in `deltas` and `delta-indexes`, and is no delta.
class DeltaStoreTest {
  private static final Checksum ONE = Checksum.ofContent(new byte[] {1});
  private static final Checksum TWO = Checksum.ofContent(new byte[] {2});

  @TempDir Path directory;

  /// Told of a path.
  private interface Watcher {
    void see(String path) throws IOException;
  }

  /// A kernel in which somebody is told of a path just before a call acts on it.
  private static Kernel before(String call, Watcher watcher) {
    Object proxy =
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (self, method, arguments) -> {
              if (method.getName().equals(call)) {
                watcher.see((String) arguments[1]);
              }
              try {
                return method.invoke(Kernel.system(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return (Kernel) proxy;
  }

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
  void aDeltaIsDeletedWithAllThatLiesInIt() throws IOException {
    Path path = directory.resolve("repo");
    var unlinked = new ArrayList<String>();
    Repo.create(path, RepoMode.ARCHIVE).close();
    try (Repo repo = Repo.open(before("unlink", unlinked::add), path)) {
      DeltaName name = DeltaName.between(ONE, TWO);
      file(name.superblockPath());
      file(name.partPath(0));
      Path kept = file("kept/file");
      Path below = file(name.directory() + "/a/b/c").getParent();
      Files.createSymbolicLink(below.resolve("link"), kept.getParent());
      var store = new DeltaStore(repo);
      store.delete(name);
      assertFalse(Files.exists(path.resolve(name.directory())));
      assertTrue(unlinked.getFirst().endsWith("/superblock"), unlinked::toString);
      assertTrue(Files.exists(kept));
      assertThrows(DeltaException.NotFound.class, () -> store.delete(name));
    }
  }

  @Test
  void whatStandsInTheDirectorysPlaceIsDeletedToo() throws IOException {
    Path path = directory.resolve("repo");
    try (Repo repo = Repo.create(path, RepoMode.ARCHIVE)) {
      DeltaName name = DeltaName.fromScratch(ONE);
      DeltaName linked = DeltaName.fromScratch(TWO);
      file(name.directory());
      Path kept = file("kept/superblock");
      Path link = path.resolve(linked.directory());
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, kept.getParent());
      var store = new DeltaStore(repo);
      store.delete(name);
      store.delete(linked);
      assertFalse(Files.exists(path.resolve(name.directory())));
      assertFalse(Files.exists(link));
      assertTrue(Files.exists(kept));
    }
  }

  /// The first delta that such a call is about vanishes, with its group, just before.
  @ParameterizedTest
  @ValueSource(strings = {"openDirectory", "findStatus", "openRead"})
  void whatVanishesMeanwhileTakesNoOtherIndexAlong(String call) throws IOException {
    Path path = directory.resolve("repo");
    Repo.create(path, RepoMode.ARCHIVE).close();
    var left = new TreeSet<Checksum>();
    for (int i = 0; i < 4; i++) {
      Checksum to = Checksum.ofContent(new byte[] {(byte) i});
      left.add(to);
      file(DeltaName.fromScratch(to).superblockPath());
    }
    try (Repo repo = Repo.open(path)) {
      new DeltaStore(repo).reindex();
      assertEquals(left, new DeltaStore(repo).indexes());
    }
    Watcher deletion =
        seen -> {
          for (Checksum to : List.copyOf(left)) {
            Path superblock = path.resolve(DeltaName.fromScratch(to).superblockPath());
            Path group = superblock.getParent().getParent();
            if (left.size() == 4 && ("/" + seen + "/").contains("/" + group.getFileName() + "/")) {
              left.remove(to);
              for (Path gone : List.of(superblock, superblock.getParent(), group)) {
                Files.delete(gone);
              }
            }
          }
        };
    try (Repo repo = Repo.open(before(call, deletion), path)) {
      var store = new DeltaStore(repo);
      store.reindex();
      assertEquals(3, left.size());
      assertEquals(left, store.indexes());
    }
  }

  @Test
  void anIndexOutlivesTheDeletionOfOneOfItsDeltas() throws IOException {
    Path path = directory.resolve("repo");
    Repo.create(path, RepoMode.ARCHIVE).close();
    DeltaName deleted = DeltaName.between(ONE, TWO);
    DeltaName kept = DeltaName.fromScratch(TWO);
    Path superblock = file(deleted.superblockPath());
    file(kept.superblockPath());
    Watcher deletion =
        seen -> {
          if (seen.equals(deleted.superblockPath())) {
            Files.delete(superblock);
          }
        };
    try (Repo repo = Repo.open(before("openRead", deletion), path)) {
      var store = new DeltaStore(repo);
      store.reindex(TWO);
      assertEquals(Set.of(kept), store.findIndex(TWO).orElseThrow().superblocks().keySet());
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
