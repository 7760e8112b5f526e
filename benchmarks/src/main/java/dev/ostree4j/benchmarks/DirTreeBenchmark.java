// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.benchmarks;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.DirTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/// How fast a directory is read: through GVariant, and by the parser for directories.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DirTreeBenchmark {
  private static final VariantType TYPE = VariantType.of("(a(say)a(sayay))");

  /// How many files the directory has.
  @Param({"10", "10000"})
  public int files;

  private byte[] bytes;

  /// Makes the directory.
  @Setup
  public void prepare() {
    List<DirTree.FileEntry> entries = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      entries.add(new DirTree.FileEntry("file-" + i, Checksum.ofContent(new byte[] {(byte) i})));
    }
    bytes = DirTree.of(entries, List.of()).bytes();
  }

  /// Checks the normal form and reads every name through GVariant.
  @Benchmark
  public long variant() {
    Variant tree = Variant.of(TYPE, bytes);
    if (!tree.isNormal()) {
      throw new AssertionError("not normal");
    }
    Variant entries = tree.child(0);
    long length = 0;
    for (int i = 0; i < entries.count(); i++) {
      length += entries.child(i).child(0).asString().length();
    }
    return length;
  }

  /// Parses and validates the directory.
  @Benchmark
  public DirTree parse() throws IOException {
    return DirTree.parse(bytes);
  }
}
