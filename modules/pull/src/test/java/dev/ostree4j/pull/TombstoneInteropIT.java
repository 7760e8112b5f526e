// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.object.Tombstone;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.SeenRequest;
import dev.ostree4j.traverse.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A parent that was deleted at the source ends the history where the source keeps tombstones and
/// has one of it, as in the real program; where it keeps them and has none the pull fails.
@Tag("slow")
class TombstoneInteropIT {
  private static final PullOptions OPTIONS =
      PullOptions.defaults()
          .withDepth(Depth.ALL)
          .withNetwork(FetchOptions.defaults().withRetries(0));

  private static final String SOURCE =
      """
      mkdir t; cd t
      ostree --repo="$1" init --mode=archive
      ostree --repo="$1" config set core.fsync false
      for i in 1 2 3; do
        echo "$i" > own; ostree --repo="$1" commit -b main -s "$i" . >/dev/null
      done
      """;

  /// This turns them on in the configuration.
  private static final String DELETE =
      """
      ostree --repo="$1" prune --delete-commit="$(ostree --repo="$1" rev-parse main^^)"
      """;

  private static final String SUMMARY = "ostree --repo=\"$1\" summary -u\n";
  private static final String LOSE = "rm \"$1\"/objects/*/*.tombstone-commit\n";
  private static final String KEEP_NONE =
      "ostree --repo=\"$1\" config set core.tombstone-commits false\n";

  @TempDir Path directory;
  private Path source;
  private Checksum deleted;
  private ObjectName tombstone;
  private HostileServer server;

  @BeforeEach
  void prepare() throws IOException {
    ReferenceProgram.requireOstree();
    source = directory.resolve("source");
    shell("cd '" + directory + "'\n" + SOURCE);
    deleted =
        Checksum.parse(ReferenceProgram.ostree("--repo=" + source, "rev-parse", "main^^").strip());
    tombstone = new ObjectName(deleted, ObjectType.TOMBSTONE_COMMIT);
    server = HostileServer.start().replay(source);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void shell(String script) {
    ReferenceProgram.succeed(List.of("sh", "-euc", script, "sh", source.toString()));
  }

  private String web() {
    return server.address().toString();
  }

  private String file() {
    return "file://" + source;
  }

  private Path repository(String name, String address) {
    Path path = directory.resolve(name);
    ReferenceProgram.ostree("--repo=" + path, "init", "--mode=bare-user");
    ReferenceProgram.ostree("--repo=" + path, "config", "set", "core.fsync", "false");
    ReferenceProgram.ostree(
        "--repo=" + path, "remote", "add", "--no-gpg-verify", "origin", address);
    return path;
  }

  private PullReport ourPull(Path path) throws IOException {
    try (Repo repo = Repo.open(path)) {
      return new Puller(repo, OPTIONS, PullListener.SILENT)
          .pull("origin", PullRequest.parse(List.of("main")));
    }
  }

  private boolean theyPull(Path path) {
    List<String> command =
        List.of("ostree", "--repo=" + path, "pull", "--depth=-1", "origin", "main");
    return ReferenceProgram.run(command, Map.of()).status() == 0;
  }

  private static List<String> objects(Path repo) throws IOException {
    try (Stream<Path> walk = Files.walk(repo.resolve("objects"))) {
      return walk.filter(Files::isRegularFile)
          .map(path -> repo.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  /// What was asked for besides the configuration, which they ask for with every summary, and
  /// objects that are never in question.
  private List<String> commitRequests() {
    return server.requests().stream()
        .map(SeenRequest::path)
        .filter(path -> path.contains("commit"))
        .sorted()
        .toList();
  }

  private PullReport compareSuccess(String address) throws IOException {
    Path theirs = repository("theirs", address);
    Path ours = repository("ours", address);
    assertTrue(theyPull(theirs));
    List<String> theirRequests = commitRequests();
    server.clearRequests();
    PullReport report = ourPull(ours);
    assertEquals(theirRequests, commitRequests());
    assertEquals(objects(theirs), objects(ours));
    return report;
  }

  private IOException compareFailure(String address) throws IOException {
    Path ours = repository("ours", address);
    assertFalse(theyPull(repository("theirs", address)));
    IOException refusal = assertThrows(IOException.class, () -> ourPull(ours));
    assertNoCommit(ours);
    return refusal;
  }

  private static void assertNoCommit(Path repo) throws IOException {
    List<String> commits = objects(repo).stream().filter(path -> path.contains("commit")).toList();
    assertEquals(List.of(), commits);
  }

  private String tombstonePath() {
    return "objects/" + tombstone.loosePath(true);
  }

  private boolean wasAsked() {
    return server.count("/" + tombstonePath()) > 0;
  }

  @Test
  void aServerIsAskedAndWhatItHasIsNotKept() throws IOException {
    shell(DELETE + SUMMARY);
    PullReport report = compareSuccess(web());
    assertTrue(wasAsked());
    // Two commits, two directories, one directory metadata, and the tombstone; what is said about
    // three commits, that one of them is gone, and that no delta leads to the last.
    assertEquals(new PullReport.Count(11, 2), report.remote());
  }

  @Test
  void aServerThatLostACommitIsRefused() throws IOException {
    shell(DELETE + SUMMARY + LOSE);
    IOException refusal = compareFailure(web());
    assertEquals(
        "While fetching " + web() + "/" + tombstonePath() + ": Server returned HTTP 404",
        refusal.getMessage());
  }

  @Test
  void aServerWithoutSummaryIsNotAsked() throws IOException {
    shell(DELETE + LOSE);
    compareSuccess(web());
    assertFalse(wasAsked());
  }

  @Test
  void theConfigurationCountsNotTheSummary() throws IOException {
    shell(DELETE + SUMMARY + KEEP_NONE + LOSE);
    compareSuccess(web());
    assertFalse(wasAsked());
  }

  @Test
  void theSummaryMayBeOlderThanTheDeletion() throws IOException {
    shell(SUMMARY + DELETE);
    compareSuccess(web());
    assertTrue(wasAsked());
  }

  @Test
  void aSummaryThatDoesNotSpeakOfThemEndsTheHistory() throws IOException {
    shell(
        DELETE + SUMMARY + LOSE + "sed -i 's/tombstone-commits/tombstone-commitz/' \"$1/summary\"");
    compareSuccess(web());
    assertFalse(wasAsked());
  }

  @Test
  void whatARepositoryOnThisMachineHasIsKept() throws IOException {
    shell(DELETE + SUMMARY);
    PullReport report = compareSuccess(file());
    assertEquals(new PullReport.Count(5, 2), report.remote());
    byte[] kept = Files.readAllBytes(directory.resolve("ours").resolve(tombstonePath()));
    assertArrayEquals(new Tombstone(deleted).bytes(), kept);
  }

  @Test
  void aRepositoryOnThisMachineWithoutSummaryIsNotAsked() throws IOException {
    shell(DELETE);
    compareSuccess(file());
    assertFalse(Files.exists(directory.resolve("ours").resolve(tombstonePath())));
  }

  @Test
  void aRepositoryOnThisMachineThatLostACommitIsRefused() throws IOException {
    shell(DELETE + SUMMARY + LOSE);
    assertEquals(PullException.SourceIncomplete.class, compareFailure(file()).getClass());
  }

  /// The real program takes anything under that name.
  @Test
  void anotherTombstoneOfARepositoryOnThisMachineIsRefused() throws IOException {
    shell(DELETE + SUMMARY);
    Checksum other = Checksum.ofContent(new byte[0]);
    Files.write(source.resolve(tombstonePath()), new Tombstone(other).bytes());
    Path ours = repository("ours", file());
    var refusal = assertThrows(RepoException.ObjectDamaged.class, () -> ourPull(ours));
    assertEquals(tombstone + ": the tombstone is of " + other, refusal.getMessage());
    assertNoCommit(ours);
  }
}
