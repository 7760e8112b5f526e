// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import dev.ostree4j.testkit.HastyKernel;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fails, or cuts the power at, the first, second, … last call of a transaction that replaces a
/// commit by another, and looks at what is left each time.
@Tag("slow")
class PublishCrashTest {
  private static final RepoMode MODE = RepoMode.BARE_USER;

  @TempDir Path directory;

  @Test
  void afterAnyFailingCallTheRefIsOldOrNewAndComplete() throws IOException {
    everyCall(step -> true, n -> FaultPlan.failing(n, Errno.EIO));
  }

  @Test
  void afterADiskFullAtAnyCallTheRefIsOldOrNewAndComplete() throws IOException {
    everyCall(PublishCrashTest::changes, n -> FaultPlan.failing(n, Errno.ENOSPC));
  }

  @Test
  void afterACutAtAnyCallTheRefIsOldOrNewAndComplete() throws IOException {
    everyCall(PublishCrashTest::changes, FaultPlan::cuttingOff);
  }

  /// Before calls that change nothing the disk looks as before the next that does.
  private static boolean changes(Step step) {
    return !Set.of("close", "findStatus", "list", "openRead", "read", "readLink", "status")
        .contains(step.call());
  }

  private void everyCall(Predicate<Step> counted, IntFunction<FaultPlan> plans) throws IOException {
    int calls = Integer.MAX_VALUE;
    for (int n = 0; n <= calls; n++) {
      Path path = directory.resolve("repo" + n);
      Checksum before = prepare(create(path), "old");
      var kernel =
          n == 0
              ? new FaultyKernel(HastyKernel.of(Kernel.system()))
              : new FaultyKernel(
                  HastyKernel.of(Kernel.system()), plans.apply(n).onlyWhere(counted));
      Optional<Checksum> after = attempt(kernel, path);
      if (n == 0) {
        calls = (int) kernel.trace().stream().filter(counted).count();
        assertTrue(after.isPresent());
      }
      assertUsable(path, before, after, n);
      delete(path);
    }
  }

  private static Optional<Checksum> attempt(Kernel kernel, Path path) {
    try {
      return Optional.of(publish(kernel, path, "new", TransactionOptions.defaults()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// What everybody may rely on whatever happened, and that it can be done again.
  private static void assertUsable(Path path, Checksum before, Optional<Checksum> after, int n)
      throws IOException {
    String context = "call " + n;
    try (Repo repo = Repo.open(path)) {
      Checksum tip = repo.refs().find(main()).orElseThrow();
      assertTrue(after.isEmpty() || after.get().equals(tip), context);
      if (!tip.equals(before)) {
        assertEquals("new", repo.objects().readCommit(tip).subject(), context);
      }
      assertEachCommitIsComplete(repo);
    }
    Checksum again = prepare(path, "new");
    try (Repo repo = Repo.open(path)) {
      assertEquals(Optional.of(again), repo.refs().find(main()), context);
      assertEachCommitIsComplete(repo);
    }
  }

  private static void assertEachCommitIsComplete(Repo repo) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    repo.objects().forEach(names::add);
    for (ObjectName name : names) {
      repo.objects().verify(name);
      if (name.type() == ObjectType.COMMIT) {
        Commit commit = repo.objects().readCommit(name.checksum());
        assertComplete(repo, commit.rootTree());
        repo.objects().readDirMeta(commit.rootMeta());
      }
    }
  }

  private static void assertComplete(Repo repo, Checksum tree) throws IOException {
    DirTree entries = repo.objects().readDirTree(tree);
    for (DirTree.FileEntry file : entries.files()) {
      repo.objects().verify(Samples.file(file.checksum()));
    }
    for (DirTree.DirectoryEntry below : entries.directories()) {
      repo.objects().readDirMeta(below.meta());
      assertComplete(repo, below.tree());
    }
  }

  @Test
  void theProgramFindsNothingWrongAfterACutBetweenAnyTwoNames() throws IOException {
    ReferenceProgram.requireOstree();
    for (int n = 1; n <= 14; n++) {
      Path path = directory.resolve("checked" + n);
      prepare(create(path), "old");
      var plan = FaultPlan.cuttingOff(n).onlyFor("renameNoReplace", "rename", "sync");
      attempt(new FaultyKernel(HastyKernel.of(Kernel.system()), plan), path);
      String said = ReferenceProgram.ostree("--repo=" + path, "fsck");
      assertTrue(said.contains("no errors found"), said);
      delete(path);
    }
  }

  @Test
  void whatWasStagedBeforeACutIsTakenUpAgain() throws IOException {
    Path path = create(directory.resolve("resumed"));
    prepare(path, "old");
    var plan = FaultPlan.cuttingOff(1).onlyFor("syncFileSystem");
    assertEquals(
        Optional.empty(), attempt(new FaultyKernel(HastyKernel.of(Kernel.system()), plan), path));
    try (Repo repo = Repo.open(path);
        Transaction transaction = repo.begin()) {
      Samples.writeCommit(transaction, "new");
      TransactionStats stats = transaction.publish();
      assertEquals(0, stats.contentObjectsWritten());
      assertEquals(1, stats.metadataObjectsWritten()); // the commit, which is not taken over
    }
  }

  private static Path create(Path path) throws IOException {
    Samples.create(path, MODE).close();
    return path;
  }

  /// What is not under test needs not wait for the disk.
  private static Checksum prepare(Path path, String subject) throws IOException {
    var options = TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF);
    return publish(Kernel.system(), path, subject, options);
  }

  private static Checksum publish(
      Kernel kernel, Path path, String subject, TransactionOptions options) throws IOException {
    try (Repo repo = Repo.open(kernel, path);
        Transaction transaction = repo.begin(options)) {
      Checksum commit = Samples.writeCommit(transaction, subject);
      transaction.setRef(main(), Optional.of(commit));
      transaction.publish();
      return commit;
    }
  }

  private static RefSpec main() throws IOException {
    return RefSpec.parse("main");
  }

  private static void delete(Path path) throws IOException {
    try (var all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
