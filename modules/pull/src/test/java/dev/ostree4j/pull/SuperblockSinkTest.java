// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaListener;
import dev.ostree4j.delta.DeltaMaker;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.keyfile.KeyFile;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SuperblockSinkTest {
  private static final int MEMORY_BYTES = 1 << 20;

  @TempDir Path directory;
  private SampleRepo target;

  @BeforeEach
  void create() throws IOException {
    target = new SampleRepo(directory.resolve("target"), RepoMode.BARE_USER);
  }

  @AfterEach
  void close() throws IOException {
    target.close();
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static void write(SuperblockSink sink, byte[] bytes, int from, int to)
      throws IOException {
    for (int at = from; at < to; at += 100_000) {
      sink.write(bytes, at, Math.min(100_000, to - at));
    }
  }

  private static void assertHolds(byte[] expected, SuperblockSink sink) throws IOException {
    try (SuperblockFile file = sink.finished()) {
      sink.close();
      assertEquals(Checksum.ofContent(expected), file.checksum());
      assertEquals(expected.length, file.bytes().byteSize());
      assertEquals(expected.length > MEMORY_BYTES, file.bytes().isMapped());
    }
  }

  @Test
  void whatIsLargeIsNotInTheHeap() throws IOException {
    for (int size : new int[] {0, 1, MEMORY_BYTES, MEMORY_BYTES + 1, 3 * MEMORY_BYTES}) {
      byte[] bytes = content(size);
      try (var sink = new SuperblockSink(target.repo())) {
        sink.begin(0, Optional.empty());
        write(sink, bytes, 0, size);
        assertHolds(bytes, sink);
      }
    }
  }

  /// The server goes on after a break, or begins anew with something else, shorter or longer.
  @Test
  void itIsWrittenOnOrAnew() throws IOException {
    byte[] bytes = content(2 * MEMORY_BYTES);
    for (int there : new int[] {0, 1000, MEMORY_BYTES, MEMORY_BYTES + 1000}) {
      try (var sink = new SuperblockSink(target.repo())) {
        sink.begin(0, Optional.empty());
        write(sink, bytes, 0, there);
        sink.begin(there, Optional.of("tag"));
        write(sink, bytes, there, bytes.length);
        assertHolds(bytes, sink);
      }
      for (int size : new int[] {500, 2 * MEMORY_BYTES}) {
        byte[] other = Arrays.copyOf(content(there + size), size);
        try (var sink = new SuperblockSink(target.repo())) {
          sink.begin(0, Optional.empty());
          write(sink, bytes, 0, there);
          sink.begin(0, Optional.empty());
          write(sink, other, 0, size);
          assertHolds(other, sink);
        }
      }
    }
  }

  @Test
  void anotherPlaceThanItEndedAtIsAFault() throws IOException {
    try (var sink = new SuperblockSink(target.repo())) {
      sink.write(new byte[10], 0, 10);
      assertThrows(AssertionError.class, () -> sink.begin(9, Optional.empty()));
    }
  }

  /// Its space is free again when the delta was carried out, and when it was refused.
  @Test
  @EnabledOnOs(OS.LINUX)
  void nothingStaysMapped() throws IOException {
    try (var source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE)) {
      DeltaName name = DeltaName.fromScratch(source.commitLarge("main", 2_000_000));
      DeltaOptions inline = DeltaOptions.defaults().withPlacement(DeltaOptions.Placement.INLINE);
      new DeltaMaker(source.repo(), inline, DeltaListener.NONE).make(name);
      new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
      Path superblock = directory.resolve("source").resolve(name.superblockPath());
      byte[] good = Files.readAllBytes(superblock);
      assertTrue(good.length > MEMORY_BYTES);
      byte[] bad = good.clone();
      bad[good.length / 2] ^= 1;
      Files.write(superblock, bad);
      assertThrows(DeltaException.Malformed.class, () -> pull(source));
      assertEquals(List.of(), mapped());
      Files.write(superblock, good);
      pull(source);
      assertTrue(target.isClean());
      assertEquals(List.of(), mapped());
    }
  }

  private void pull(SampleRepo source) throws IOException {
    PullOptions options =
        PullOptions.defaults()
            .withDeltas(DeltaUse.REQUIRED)
            .withTransaction(TransactionOptions.defaults().withFsync(TransactionOptions.Fsync.OFF));
    new Puller(target.repo(), options, PullListener.SILENT)
        .pull(source.repo(), PullRequest.parse(List.of("main")));
  }

  private List<String> mapped() throws IOException {
    String below = directory.toRealPath().toString();
    return Files.readAllLines(Path.of("/proc/self/maps")).stream()
        .filter(line -> line.contains(below))
        .toList();
  }

  @Test
  void whatTheConfigurationKeepsFreeIsLeftAlone() throws IOException {
    KeyFile config = target.repo().config().keyFile();
    config.set("core", "min-free-space-size", "900TB");
    target.repo().writeConfig(config);
    byte[] bytes = content(MEMORY_BYTES + 1);
    try (var sink = new SuperblockSink(target.repo())) {
      assertThrows(RepoException.NoSpace.class, () -> write(sink, bytes, 0, bytes.length));
    }
    try (var left = Files.list(directory.resolve("target/tmp"))) {
      assertFalse(left.anyMatch(file -> file.getFileName().toString().startsWith("fetch-")));
    }
    assertTrue(Files.exists(directory.resolve("target/tmp")));
  }
}
