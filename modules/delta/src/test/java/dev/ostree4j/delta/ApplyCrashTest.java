// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import dev.ostree4j.testkit.HastyKernel;
import dev.ostree4j.testkit.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fails, or cuts the power at, the first, second, … last kernel call of applying a delta. Each
/// time whatever is visible is whole, and applying it again succeeds.
@Tag("slow")
class ApplyCrashTest {
  @TempDir Path directory;

  @Test
  void afterAnyFailingCall() throws IOException {
    everyCall(step -> true, n -> FaultPlan.failing(n, Errno.EIO));
  }

  @Test
  void afterADiskFullAtAnyCall() throws IOException {
    everyCall(ApplyCrashTest::changes, n -> FaultPlan.failing(n, Errno.ENOSPC));
  }

  @Test
  void afterACutAtAnyCall() throws IOException {
    everyCall(ApplyCrashTest::changes, FaultPlan::cuttingOff);
  }

  /// Before calls that change nothing the disk looks as before the next that does.
  private static boolean changes(Step step) {
    return !Set.of(
            "close", "findStatus", "list", "openRead", "read", "readAt", "readLink", "status")
        .contains(step.call());
  }

  private void everyCall(Predicate<Step> counted, IntFunction<FaultPlan> plans) throws IOException {
    // Larger than what is kept in memory, so that the spool is a file.
    var second = SampleDelta.second();
    second.blob(new byte[2 * Spool.MEMORY_MAX_BYTES]);
    Path delta =
        SampleDelta.write(
            directory.resolve("delta"),
            SampleDelta.draft(),
            SampleDelta.first().compressedPart(),
            second.part());
    int calls = Integer.MAX_VALUE;
    for (int n = 0; n <= calls; n++) {
      Path path = directory.resolve("repo" + n);
      try (Repo repo = Repo.create(path, RepoMode.BARE_USER)) {
        SampleDelta.store(repo);
      }
      Kernel base = HastyKernel.of(Kernel.system());
      var kernel =
          n == 0
              ? new FaultyKernel(base)
              : new FaultyKernel(base, plans.apply(n).onlyWhere(counted));
      boolean done = attempt(kernel, path, delta);
      if (n == 0) {
        calls = (int) kernel.trace().stream().filter(counted).count();
        assertTrue(done && calls > 20, "calls " + calls);
      }
      assertWhole(path, "call " + n);
      assertTrue(attempt(Kernel.system(), path, delta), "again after call " + n);
      assertWhole(path, "again after call " + n);
      assertDone(path, "again after call " + n);
      delete(path);
    }
  }

  private static boolean attempt(Kernel kernel, Path path, Path delta) {
    try (Repo repo = Repo.open(kernel, path);
        DeltaFiles files = DeltaFiles.open(delta)) {
      new OfflineApplier(repo, TransactionOptions.defaults()).apply(files);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertWhole(Path path, String context) throws IOException {
    try (Repo repo = Repo.open(path)) {
      List<ObjectName> names = new ArrayList<>();
      repo.objects().forEach(names::add);
      for (ObjectName name : names) {
        repo.objects().verify(name);
        if (name.type() == ObjectType.COMMIT) {
          var commit = repo.objects().readCommit(name.checksum());
          assertTrue(new CommitClosure(repo.objects()).findMissing(commit).isEmpty(), context);
        }
      }
    }
  }

  private static void assertDone(Path path, String context) throws IOException {
    try (Repo repo = Repo.open(path)) {
      var to = new ObjectName(SampleDelta.TO.checksum(), ObjectType.COMMIT);
      assertTrue(repo.objects().has(to), context);
    }
    // The lock of a staging directory that was never made goes when it is old.
    try (Stream<Path> left = Files.list(path.resolve("tmp"))) {
      assertEquals(
          List.of(),
          left.map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("cache") && !name.endsWith("-lock"))
              .toList(),
          context);
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
