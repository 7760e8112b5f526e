// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.repo.OpenOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A delta that is made here, applied to a repository which has the old commit, brings the new one.
class DeltaMakerTest {
  @TempDir Path directory;
  private final Random random = new Random(6);
  private Repo source;

  @BeforeEach
  void create() throws IOException {
    source = Repo.create(directory.resolve("source"), RepoMode.BARE_USER);
  }

  @AfterEach
  void close() throws IOException {
    source.close();
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private Checksum commit(Map<String, byte[]> files, Optional<Checksum> parent) throws IOException {
    return SampleTree.commit(source, files, parent);
  }

  private Map<String, byte[]> tree() {
    var files = new TreeMap<String, byte[]>();
    files.put("big", bytes(700_000));
    files.put("lib/patched", bytes(50_000));
    files.put("lib/moved.so.1", bytes(90_000));
    files.put("lib/same", bytes(1_000));
    files.put("empty", new byte[0]);
    files.put("gone", bytes(300));
    for (int i = 0; i < 20; i++) {
      files.put("small/" + i, bytes(random.nextInt(400)));
    }
    return files;
  }

  private Map<String, byte[]> changed(Map<String, byte[]> old) {
    var files = new TreeMap<>(old);
    byte[] patched = old.get("lib/patched").clone();
    for (int i = 0; i < patched.length; i += 997) {
      patched[i]++;
    }
    files.put("lib/patched", patched);
    files.put("lib/moved.so.2", changedAt(files.remove("lib/moved.so.1"), 40_000));
    byte[] big = old.get("big").clone();
    System.arraycopy(bytes(5_000), 0, big, 100_000, 5_000);
    files.put("big", big);
    files.remove("gone");
    files.put("fresh/new", bytes(20_000));
    for (int i = 0; i < 20; i += 3) {
      files.put("small/" + i, bytes(random.nextInt(400)));
    }
    return files;
  }

  private static byte[] changedAt(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  private Path make(DeltaName name, DeltaOptions options) throws IOException {
    new DeltaMaker(source, options, DeltaListener.NONE).make(name);
    return source.path().resolve(name.directory());
  }

  private void assertBrings(Path delta, Optional<Checksum> from, Checksum to, RepoMode mode)
      throws IOException {
    try (Repo target = Repo.create(directory.resolve("target-" + random.nextInt()), mode);
        DeltaFiles files = DeltaFiles.open(delta)) {
      if (from.isPresent()) {
        SampleTree.copy(source, target, from.get());
      }
      assertEquals(to, new OfflineApplier(target, TransactionOptions.defaults()).apply(files));
      assertTrue(new Fsck(target, FsckOptions.defaults(), event -> {}).run().isClean());
      for (ObjectName object : SampleTree.objects(source, to)) {
        target.objects().verify(object);
      }
    }
  }

  static Stream<DeltaOptions> options() {
    DeltaOptions defaults = DeltaOptions.defaults();
    return Stream.of(
        defaults,
        defaults.withPlacement(DeltaOptions.Placement.INLINE),
        defaults.withPatches(DeltaOptions.Patches.FORBIDDEN),
        defaults.withMaxPatchedBytes(0),
        defaults.withMaxPartBytes(1),
        defaults.withMaxPartBytes(100_000).withThreads(1),
        defaults.withMemoryBytes(0),
        defaults.withByteOrder(DeltaByteOrder.BIG));
  }

  @ParameterizedTest
  @MethodSource("options")
  void anUpdateBringsTheNewCommit(DeltaOptions options) throws IOException {
    Map<String, byte[]> old = tree();
    Checksum from = commit(old, Optional.empty());
    Checksum to = commit(changed(old), Optional.of(from));
    Path delta = make(DeltaName.between(from, to), options);
    assertBrings(delta, Optional.of(from), to, RepoMode.BARE_USER);
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"BARE_USER", "BARE_USER_ONLY", "ARCHIVE"})
  void aDeltaFromNothingBringsEverything(RepoMode mode) throws IOException {
    Checksum to = commit(tree(), Optional.empty());
    Path delta = make(DeltaName.fromScratch(to), DeltaOptions.defaults());
    assertBrings(delta, Optional.empty(), to, mode);
  }

  @Test
  void whatResemblesOldContentUnderAnotherNameIsPatched() throws IOException {
    byte[] content = bytes(300_000);
    Checksum from = commit(Map.of("lib/old.so.1", content), Optional.empty());
    Checksum to = commit(Map.of("usr/new.so.2", changedAt(content, 1_000)), Optional.of(from));
    DeltaReport report =
        new DeltaMaker(source, DeltaOptions.defaults(), DeltaListener.NONE)
            .make(DeltaName.between(from, to));
    assertEquals(0, report.wholeFiles());
    assertTrue(report.compressedBytes() < 10_000, report.compressedBytes() + " bytes");
  }

  /// Who listens can make room before a comparison, and hears of all that is compressed.
  @Test
  void everyStepIsTold() throws IOException {
    byte[] content = bytes(300_000);
    Checksum from = commit(Map.of("file", content), Optional.empty());
    Checksum to = commit(Map.of("file", changedAt(content, 1_000)), Optional.of(from));
    List<DeltaEvent> events = new ArrayList<>();
    DeltaReport report =
        new DeltaMaker(source, DeltaOptions.defaults(), events::add)
            .make(DeltaName.between(from, to));
    List<String> kinds = events.stream().map(event -> event.getClass().getSimpleName()).toList();
    assertEquals(List.of("Planned", "Comparing", "Encoded", "Compressed", "PartWritten"), kinds);
    long heap = ((DeltaEvent.Comparing) events.get(1)).heapBytes();
    assertTrue(heap >= 3 * 300_000, heap + " bytes");
    long size = ((DeltaEvent.Compressed) events.get(3)).sizeBytes();
    assertTrue(size > 0 && size < report.compressedBytes(), size + " bytes");
  }

  @Test
  void anEmptyDeltaBringsTheCommitAlone() throws IOException {
    Map<String, byte[]> files = tree();
    Checksum from = commit(files, Optional.empty());
    Checksum to = commit(files, Optional.of(from));
    Path delta = make(DeltaName.between(from, to), DeltaOptions.defaults());
    assertBrings(delta, Optional.of(from), to, RepoMode.BARE_USER);
  }

  @ParameterizedTest
  @EnumSource(DeltaOptions.Placement.class)
  void theBytesDependOnNeitherTheThreadsNorTheRepository(DeltaOptions.Placement placement)
      throws IOException {
    Map<String, byte[]> old = tree();
    Checksum from = commit(old, Optional.empty());
    Checksum to = commit(changed(old), Optional.of(from));
    try (Repo archive = Repo.create(directory.resolve("archive"), RepoMode.ARCHIVE)) {
      SampleTree.copy(source, archive, from);
      SampleTree.copy(source, archive, to);
    }
    Path bare = source.path();
    Path archived = directory.resolve("archive");
    for (DeltaName name : List.of(DeltaName.between(from, to), DeltaName.fromScratch(to))) {
      DeltaOptions options =
          DeltaOptions.defaults().withMaxPartBytes(10_000).withPlacement(placement);
      Map<String, String> one = makeThere(bare, name, options.withThreads(1));
      boolean inline = placement == DeltaOptions.Placement.INLINE;
      assertTrue(inline ? one.size() == 1 : one.size() > 2, one.keySet()::toString);
      for (int threads : new int[] {2, 5}) {
        assertEquals(one, makeThere(bare, name, options.withThreads(threads)));
      }
      for (int threads : new int[] {1, 2}) {
        assertEquals(one, makeThere(archived, name, options.withThreads(threads)));
      }
    }
  }

  /// Makes a delta at a certain time; the checksums of its files.
  private static Map<String, String> makeThere(Path path, DeltaName name, DeltaOptions options)
      throws IOException {
    var always = OpenOptions.defaults().withClock(() -> Instant.ofEpochSecond(1_700_000_000L));
    try (Repo repo = Repo.open(Kernel.system(), path, always)) {
      new DeltaMaker(repo, options, DeltaListener.NONE).make(name);
    }
    var files = new TreeMap<String, String>();
    try (Stream<Path> all = Files.list(path.resolve(name.directory()))) {
      for (Path file : all.toList()) {
        Checksum checksum = Checksum.ofContent(Files.readAllBytes(file));
        files.put(file.getFileName().toString(), checksum.hex());
      }
    }
    return files;
  }

  @Test
  void partsOfAFormerDeltaAreRemoved() throws IOException {
    Checksum to = commit(tree(), Optional.empty());
    Path delta = make(DeltaName.fromScratch(to), DeltaOptions.defaults().withMaxPartBytes(100_000));
    assertTrue(Files.exists(delta.resolve("1")));
    make(DeltaName.fromScratch(to), DeltaOptions.defaults());
    assertTrue(Files.exists(delta.resolve("0")));
    assertFalse(Files.exists(delta.resolve("1")));
  }

  @Test
  void otherFilesBesideADeltaWhichIsWrittenElsewhereStay() throws IOException {
    Checksum to = commit(tree(), Optional.empty());
    Path mine = Files.writeString(directory.resolve("2024"), "kept");
    new DeltaMaker(source, DeltaOptions.defaults(), DeltaListener.NONE)
        .make(DeltaName.fromScratch(to), directory.resolve("some.delta"));
    assertTrue(Files.exists(directory.resolve("some.delta")));
    assertEquals("kept", Files.readString(mine));
  }

  @Test
  void aSuperblockIsNotCalledLikeAPart() throws IOException {
    Checksum to = commit(Map.of("a", bytes(10)), Optional.empty());
    var maker = new DeltaMaker(source, DeltaOptions.defaults(), DeltaListener.NONE);
    Path superblock = directory.resolve("0");
    assertThrows(
        FileSystemException.class, () -> maker.make(DeltaName.fromScratch(to), superblock));
    assertFalse(Files.exists(superblock));
    DeltaOptions inline = DeltaOptions.defaults().withPlacement(DeltaOptions.Placement.INLINE);
    new DeltaMaker(source, inline, DeltaListener.NONE).make(DeltaName.fromScratch(to), superblock);
    assertTrue(Files.exists(superblock));
  }

  @Test
  void largeNewFilesAreFallbacks() throws IOException {
    Checksum to = commit(Map.of("large", bytes(1_500_000)), Optional.empty());
    List<DeltaEvent> events = new ArrayList<>();
    DeltaOptions options = DeltaOptions.defaults().withMinFallbackBytes(1_000_000);
    new DeltaMaker(source, options, events::add).make(DeltaName.fromScratch(to));
    try (DeltaFiles files = DeltaFiles.open(source, DeltaName.fromScratch(to))) {
      List<FallbackObject> fallbacks = files.superblock().fallbacks();
      assertEquals(1, fallbacks.size());
      assertEquals(new DeltaEvent.FallenBack(fallbacks.getFirst()), events.get(1));
    }
  }

  /// The limit counts what is hashed before the content, too, as in the C program.
  @ParameterizedTest
  @CsvSource({"1_000_000, 1", "999_975, 1", "999_974, 0"})
  void theLimitOfFallbacksCountsTheHeader(String size, int expected) throws IOException {
    Checksum to =
        commit(Map.of("large", bytes(Integer.parseInt(size.replace("_", "")))), Optional.empty());
    DeltaOptions options = DeltaOptions.defaults().withMinFallbackBytes(1_000_000);
    DeltaReport report =
        new DeltaMaker(source, options, DeltaListener.NONE).make(DeltaName.fromScratch(to));
    assertEquals(expected, report.fallbacks().size());
  }

  /// `..` after a symlink is the parent of what that leads to.
  @Test
  void theFileOfASuperblockIsWhereTheKernelFindsIt() throws IOException {
    Checksum to = commit(Map.of("a", bytes(10)), Optional.empty());
    Files.createDirectories(directory.resolve("real/sub"));
    Files.createSymbolicLink(directory.resolve("link"), Path.of("real/sub"));
    new DeltaMaker(source, DeltaOptions.defaults(), DeltaListener.NONE)
        .make(DeltaName.fromScratch(to), directory.resolve("link/../superblock"));
    assertTrue(Files.exists(directory.resolve("real/superblock")));
    assertFalse(Files.exists(directory.resolve("superblock")));
  }

  @Test
  void aMissingObjectIsNamedAndNothingIsLeft() throws IOException {
    Checksum to = commit(Map.of("a", bytes(10)), Optional.empty());
    Path object;
    try (Stream<Path> files = Files.walk(source.path().resolve("objects"))) {
      object = files.filter(file -> file.toString().endsWith(".file")).findFirst().orElseThrow();
    }
    Files.delete(object);
    DeltaName name = DeltaName.fromScratch(to);
    assertThrows(RepoException.ObjectMissing.class, () -> make(name, DeltaOptions.defaults()));
    assertFalse(new DeltaStore(source).has(name));
  }

  @Test
  void anInterruptEndsIt() throws IOException {
    Checksum to = commit(tree(), Optional.empty());
    DeltaName name = DeltaName.fromScratch(to);
    Thread.currentThread().interrupt();
    try {
      assertThrows(InterruptedIOException.class, () -> make(name, DeltaOptions.defaults()));
    } finally {
      Thread.interrupted();
    }
    assertFalse(new DeltaStore(source).has(name));
  }
}
