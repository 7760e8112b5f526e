// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import dev.ostree4j.testkit.HastyKernel;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.Step;
import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckListener;
import dev.ostree4j.traverse.FsckOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fails, or cuts the power at, the first, second, … last kernel call which changes something while
/// a commit is pulled from a server. Each time the ref leads to a whole commit, the old or the
/// new, and the next pull succeeds.
@Tag("slow")
class PullCrashTest {

  private static final PullOptions OPTIONS =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  @TempDir Path directory;
  private SampleRepo source;
  private HostileServer server;
  private Checksum first;
  private Checksum second;

  @BeforeEach
  void prepare() throws IOException {
    Path served = directory.resolve("source");
    source = new SampleRepo(served, RepoMode.ARCHIVE);
    first = source.commit("main", "first", 3);
    second = source.commit("main", "second", 3);
    new DeltaMaker(source.repo(), DeltaOptions.defaults().withMaxPartBytes(1), DeltaListener.NONE)
        .make(DeltaName.between(first, second));
    new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
    server = HostileServer.start().replay(served);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    source.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER", "REQUIRED"})
  void afterAnyFailingCall(DeltaUse use) throws IOException {
    everyCall(use, n -> FaultPlan.failing(n, Errno.EIO));
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER", "REQUIRED"})
  void afterACutAtAnyCall(DeltaUse use) throws IOException {
    everyCall(use, FaultPlan::cuttingOff);
  }

  /// Before calls that change nothing the disk looks as before the next that does.
  private static boolean changes(Step step) {
    return !Set.of(
            "close", "findStatus", "list", "openRead", "read", "readAt", "readLink", "status")
        .contains(step.call());
  }

  private void everyCall(DeltaUse use, IntFunction<FaultPlan> plans) throws IOException {
    Kernel base = HastyKernel.of(Kernel.system());
    int calls = 0;
    for (int n = 0; n <= calls; n++) {
      Path path = directory.resolve("target" + n);
      create(path);
      var kernel =
          n == 0
              ? new FaultyKernel(base)
              : new FaultyKernel(base, plans.apply(n).onlyWhere(PullCrashTest::changes));
      boolean done = attempt(kernel, path, use);
      if (n == 0) {
        calls = (int) kernel.trace().stream().filter(PullCrashTest::changes).count();
        assertTrue(done && calls > 20, "calls " + calls);
      }
      assertWhole(path, done, "call " + n);
      assertTrue(attempt(Kernel.system(), path, use), "again after call " + n);
      assertWhole(path, true, "again after call " + n);
      assertEquals(0, path.resolve("state").toFile().list().length, "call " + n);
      delete(path);
    }
  }

  /// A repository which has the first commit.
  private void create(Path path) throws IOException {
    try (Repo repo = Repo.create(path, RepoMode.BARE_USER)) {
      RemoteDraft draft =
          RemoteDraft.of("origin")
              .withUrl(server.address().toString())
              .withOption("gpg-verify", "false");
      repo.remotes().add(draft, IfPresent.REFUSE);
      pull(repo, DeltaUse.NEVER, "main@" + first);
    }
  }

  private static void pull(Repo repo, DeltaUse use, String wanted) throws IOException {
    new Puller(repo, OPTIONS.withDeltas(use), PullListener.SILENT)
        .pull("origin", PullRequest.parse(List.of(wanted)));
  }

  private static boolean attempt(Kernel kernel, Path path, DeltaUse use) {
    try (Repo repo = Repo.open(kernel, path)) {
      pull(repo, use, "main");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void assertWhole(Path path, boolean done, String context) throws IOException {
    try (Repo repo = Repo.open(path)) {
      Optional<Checksum> now = repo.refs().find(RefSpec.parse("origin:main"));
      if (done || now.equals(Optional.of(second))) {
        assertEquals(Optional.of(second), now, context);
        assertTrue(repo.objects().has(new ObjectName(second, ObjectType.COMMIT)), context);
      } else {
        assertEquals(Optional.of(first), now, context);
      }
      assertTrue(
          new Fsck(repo, FsckOptions.defaults(), FsckListener.SILENT).run().isClean(), context);
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
