// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.OpenOptions;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.syscall.Errno;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.CutOffException;
import dev.ostree4j.testkit.Fault;
import dev.ostree4j.testkit.FaultPlan;
import dev.ostree4j.testkit.FaultyKernel;
import dev.ostree4j.testkit.HastyKernel;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.Step;
import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Makes a delta in place of one of the same name, a delta which is new, and the index, once for
/// each kernel call that this takes, with that call failing or the last one of the machine.
///
/// Whatever happens: a delta that can be seen is whole, and is the former one or the new one; so is
/// the index; nothing else is left but what the cleaning of `tmp` removes; and the next attempt
/// gives the bytes it would have given at once.
@Tag("slow")
class GenerateCrashIT {
  private static final Instant FIRST = Instant.ofEpochSecond(1_700_000_000L);
  private static final Instant SECOND = Instant.ofEpochSecond(1_700_000_100L);

  /// The C program looks at every so many results: starting it costs more than the rest.
  private static final int REFERENCE_STEP = 29;

  private enum Kind {
    INPUT_OUTPUT_ERROR,
    INTERRUPTED_CALL,
    NO_SPACE,
    TORN_WRITE,
    CUT_OFF,
    TORN_CUT_OFF;

    FaultPlan at(int call) {
      FaultPlan plan =
          switch (this) {
            case INPUT_OUTPUT_ERROR -> FaultPlan.failing(call, Errno.EIO);
            case INTERRUPTED_CALL -> FaultPlan.failing(call, Errno.EINTR);
            case NO_SPACE -> FaultPlan.failing(call, Errno.ENOSPC);
            case TORN_WRITE -> FaultPlan.at(call, new Fault.ShortWrite(3, Errno.ENOSPC));
            case CUT_OFF -> FaultPlan.cuttingOff(call);
            case TORN_CUT_OFF -> FaultPlan.at(call, new Fault.TornWrite(3));
          };
      return plan.onlyWhere(this::counts);
    }

    /// A full disk or a cut at a call that changes nothing leaves the disk as before the next one
    /// that does.
    private boolean counts(Step step) {
      return switch (this) {
        case INPUT_OUTPUT_ERROR, INTERRUPTED_CALL -> true;
        case NO_SPACE, CUT_OFF -> !READING.contains(step.call());
        case TORN_WRITE, TORN_CUT_OFF -> step.call().equals("write");
      };
    }
  }

  private static final Set<String> READING =
      Set.of("close", "findStatus", "list", "openRead", "read", "readAt", "readLink", "status");

  @TempDir Path directory;
  private Path path;
  private Checksum from;
  private Checksum to;

  /// What a repository has but for objects, before and afterwards.
  private SortedMap<String, String> before;

  private SortedMap<String, String> after;

  @BeforeEach
  void commitTwiceAndMakeADelta() throws IOException {
    ReferenceProgram.requireOstree();
    path = directory.resolve("repo");
    var random = new Random(5);
    byte[] text = new byte[40_000];
    random.nextBytes(text);
    try (Repo repo = Repo.create(path, RepoMode.BARE_USER)) {
      from = SampleTree.commit(repo, Map.of("a", text, "d/b", new byte[] {1}), Optional.empty());
      byte[] changed = text.clone();
      Arrays.fill(changed, 9_000, 9_100, (byte) 7);
      byte[] fresh = new byte[2_000];
      random.nextBytes(fresh);
      Map<String, byte[]> files = Map.of("a", changed, "d/b", new byte[] {2}, "e/c", fresh);
      to = SampleTree.commit(repo, files, Optional.of(from));
    }
    byte[] config = Files.readAllBytes(path.resolve("config"));
    try (Repo repo = open(Kernel.system(), FIRST)) {
      // More parts than the one that replaces it.
      DeltaOptions options = options().withMaxPartBytes(1_000);
      new DeltaMaker(repo, options, DeltaListener.NONE).make(DeltaName.between(from, to));
      new DeltaStore(repo).reindex();
    }
    Files.write(path.resolve("config"), config);
    before = visible();
  }

  private static DeltaOptions options() {
    return DeltaOptions.defaults().withThreads(1);
  }

  private Repo open(Kernel kernel, Instant time) throws IOException {
    return Repo.open(kernel, path, OpenOptions.defaults().withClock(() -> time));
  }

  private void generate(Kernel kernel) throws IOException {
    try (Repo repo = open(kernel, SECOND)) {
      var maker = new DeltaMaker(repo, options(), DeltaListener.NONE);
      maker.make(DeltaName.between(from, to));
      maker.make(DeltaName.fromScratch(to));
      new DeltaStore(repo).reindex();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void afterEveryCall(Kind kind) throws IOException {
    Kernel base = HastyKernel.of(Kernel.system());
    var counting = new FaultyKernel(base);
    generate(counting);
    after = visible();
    assertEquals(List.of("cache"), namesInTmp());
    int calls = (int) counting.trace().stream().filter(kind::counts).count();
    assertTrue(calls > 10, "too few calls to mean anything: " + calls);
    for (int call = 1; call <= calls; call++) {
      restore();
      var faulty = new FaultyKernel(base, kind.at(call));
      try {
        generate(faulty);
      } catch (IOException e) {
        assertFalse(String.valueOf(e.getMessage()).isBlank(), "an error without a message: " + e);
      }
      String context = kind + " at call " + call + " of " + calls + ": " + last(faulty);
      assertWhole(context);
      assertRubbishGoes(context);
      if (call % REFERENCE_STEP == 0) {
        assertTheReferenceProgramIsContent(context);
      }
      generate(base);
      assertEquals(after, visible(), context);
    }
  }

  /// There the former delta cannot stay until the last moment: its parts have the names of the new
  /// ones.
  @Test
  void beneathOtherFilesNoSuperblockIsBesidePartsOfAnotherDelta() throws IOException {
    Path target = Files.createDirectories(directory.resolve("elsewhere"));
    Path superblock = target.resolve("some.delta");
    Kernel base = HastyKernel.of(Kernel.system());
    var counting = new FaultyKernel(base);
    makeAt(superblock, counting, SECOND, options());
    int calls = (int) counting.trace().stream().filter(Kind.CUT_OFF::counts).count();
    assertTrue(calls > 10, "too few calls to mean anything: " + calls);
    for (int call = 1; call <= calls; call++) {
      makeAt(superblock, base, FIRST, options().withMaxPartBytes(1_000));
      Path mine = Files.writeString(target.resolve("7"), "kept");
      var faulty = new FaultyKernel(base, Kind.CUT_OFF.at(call));
      String context = "call " + call + " of " + calls;
      assertThrows(
          CutOffException.class, () -> makeAt(superblock, faulty, SECOND, options()), context);
      if (Files.exists(superblock)) {
        assertPartsFit(superblock, context);
      }
      makeAt(superblock, base, SECOND, options());
      assertPartsFit(superblock, context);
      assertEquals("kept", Files.readString(mine));
    }
  }

  private void makeAt(Path superblock, Kernel kernel, Instant time, DeltaOptions options)
      throws IOException {
    try (Repo repo = open(kernel, time)) {
      new DeltaMaker(repo, options, DeltaListener.NONE).make(DeltaName.fromScratch(to), superblock);
    }
  }

  private static void assertPartsFit(Path delta, String context) throws IOException {
    try (DeltaFiles files = DeltaFiles.open(delta)) {
      List<PartHeader> parts = files.superblock().parts();
      for (int i = 0; i < parts.size(); i++) {
        try (InputStream part = files.openPart(i)) {
          Checksum actual = Checksum.ofContent(part.readAllBytes());
          assertEquals(parts.get(i).checksum(), actual, context + ", part " + i);
        }
      }
    }
  }

  private static String last(FaultyKernel kernel) {
    return kernel.trace().isEmpty() ? "" : kernel.trace().getLast().toString();
  }

  /// Everything but objects and `tmp`, by path.
  private SortedMap<String, String> visible() throws IOException {
    var files = new TreeMap<String, String>();
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = path.relativize(file).toString();
        if (!name.startsWith("objects/") && !name.startsWith("tmp/") && !name.equals(".lock")) {
          files.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }

  private void restore() throws IOException {
    delete(path.resolve("deltas"));
    delete(path.resolve("delta-indexes"));
    for (Map.Entry<String, String> file : before.entrySet()) {
      Files.createDirectories(path.resolve(file.getKey()).getParent());
      Files.write(path.resolve(file.getKey()), HexFormat.of().parseHex(file.getValue()));
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void assertWhole(String context) throws IOException {
    SortedMap<String, String> now = visible();
    for (DeltaName name : List.of(DeltaName.between(from, to), DeltaName.fromScratch(to))) {
      var found = below(now, name.directory());
      assertTrue(
          found.equals(below(before, name.directory()))
              || found.equals(below(after, name.directory())),
          () -> context + ": " + name + " has " + found.keySet());
    }
    for (String file : List.of("config", DeltaName.indexPath(to))) {
      assertTrue(
          now.get(file).equals(before.get(file)) || now.get(file).equals(after.get(file)),
          () -> context + ": " + file + " is neither old nor new");
    }
    now.keySet().removeAll(before.keySet());
    now.keySet().removeAll(after.keySet());
    assertEquals(Set.of(), now.keySet(), context);
  }

  private static SortedMap<String, String> below(SortedMap<String, String> all, String path) {
    return all.subMap(path + "/", path + "0");
  }

  private void assertRubbishGoes(String context) throws IOException {
    try (Repo repo = open(Kernel.system(), Instant.now().plus(Duration.ofDays(2)))) {
      repo.cleanTmp();
    }
    assertEquals(List.of("cache"), namesInTmp(), context);
  }

  private List<String> namesInTmp() throws IOException {
    try (Stream<Path> left = Files.list(path.resolve("tmp"))) {
      return left.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void assertTheReferenceProgramIsContent(String context) throws IOException {
    String repo = "--repo=" + path;
    ReferenceProgram.ostree("fsck", "-q", repo);
    List<String> names = ReferenceProgram.ostree("static-delta", "list", repo).lines().toList();
    assertTrue(names.contains(DeltaName.between(from, to).toString()), context);
    for (String name : names) {
      ReferenceProgram.ostree("static-delta", "show", name, repo);
    }
    try (Repo opened = Repo.open(path)) {
      assertTrue(new Fsck(opened, FsckOptions.defaults(), event -> {}).run().isClean(), context);
    }
  }
}
