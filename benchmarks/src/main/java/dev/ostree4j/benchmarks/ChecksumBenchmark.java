// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.benchmarks;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How fast bytes get their name, and names their text.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChecksumBenchmark {
  /// The size of a small metadata object, and of one piece of a large file.
  @Param({"200", "65536"})
  public int sizeBytes;

  private byte[] content;
  private String hex;

  /// Makes the bytes to hash.
  @Setup
  public void prepare() {
    content = new byte[sizeBytes];
    hex = Checksum.ofContent(content).hex();
  }

  /// Hashes one array.
  @Benchmark
  public Checksum hash() {
    return Hasher.sha256().update(content).finish();
  }

  /// Reads and writes the text form.
  @Benchmark
  public String hexRoundTrip() {
    return Checksum.parse(hex).hex();
  }
}
