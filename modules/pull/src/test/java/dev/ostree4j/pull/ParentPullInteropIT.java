// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.ClosedPort;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.SeenRequest;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.CsvSource;

/// Pulls into a repository with a parent, by us and by the C program: the remote is read from both,
/// what the parent has is not fetched, and only the child changes.
@Tag("slow")
class ParentPullInteropIT {
  private static final PullOptions OPTIONS =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  /// The commit, its root and its files; the rest is the same as before.
  private static final int NEW_OBJECTS = SampleRepo.NEXT_METADATA + 3;

  @TempDir Path directory;
  private HostileServer server;
  private Checksum first;
  private Checksum second;

  @BeforeEach
  void fillTheParent() throws IOException {
    ReferenceProgram.requireOstree();
    server = HostileServer.start().replay(directory.resolve("source"));
    try (var source = new SampleRepo(directory.resolve("source"), RepoMode.ARCHIVE);
        var parent = new SampleRepo(directory.resolve("parent"), RepoMode.ARCHIVE)) {
      RemoteDraft draft =
          RemoteDraft.of("origin")
              .withUrl(server.address().toString())
              .withOption("gpg-verify", "false");
      parent.repo().remotes().add(draft, IfPresent.REFUSE);
      first = source.commit("main", "first", 3);
      new Puller(parent.repo(), OPTIONS, PullListener.SILENT)
          .pull("origin", PullRequest.parse(List.of("main")));
      second = source.commit("main", "second", 3);
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Path child(String name, String remote) throws IOException {
    Path child = directory.resolve(name);
    Repo.create(child, RepoMode.ARCHIVE).close();
    String parent = directory.resolve("parent").toString();
    String config = "[core]\nrepo_version=1\nmode=archive-z2\nparent=" + parent + "\n" + remote;
    Files.writeString(child.resolve("config"), config);
    return child;
  }

  private static Optional<String> ourPull(Path child, String remote, List<String> refs)
      throws IOException {
    try (Repo repo = Repo.open(child)) {
      new Puller(repo, OPTIONS, PullListener.SILENT).pull(remote, PullRequest.parse(refs));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> theirPull(Path child, String remote, List<String> refs) {
    var command = new ArrayList<>(List.of("ostree", "--repo=" + child, "pull"));
    command.addAll(List.of("--network-retries=0", remote));
    command.addAll(refs);
    ReferenceProgram.Outcome outcome = ReferenceProgram.run(command, Map.of());
    return outcome.status() == 0 ? Optional.empty() : Optional.of(outcome.err().strip());
  }

  /// The paths since the last time, without order.
  private List<String> requests() {
    List<String> paths = server.requests().stream().map(SeenRequest::path).sorted().toList();
    server.clearRequests();
    return paths;
  }

  private static List<String> objects(Path repo) throws IOException {
    try (var files = Files.walk(repo.resolve("objects"))) {
      return files.filter(Files::isRegularFile).map(f -> "" + repo.relativize(f)).sorted().toList();
    }
  }

  /// The remote is the parent's, or the child adds what the parent leaves open.
  @ParameterizedTest
  @CsvSource({"'', main", "'branches=main', ''"})
  void whatTheParentHasIsNotFetched(String option, String ref) throws IOException {
    String remote = option.isEmpty() ? "" : "[remote \"origin\"]\n" + option + "\n";
    List<String> refs = ref.isEmpty() ? List.of() : List.of(ref);
    Path ours = child("ours", remote);
    Path theirs = child("theirs", remote);
    server.clearRequests();
    assertEquals(Optional.empty(), theirPull(theirs, "origin", refs));
    List<String> expected = requests();
    assertEquals(Optional.empty(), ourPull(ours, "origin", refs));
    assertEquals(expected, requests());

    assertEquals(NEW_OBJECTS, objects(ours).size());
    assertEquals(objects(theirs), objects(ours));
    for (Path child : List.of(ours, theirs)) {
      ReferenceProgram.ostree("--repo=" + child, "fsck", "--quiet");
    }
    try (Repo repo = Repo.open(ours)) {
      RefSpec main = RefSpec.parse("origin:main");
      assertEquals(Optional.of(second), repo.refs().find(main));
      assertEquals(Optional.of(first), repo.parent().orElseThrow().refs().find(main));
    }
  }

  @Test
  void theAddressOfTheChildIsTheOneThatCounts() throws IOException {
    server.clearRequests();
    try (ClosedPort closed = ClosedPort.open()) {
      String remote = "[remote \"origin\"]\nurl=" + closed.address() + "\n";
      assertTrue(theirPull(child("theirs", remote), "origin", List.of("main")).isPresent());
      String message = ourPull(child("ours", remote), "origin", List.of("main")).orElseThrow();
      assertTrue(message.contains(closed.address().toString()), message);
    }
    assertEquals(List.of(), requests());
  }

  @Test
  void aRemoteOfNeitherIsNotFound() throws IOException {
    Optional<String> theirs = theirPull(child("theirs", ""), "other", List.of("main"));
    Optional<String> ours = ourPull(child("ours", ""), "other", List.of("main"));
    assertEquals(theirs, ours.map(message -> "error: " + message));
  }
}
