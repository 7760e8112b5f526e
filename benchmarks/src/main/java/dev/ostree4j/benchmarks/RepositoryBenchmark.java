// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.benchmarks;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.Xattrs;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.tree.Checkout;
import dev.ostree4j.tree.CheckoutOptions;
import dev.ostree4j.tree.DirectoryImporter;
import dev.ostree4j.tree.ImportOptions;
import dev.ostree4j.tree.TreeRoot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How fast files enter a repository and leave it, on the file system of the temporary directory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RepositoryBenchmark {
  private static final int FILES = 1000;
  private static final int SIZE_BYTES = 4096;

  /// How the repository stores files.
  @Param({"BARE_USER", "ARCHIVE"})
  public RepoMode mode;

  private Path scratch;
  private Repo repo;
  private Transaction transaction;
  private Checksum commit;
  private long serial;

  /// Makes a repository with a commit of a thousand files.
  @Setup
  public void prepare() throws IOException {
    scratch = Files.createTempDirectory("benchmark");
    Path tree = Files.createDirectory(scratch.resolve("tree"));
    for (int i = 0; i < FILES; i++) {
      Files.write(tree.resolve("file-" + i), next());
    }
    repo = Repo.create(scratch.resolve("repo"), mode);
    var hasty = TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF);
    try (Transaction importing = repo.begin(hasty)) {
      TreeRoot root = new DirectoryImporter(importing, ImportOptions.defaults()).read(tree);
      commit = importing.writeCommit(Commit.of(root.tree(), root.meta(), 0));
      importing.publish();
    }
    transaction = repo.begin(hasty);
  }

  private byte[] next() {
    return ByteBuffer.allocate(SIZE_BYTES).putLong(serial++).array();
  }

  /// Writes a file of 4 KiB which is new.
  @Benchmark
  public Checksum writeContent() throws IOException {
    FileHeader header = FileHeader.regular(0, 0, 0100644, Xattrs.EMPTY);
    return transaction.writeContent(header, SIZE_BYTES, new ByteArrayInputStream(next()));
  }

  /// Checks a thousand files out: by hardlink from bare-user, inflated from archive.
  @Benchmark
  public void checkout() throws IOException {
    var options =
        CheckoutOptions.defaults()
            .withMode(CheckoutOptions.Mode.USER)
            .withCache(CheckoutOptions.UncompressedCache.SKIP);
    new Checkout(repo, options).write(commit, scratch.resolve("checkout"));
    delete(scratch.resolve("checkout"));
  }

  /// Removes everything.
  @TearDown(Level.Trial)
  public void clean() throws IOException {
    transaction.close();
    repo.close();
    delete(scratch);
  }

  private static void delete(Path top) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(top)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path one : all) {
      Files.delete(one);
    }
  }
}
