// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real program applies the deltas that are made here of commits it made itself, and finds
/// nothing wrong with the result.
@Tag("slow")
class DeltaMakerInteropIT {
  /// Programs and text that change, move, come and go; owners, modes, attributes, symlinks.
  private static final String SOURCE =
      """
      mkdir -p t/d/sub t/bin; cd t; umask 022
      head -c 1200000 /dev/urandom > big; cat /bin/sh > bin/program
      for i in 1 2 3 4 5 6 7 8; do head -c 20000 /dev/urandom > d/f$i; done
      seq 1 9000 > text; chmod 755 bin/program; ln -s program bin/link
      echo gone > gone; : > empty; setfattr -n user.x -v 1 d/f1
      if [ "$(id -u)" = 0 ]; then chown 12:34 d/f2; chmod 4755 bin/program; fi
      ostree --repo="$1" init --mode=archive
      ostree --repo="$1" commit -b main -s one . >/dev/null
      { head -c 500000 big; echo inserted; tail -c 699000 big; } > new; mv new big
      printf changed | dd of=bin/program bs=1 seek=9000 conv=notrunc 2>/dev/null
      seq 1 2 9000 > text; setfattr -n user.y -v 2 d/f1; mv d/f3 d/sub/moved
      head -c 1100000 /dev/urandom > fresh; ln -sf text bin/link; rm gone; chmod 700 d/f4
      ostree --repo="$1" commit -b main -s two --add-metadata-string=k=v . >/dev/null
      ostree --repo="$1" commit -b main -s three . >/dev/null
      mkdir ../plain; cp text ../plain/text; : > ../plain/empty; : > ../plain/text.empty
      ostree --repo="$1" commit -b plain --canonical-permissions ../plain >/dev/null
      """;

  @TempDir static Path directory;
  private static Path source;

  @BeforeAll
  static void commit() {
    ReferenceProgram.requireOstree();
    source = directory.resolve("source");
    ReferenceProgram.succeed(
        List.of("sh", "-euc", "cd '" + directory + "'\n" + SOURCE, "sh", source.toString()));
  }

  private static Checksum resolve(String revision) {
    return Checksum.parse(
        ReferenceProgram.ostree("--repo=" + source, "rev-parse", revision).strip());
  }

  static Stream<DeltaOptions> options() {
    DeltaOptions defaults = DeltaOptions.defaults();
    return Stream.of(
        defaults,
        defaults.withPlacement(DeltaOptions.Placement.INLINE),
        defaults.withPatches(DeltaOptions.Patches.FORBIDDEN),
        defaults.withMaxPartBytes(1),
        defaults.withByteOrder(DeltaByteOrder.BIG));
  }

  @ParameterizedTest
  @MethodSource("options")
  void anUpdateIsApplied(DeltaOptions options) throws IOException {
    assertApplied(Optional.of(resolve("main^^")), resolve("main^"), options);
  }

  @Test
  void aDeltaFromNothingIsApplied() throws IOException {
    assertApplied(Optional.empty(), resolve("main"), DeltaOptions.defaults());
  }

  @Test
  void anEmptyDeltaIsApplied() throws IOException {
    assertApplied(Optional.of(resolve("main^")), resolve("main"), DeltaOptions.defaults());
  }

  /// The C program does not take a part in which there is nothing.
  @ParameterizedTest
  @ValueSource(strings = {"bare", "bare-user-only"})
  void emptyFilesAreInNoPartOfTheirOwn(String mode) throws IOException {
    DeltaOptions options = DeltaOptions.defaults().withMaxPartBytes(1);
    assertApplied(Optional.empty(), resolve("plain"), options, mode);
  }

  private static void assertApplied(Optional<Checksum> from, Checksum to, DeltaOptions options)
      throws IOException {
    assertApplied(from, to, options, "bare-user");
  }

  private static void assertApplied(
      Optional<Checksum> from, Checksum to, DeltaOptions options, String mode) throws IOException {
    Path delta = Files.createTempDirectory(directory, "delta").resolve("superblock");
    DeltaReport report;
    try (Repo repo = Repo.open(source)) {
      report =
          new DeltaMaker(repo, options, DeltaListener.NONE).make(new DeltaName(from, to), delta);
    }
    assertTrue(report.fallbacks().isEmpty());
    Path target = Files.createTempDirectory(directory, "target");
    String repo = "--repo=" + target;
    ReferenceProgram.ostree(repo, "init", "--mode=" + mode);
    if (from.isPresent()) {
      ReferenceProgram.ostree(repo, "pull-local", source.toString(), from.get().hex());
    }
    ReferenceProgram.ostree(repo, "static-delta", "apply-offline", delta.toString());
    ReferenceProgram.ostree(repo, "fsck", "--quiet");
    assertEquals(
        ReferenceProgram.ostree("--repo=" + source, "ls", "-RCX", to.hex()),
        ReferenceProgram.ostree(repo, "ls", "-RCX", to.hex()));
  }
}
