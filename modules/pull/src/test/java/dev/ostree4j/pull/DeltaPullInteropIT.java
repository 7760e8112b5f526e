// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaFiles;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pulls from a server use the deltas that the real program made there, and bring what a pull of
/// the objects would bring.
@Tag("slow")
class DeltaPullInteropIT {
  private static final PullOptions OPTIONS =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  private static final String SOURCE =
      """
      mkdir -p t/d; cd t; umask 022
      head -c 60000 /dev/urandom > big; seq 1 3000 > text; echo x > d/x
      ostree --repo="$1" init --mode=archive
      ostree --repo="$1" config set core.fsync false
      ostree --repo="$1" commit -b main -s one . >/dev/null
      printf changed | dd of=big bs=1 seek=1000 conv=notrunc 2>/dev/null; seq 1 3 9000 > text
      head -c 1100000 /dev/urandom > fresh; echo y > d/y
      ostree --repo="$1" commit -b main -s two . >/dev/null
      """;

  @TempDir Path directory;
  private Path source;
  private Checksum one;
  private Checksum two;
  private HostileServer server;
  private Repo target;

  @BeforeEach
  void prepare() throws IOException {
    ReferenceProgram.requireOstree();
    source = directory.resolve("source");
    ReferenceProgram.succeed(
        List.of("sh", "-euc", "cd '" + directory + "'\n" + SOURCE, "sh", source.toString()));
    one = resolve("main^");
    two = resolve("main");
    server = HostileServer.start().replay(source);
    target = Repo.create(directory.resolve("target"), RepoMode.BARE_USER);
    addRemote(target);
  }

  private void addRemote(Repo repo) throws IOException {
    RemoteDraft draft =
        RemoteDraft.of("origin")
            .withUrl(server.address().toString())
            .withOption("gpg-verify", "false");
    repo.remotes().add(draft, IfPresent.REFUSE);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    target.close();
  }

  private Checksum resolve(String revision) {
    return Checksum.parse(
        ReferenceProgram.ostree("--repo=" + source, "rev-parse", revision).strip());
  }

  private DeltaName generate(Optional<Checksum> from, String... options) {
    var command = new ArrayList<>(List.of("--repo=" + source, "static-delta", "generate"));
    command.addAll(List.of(options));
    command.add(from.isEmpty() ? "--empty" : "--from=" + from.get());
    command.add("--to=" + two);
    ReferenceProgram.ostree(command.toArray(String[]::new));
    return new DeltaName(from, two);
  }

  private void summarise() {
    ReferenceProgram.ostree("--repo=" + source, "summary", "-u");
  }

  private PullReport pull(Repo to, DeltaUse use, String wanted) throws IOException {
    return new Puller(to, OPTIONS.withDeltas(use), PullListener.SILENT)
        .pull("origin", PullRequest.parse(List.of(wanted)));
  }

  private void pullOne() throws IOException {
    pull(target, DeltaUse.NEVER, "main@" + one);
  }

  private void assertWhole(Repo repo) {
    ReferenceProgram.ostree("--repo=" + repo.path(), "fsck", "--quiet");
    assertEquals(
        ReferenceProgram.ostree("--repo=" + source, "ls", "-RCX", two.hex()),
        ReferenceProgram.ostree("--repo=" + repo.path(), "ls", "-RCX", two.hex()));
    assertEquals(0, repo.path().resolve("state").toFile().list().length);
  }

  private boolean wasAsked(String path) {
    return server.requests().stream().anyMatch(request -> request.path().contains(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--inline", "--swap-endianness", "--min-fallback-size=1"})
  void anUpdateComesAsDelta(String option) throws IOException {
    generate(Optional.of(one), option.isEmpty() ? new String[0] : new String[] {option});
    summarise();
    pullOne();
    PullReport report = pull(target, DeltaUse.IF_OFFERED, "main");
    assertEquals(1, report.deltas().parts(), report::toString);
    assertEquals(option.equals("--inline") ? 1 : 0, report.deltas().partsInline());
    boolean hasFallback = option.startsWith("--min-fallback");
    assertEquals(hasFallback ? 1 : 0, report.remote().content());
    assertEquals(hasFallback ? 1_100_000 : 0, report.contentBytesWritten());
    assertWhole(target);
  }

  @Test
  void withoutSummaryTheDeltaFromTheRefIsTried() throws IOException {
    generate(Optional.of(one));
    pullOne();
    assertTrue(pull(target, DeltaUse.IF_OFFERED, "main").deltas().parts() > 0);
    assertWhole(target);
  }

  @Test
  void aNewRefComesAsDeltaFromNothing() throws IOException {
    generate(Optional.empty());
    summarise();
    assertTrue(pull(target, DeltaUse.IF_OFFERED, "main").deltas().parts() > 0);
    assertWhole(target);
  }

  @Test
  void aRefThatIsHereDoesNotComeFromNothing() throws IOException {
    generate(Optional.empty());
    summarise();
    pullOne();
    assertEquals(DeltaCount.NONE, pull(target, DeltaUse.IF_OFFERED, "main").deltas());
    assertWhole(target);
  }

  @Test
  void deltasMayBeLeftAlone() throws IOException {
    generate(Optional.of(one));
    summarise();
    pullOne();
    assertEquals(DeltaCount.NONE, pull(target, DeltaUse.NEVER, "main").deltas());
    assertFalse(wasAsked("deltas/"));
    assertWhole(target);
  }

  @Test
  void anArchiveUsesNoneAndCannotRequireThem() throws IOException {
    generate(Optional.empty());
    summarise();
    try (Repo archive = Repo.create(directory.resolve("archive"), RepoMode.ARCHIVE)) {
      addRemote(archive);
      assertThrows(
          PullException.DeltaRequired.class, () -> pull(archive, DeltaUse.REQUIRED, "main"));
      assertEquals(DeltaCount.NONE, pull(archive, DeltaUse.IF_OFFERED, "main").deltas());
      assertFalse(wasAsked("deltas/"));
    }
  }

  @Test
  void whatIsRequiredMustBeThere() throws IOException {
    summarise();
    pullOne();
    var failure =
        assertThrows(
            PullException.DeltaRequired.class, () -> pull(target, DeltaUse.REQUIRED, "main"));
    assertEquals("Static deltas required, but none found for main to " + two, failure.getMessage());
    var their =
        ReferenceProgram.run(
            List.of(
                "ostree",
                "--repo=" + target.path(),
                "pull",
                "--require-static-deltas",
                "origin",
                "main"),
            Map.of());
    assertEquals("error: " + failure.getMessage(), their.err().strip());
    pull(target, DeltaUse.NEVER, "main");
    pull(target, DeltaUse.REQUIRED, "main"); // everything is here
  }

  @Test
  void measuringChangesNothing() throws IOException {
    DeltaName name = generate(Optional.of(one));
    summarise();
    pullOne();
    PullOptions measure =
        OPTIONS.withDeltas(DeltaUse.REQUIRED).withEffect(PullOptions.Effect.MEASURE);
    PullReport report =
        new Puller(target, measure, PullListener.SILENT)
            .pull("origin", PullRequest.parse(List.of("main")));
    assertEquals(1, report.deltas().partsTotal());
    assertEquals(Files.size(source.resolve(name.partPath(0))), report.deltas().bytesTotal());
    assertFalse(target.objects().has(new ObjectName(two, ObjectType.COMMIT)));
    assertEquals(Optional.of(one), target.refs().findRevision("origin:main"));
  }

  @Test
  void aRepositoryOnThisMachineGivesThemWhenRequired() throws IOException {
    generate(Optional.empty());
    summarise();
    try (Repo from = Repo.open(source)) {
      var options = OPTIONS.withDeltas(DeltaUse.REQUIRED);
      PullReport report =
          new Puller(target, options, PullListener.SILENT)
              .pull(from, PullRequest.parse(List.of("main")));
      assertTrue(report.deltas().parts() > 0);
    }
    assertWhole(target);
  }

  @Test
  void aDamagedPartEndsThePullAndLeavesTheRef() throws IOException {
    DeltaName name = generate(Optional.of(one));
    summarise();
    pullOne();
    Path part = source.resolve(name.partPath(0));
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    assertThrows(
        DeltaException.ChecksumMismatch.class, () -> pull(target, DeltaUse.IF_OFFERED, "main"));
    assertEquals(Optional.of(one), target.refs().findRevision("origin:main"));
    ReferenceProgram.ostree("--repo=" + target.path(), "fsck", "--quiet");
    assertTrue(pull(target, DeltaUse.NEVER, "main").remote().content() > 0);
    assertWhole(target);
  }

  @Test
  void anotherSuperblockThanIsListedIsRefused() throws IOException {
    generate(Optional.of(one));
    summarise();
    generate(Optional.of(one), "--swap-endianness");
    pullOne();
    assertThrows(DeltaException.Malformed.class, () -> pull(target, DeltaUse.IF_OFFERED, "main"));
    assertEquals(Optional.of(one), target.refs().findRevision("origin:main"));
  }

  @Test
  void aDeltaWithoutRoomForItIsRefusedByBoth() throws IOException {
    DeltaName name = generate(Optional.of(one));
    pullOne();
    Path superblock = source.resolve(name.superblockPath());
    long needed;
    try (DeltaFiles delta = DeltaFiles.open(superblock)) {
      needed = delta.superblock().parts().getFirst().uncompressedBytes();
    }
    byte[] bytes = Files.readAllBytes(superblock);
    replace(bytes, needed, 1L << 60);
    Files.write(superblock, bytes);
    String ours =
        assertThrows(RepoException.NoSpace.class, () -> pull(target, DeltaUse.IF_OFFERED, "main"))
            .getMessage();
    String theirs;
    try (Repo other = Repo.create(directory.resolve("other"), RepoMode.BARE_USER)) {
      addRemote(other);
      pull(other, DeltaUse.NEVER, "main@" + one);
      List<String> command = List.of("ostree", "--repo=" + other.path(), "pull", "origin", "main");
      theirs = ReferenceProgram.run(command, Map.of()).err();
    }
    String refusal = "Delta requires 1.2\u00a0EB free space, but only ";
    assertTrue(ours.startsWith(refusal), ours);
    assertTrue(theirs.startsWith("error: " + refusal), theirs);
  }

  private static void replace(byte[] bytes, long number, long other) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i <= bytes.length - Long.BYTES; i++) {
      if (buffer.getLong(i) == number) {
        buffer.putLong(i, other);
        return;
      }
    }
    throw new AssertionError("there is no " + number);
  }
}
