// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.sign.Signer;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one sees who takes `summary.sig` and then `summary` while both are written.
class SummaryPairTest {
  private static final String KEY = "ostree.sign.stamp";
  private static final int ROUNDS = 100;
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final Instant LATER = SampleRepo.NOW.plusSeconds(60);

  private record Stamp() implements Signer {
    @Override
    public String engine() {
      return "stamp";
    }

    @Override
    public String metadataKey() {
      return KEY;
    }

    @Override
    public byte[] sign(byte[] data) {
      return Checksum.ofContent(data).bytes();
    }
  }

  private static final SummaryOptions SIGNED = SummaryOptions.defaults().withSigner(new Stamp());

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = directory.resolve("repo");
    try (Repo repo = SampleRepo.create(path)) {
      SampleRepo.commit(repo, "main", "1.0");
      new SummaryWriter(repo, SIGNED).write();
    }
  }

  /// Whether the pair that is read in this moment fits together.
  private boolean fits() throws IOException {
    byte[] signatures = Files.readAllBytes(path.resolve("summary.sig"));
    byte[] summary = Files.readAllBytes(path.resolve("summary"));
    Summary.parse(summary);
    byte[] signature = SignedMetadata.parse(signatures).signatures(KEY).getFirst();
    return Arrays.equals(signature, Checksum.ofContent(summary).bytes());
  }

  /// A reader who misses tries again: the writer may have been put to sleep between two renames.
  private boolean fitsSoon() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!fits()) {
      if (System.nanoTime() > end) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aReaderWhoTriesAgainHasAPair() throws Exception {
    var done = new AtomicBoolean();
    var failure = new AtomicReference<Throwable>();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!done.get()) {
                      assertTrue(fitsSoon(), "no pair fits together");
                    }
                  } catch (IOException | AssertionError | RuntimeException e) {
                    failure.set(e);
                  }
                });
    try (Repo repo = Repo.open(path)) {
      Checksum commit = SampleRepo.commit(repo, "main", "2.0");
      for (int i = 0; i < ROUNDS && failure.get() == null; i++) {
        repo.refs().set(RefSpec.parse("ref" + i), Optional.of(commit));
        new SummaryWriter(repo, SIGNED).write();
      }
    } finally {
      done.set(true);
      reader.join();
    }
    assertEquals(null, failure.get());
  }

  @Test
  void afterAnyFailingCallASummaryIsNotNewerThanItsSignatures() throws IOException {
    everyCall(n -> FaultPlan.failing(n, Errno.EIO));
  }

  @Test
  void afterACutAtAnyCallASummaryIsNotNewerThanItsSignatures() throws IOException {
    everyCall(FaultPlan::cuttingOff);
  }

  private void everyCall(IntFunction<FaultPlan> plans) throws IOException {
    byte[] before = Files.readAllBytes(path.resolve("summary"));
    byte[] signatures = Files.readAllBytes(path.resolve("summary.sig"));
    int failed = 0;
    boolean succeeded = false;
    for (int n = 1; !succeeded; n++) {
      var kernel = new FaultyKernel(Kernel.system(), plans.apply(n));
      succeeded = attempt(kernel);
      failed += succeeded ? 0 : 1;
      byte[] left = Files.readAllBytes(path.resolve("summary"));
      assertTrue(fits() || Arrays.equals(before, left), "at call " + n);
      Files.write(path.resolve("summary"), before);
      Files.write(path.resolve("summary.sig"), signatures);
    }
    assertTrue(failed > 10, "only " + failed + " calls");
  }

  private boolean attempt(Kernel kernel) {
    try (Repo repo = SampleRepo.open(kernel, path, LATER)) {
      new SummaryWriter(repo, SIGNED).write();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
