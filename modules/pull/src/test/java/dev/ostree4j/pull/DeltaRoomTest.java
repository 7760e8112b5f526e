// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.syscall.FileSystemStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A delta begins only where there is room for what it makes. `DeltaPullInteropIT` compares the
/// text.
class DeltaRoomTest {
  private static final PullOptions REQUIRED = PullOptions.defaults().withDeltas(DeltaUse.REQUIRED);
  private static final int FILE_BYTES = 40_000;

  @TempDir Path directory;
  private SampleRepo source;
  private String branch = "main";
  private Checksum commit;

  @BeforeEach
  void prepare() throws IOException {
    source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE);
    commit = source.commitLarge(branch, FILE_BYTES);
  }

  @AfterEach
  void close() throws IOException {
    source.close();
  }

  private void makeDelta(DeltaOptions how) throws IOException {
    new DeltaMaker(source.repo(), how, DeltaListener.NONE).make(DeltaName.fromScratch(commit));
    new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
  }

  /// What the delta says it makes.
  private long needed() throws IOException {
    try (Repo repo = open(Long.MAX_VALUE)) {
      PullOptions measure = REQUIRED.withEffect(PullOptions.Effect.MEASURE);
      return pull(repo, measure).deltas().uncompressedBytesTotal();
    }
  }

  /// A repository on a file system which has this much room, in blocks of one byte.
  private Repo open(long freeBytes) throws IOException {
    Path path = directory.resolve("target");
    if (!Files.exists(path)) {
      Repo.create(path, RepoMode.BARE_USER).close();
    }
    return Repo.open(withRoom(freeBytes), path);
  }

  private static Kernel withRoom(long freeBytes) {
    Kernel kernel = Kernel.system();
    return (Kernel)
        Proxy.newProxyInstance(
            DeltaRoomTest.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("fileSystem")) {
                return new FileSystemStatus(1, freeBytes, freeBytes, freeBytes, false);
              }
              try {
                return method.invoke(kernel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private PullReport pull(Repo repo, PullOptions options) throws IOException {
    return new Puller(repo, options, PullListener.SILENT)
        .pull(source.repo(), PullRequest.parse(List.of(branch)));
  }

  private boolean hasCommit(Repo repo) throws IOException {
    return repo.objects().has(new ObjectName(commit, ObjectType.COMMIT));
  }

  @Test
  void aByteTooFewIsRefused() throws IOException {
    makeDelta(DeltaOptions.defaults());
    try (Repo repo = open(needed() - 1)) {
      String refusal =
          assertThrows(RepoException.NoSpace.class, () -> pull(repo, REQUIRED)).getMessage();
      assertTrue(refusal.startsWith("Delta requires 40."), refusal);
      assertFalse(hasCommit(repo));
    }
  }

  @ParameterizedTest
  @EnumSource(PullOptions.Effect.class)
  void filesThatComeByThemselvesCount(PullOptions.Effect effect) throws IOException {
    makeDelta(DeltaOptions.defaults().withMinFallbackBytes(1));
    try (Repo repo = open(FILE_BYTES / 2)) {
      PullOptions options = REQUIRED.withEffect(effect);
      assertThrows(RepoException.NoSpace.class, () -> pull(repo, options));
    }
  }

  @Test
  void whatIsHereTakesNoRoom() throws IOException {
    makeDelta(DeltaOptions.defaults());
    long needed = needed();
    try (Repo repo = open(Long.MAX_VALUE)) {
      pull(repo, REQUIRED);
      assertTrue(hasCommit(repo));
    }
    // A commit of another ref, with the same files.
    branch = "other";
    commit = source.commitLarge(branch, FILE_BYTES);
    makeDelta(DeltaOptions.defaults());
    try (Repo repo = open(needed / 2)) {
      pull(repo, REQUIRED);
      assertTrue(hasCommit(repo));
    }
  }
}
