// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.TransactionOptions;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Deltas that the real program makes, with each of its options, are applied here, and the real
/// program finds nothing wrong with the result.
@Tag("slow")
class DeltaInteropIT {
  /// Two versions of files that change a little, a lot and in their attributes only; of files that
  /// come, go and move; of symlinks. A third version is the second.
  private static final String SOURCE =
      """
      mkdir -p t/d/sub t/bin; cd t; umask 022
      head -c 1200000 /dev/urandom > big; head -c 60000 /dev/urandom > patched
      for i in 1 2 3 4 5 6 7 8; do head -c 20000 /dev/urandom > d/f$i; done
      seq 1 9000 > text; echo run > bin/exe; chmod 755 bin/exe; ln -s exe bin/link
      echo gone > gone; : > empty; setfattr -n user.x -v 1 d/f1
      if [ "$(id -u)" = 0 ]; then chown 12:34 d/f2; chmod 4755 bin/exe; fi
      ostree --repo="$1" init --mode=archive
      ostree --repo="$1" config set core.fsync false
      ostree --repo="$1" commit -b main -s one . >/dev/null
      { head -c 500000 big; echo inserted; tail -c 699000 big; } > new; mv new big
      printf changed | dd of=patched bs=1 seek=1000 conv=notrunc 2>/dev/null
      seq 1 2 9000 > text; setfattr -n user.y -v 2 d/f1; mv d/f3 d/sub/moved
      head -c 1100000 /dev/urandom > fresh; ln -sf text bin/link; rm gone; chmod 700 d/f4
      ostree --repo="$1" commit -b main -s two --add-metadata-string=k=v . >/dev/null
      ostree --repo="$1" commit -b main -s three . >/dev/null
      """;

  @TempDir static Path directory;
  private static Path source;
  private static Checksum one;
  private static Checksum two;
  private static Checksum three;

  @BeforeAll
  static void commit() {
    ReferenceProgram.requireOstree();
    source = directory.resolve("source");
    ReferenceProgram.succeed(
        List.of("sh", "-euc", "cd '" + directory + "'\n" + SOURCE, "sh", source.toString()));
    one = resolve("main^^");
    two = resolve("main^");
    three = resolve("main");
  }

  private static Checksum resolve(String revision) {
    return Checksum.parse(
        ReferenceProgram.ostree("--repo=" + source, "rev-parse", revision).strip());
  }

  private static DeltaName generate(Optional<Checksum> from, Checksum to, List<String> options) {
    var command = new ArrayList<>(List.of("--repo=" + source, "static-delta", "generate"));
    command.addAll(options);
    command.add(from.isEmpty() ? "--empty" : "--from=" + from.get());
    command.add("--to=" + to);
    ReferenceProgram.ostree(command.toArray(String[]::new));
    return new DeltaName(from, to);
  }

  private static Path create(String name, RepoMode mode, boolean withOne) {
    Path path = directory.resolve(name);
    ReferenceProgram.ostree("--repo=" + path, "init", "--mode=" + mode.configText());
    if (withOne) {
      ReferenceProgram.ostree(
          "--repo=" + path, "pull-local", "--disable-fsync", source.toString(), one.hex());
    }
    return path;
  }

  private static void apply(Path target, Path delta) throws IOException {
    try (Repo repo = Repo.open(target);
        DeltaFiles files = DeltaFiles.open(delta)) {
      new OfflineApplier(repo, TransactionOptions.defaults()).apply(files);
    }
  }

  /// The real program finds every object right, and the same tree as at the source.
  private static void assertSame(Path target, Checksum commit) throws IOException {
    ReferenceProgram.ostree("--repo=" + target, "fsck", "--quiet");
    assertEquals(
        ReferenceProgram.ostree("--repo=" + source, "ls", "-RCX", commit.hex()),
        ReferenceProgram.ostree("--repo=" + target, "ls", "-RCX", commit.hex()));
    try (Stream<Path> left = Files.list(target.resolve("tmp"))) {
      assertEquals(List.of("cache"), left.map(path -> path.getFileName().toString()).toList());
    }
    assertEquals(0, Files.list(target.resolve("state")).count());
  }

  static Stream<List<String>> options() {
    return Stream.of(
        List.of(),
        List.of("--inline"),
        List.of("--disable-bsdiff"),
        List.of("--max-bsdiff-size=0"),
        List.of("--min-fallback-size=0"),
        List.of("--swap-endianness"),
        List.of("--set-endianness=B", "--inline", "--max-chunk-size=1"),
        List.of("--max-chunk-size=1", "--min-fallback-size=0"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void anUpdateMadeWithAnyOptionIsApplied(List<String> options) throws IOException {
    DeltaName name = generate(Optional.of(one), two, options);
    Path target = create("update" + options, RepoMode.BARE_USER, true);
    apply(target, source.resolve(name.directory()));
    assertSame(target, two);
  }

  /// As old writers made them, on machines of both kinds; the C program takes them as well.
  @ParameterizedTest
  @ValueSource(strings = {"--set-endianness=l", "--set-endianness=B"})
  void aDeltaThatDoesNotTellItsOrderOfBytesIsApplied(String order) throws IOException {
    DeltaName name = generate(Optional.of(one), two, List.of(order));
    Path delta = directory.resolve("legacy" + order);
    ReferenceProgram.succeed(
        List.of("cp", "-r", source.resolve(name.directory()).toString(), delta.toString()));
    Path superblock = delta.resolve("superblock");
    String told = new String(Files.readAllBytes(superblock), StandardCharsets.ISO_8859_1);
    String legacy = told.replace("ostree.endianness", "ostree.endiannesz");
    assertNotEquals(told, legacy);
    Files.write(superblock, legacy.getBytes(StandardCharsets.ISO_8859_1));

    Path ours = create("ours" + order, RepoMode.BARE_USER, true);
    apply(ours, delta);
    assertSame(ours, two);
    Path theirs = create("theirs" + order, RepoMode.BARE_USER, true);
    ReferenceProgram.ostree(
        "--repo=" + theirs, "static-delta", "apply-offline", superblock.toString());
    assertSame(theirs, two);
  }

  @ParameterizedTest
  @EnumSource(
      value = RepoMode.class,
      names = {"BARE", "BARE_USER", "ARCHIVE"})
  void anUpdateIsAppliedInEveryMode(RepoMode mode) throws IOException {
    if (mode == RepoMode.BARE && Kernel.system().effectiveUser() != 0) {
      System.err.println("SKIPPED: mode bare, since only root sets owners");
      return;
    }
    DeltaName name = generate(Optional.of(one), two, List.of());
    Path target = create("mode" + mode, mode, true);
    apply(target, source.resolve(name.directory()));
    assertSame(target, two);
  }

  @Test
  void aDeltaFromNothingIsApplied() throws IOException {
    DeltaName name = generate(Optional.empty(), two, List.of("--min-fallback-size=0"));
    Path target = create("scratch", RepoMode.BARE_USER, false);
    apply(target, source.resolve(name.directory()));
    assertSame(target, two);
  }

  @Test
  void anEmptyDeltaIsApplied() throws IOException {
    DeltaName name = generate(Optional.of(two), three, List.of());
    Path target = create("empty", RepoMode.BARE_USER, true);
    ReferenceProgram.ostree("--repo=" + target, "pull-local", source.toString(), two.hex());
    apply(target, source.resolve(name.directory()));
    assertSame(target, three);
  }

  @Test
  void aDeltaInAFileIsApplied() throws IOException {
    Path file = Files.createDirectories(directory.resolve("elsewhere")).resolve("some.delta");
    generate(Optional.of(one), two, List.of("--filename=" + file));
    Path target = create("file", RepoMode.BARE_USER, true);
    apply(target, file);
    assertSame(target, two);
  }

  @Test
  void fallbacksCannotBeAppliedOffline() throws IOException {
    DeltaName name = generate(Optional.of(one), two, List.of("--min-fallback-size=1"));
    Path target = create("fallback", RepoMode.BARE_USER, true);
    try (Repo repo = Repo.open(source);
        DeltaFiles files = DeltaFiles.open(repo, name)) {
      assertFalse(files.superblock().fallbacks().isEmpty());
    }
    assertThrows(
        DeltaException.NeedsFallbacks.class, () -> apply(target, source.resolve(name.directory())));
    ReferenceProgram.ostree("--repo=" + target, "fsck", "--quiet");
  }

  @Test
  void theStartMustBeHere() throws IOException {
    DeltaName name = generate(Optional.of(one), two, List.of());
    Path target = create("startless", RepoMode.BARE_USER, false);
    assertThrows(
        DeltaException.FromMissing.class, () -> apply(target, source.resolve(name.directory())));
    ReferenceProgram.ostree("--repo=" + target, "fsck", "--quiet");
  }

  @Test
  void bothProgramsSeeTheSameInside() throws IOException {
    DeltaName name = generate(Optional.of(one), two, List.of("--max-chunk-size=1"));
    String shown =
        ReferenceProgram.ostree("--repo=" + source, "static-delta", "show", name.toString());
    try (Repo repo = Repo.open(source);
        DeltaFiles files = DeltaFiles.open(repo, name)) {
      var inspector = new PartInspector(repo);
      for (int i = 0; i < files.superblock().parts().size(); i++) {
        try (InputStream part = files.openPart(i)) {
          PartAnalysis inside = inspector.inspect(files.superblock().parts().get(i), part);
          String line =
              "PartPayload"
                  + i
                  + ": nmodes="
                  + inside.modes()
                  + " nxattrs="
                  + inside.xattrSets()
                  + " blobsize="
                  + inside.blobBytes()
                  + " opsize="
                  + inside.operationsBytes();
          assertTrue(shown.contains(line), () -> line + " in\n" + shown);
        }
      }
    }
  }

  @Test
  void bothProgramsListAndIndexTheSame() throws IOException {
    generate(Optional.of(one), two, List.of());
    generate(Optional.empty(), one, List.of());
    String names = ReferenceProgram.ostree("--repo=" + source, "static-delta", "list");
    try (Repo repo = Repo.open(source)) {
      var store = new DeltaStore(repo);
      assertEquals(
          names.lines().sorted().toList(), store.list().stream().map(DeltaName::toString).toList());
      ReferenceProgram.ostree("--repo=" + source, "static-delta", "reindex");
      DeltaIndex theirs = store.findIndex(two).orElseThrow();
      repo.files().remove(DeltaName.indexPath(two));
      store.reindex();
      assertEquals(theirs.superblocks(), store.findIndex(two).orElseThrow().superblocks());
      assertEquals(
          ReferenceProgram.ostree("--repo=" + source, "static-delta", "indexes")
              .lines()
              .sorted()
              .toList(),
          store.indexes().stream().map(Checksum::hex).toList());
    }
  }
}
