// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaOptions;
import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.summary.SummaryOptions;
import dev.ostree4j.summary.SummaryWriter;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.ClosedPort;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.traverse.Depth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A server with two commits of `main`, and a repository which has pulled the first of them.
final class HostileScene implements AutoCloseable {
  /// Objects of the second commit that the repository lacks.
  enum Piece {
    COMMIT,
    TREE,
    FILE
  }

  final Path served;
  final HostileServer server;
  final ClosedPort nobody = ClosedPort.open();
  final SampleRepo source;
  final SampleRepo target;
  final Checksum first;
  final Checksum second;
  PullOptions options =
      PullOptions.defaults()
          .withNetwork(
              FetchOptions.defaults().withRetries(0).withIdleLimit(Duration.ofMillis(400)));
  PullRequest request = PullRequest.parse(List.of("main"));

  /// @param mode how the repository stores files
  HostileScene(Path directory, RepoMode mode) throws IOException {
    served = directory.resolve("source");
    source = new SampleRepo(served, RepoMode.ARCHIVE);
    first = source.commit("main", "first", 3);
    second = source.commit("main", "second", 3);
    source.commit("aaaa", "other", 1);
    summarise();
    server = HostileServer.start().replay(served).answer("/circle", Answer.redirect("/circle"));
    target = new SampleRepo(directory.resolve("target"), mode);
    addRemote(RemoteDraft.of("origin").withUrl(server.address().toString()));
    pull(PullRequest.parse(List.of("main@" + first)));
    server.clearRequests();
  }

  void summarise() throws IOException {
    new SummaryWriter(source.repo(), SummaryOptions.defaults()).write();
  }

  void summarise(TestKey key) throws IOException {
    new SummaryWriter(source.repo(), SummaryOptions.defaults().withSigner(key.signer())).write();
  }

  /// Serves another repository, whose `main` is of a collection.
  void offerShared(String collection) throws IOException {
    Path other = served.resolveSibling("shared");
    try (var shared = new SampleRepo(other, RepoMode.ARCHIVE, new CollectionId(collection))) {
      shared.commitShared("main", "shared");
      new SummaryWriter(shared.repo(), SummaryOptions.defaults()).write();
    }
    server.replay(other);
  }

  /// A signature by this key is needed from now on, of what the option says.
  void demandSignatures(String option, TestKey key) throws IOException {
    addRemote(
        RemoteDraft.of("origin")
            .withUrl(server.address().toString())
            .withOption(option, "ed25519")
            .withOption("verification-ed25519-key", key.publicText()));
  }

  /// Each commit has to be signed from now on.
  void demandSignatures() throws IOException {
    RemoteDraft draft = RemoteDraft.of("origin").withUrl(server.address().toString());
    target.repo().remotes().add(draft.withOption("gpg-verify", "true"), IfPresent.REPLACE);
  }

  void addRemote(RemoteDraft draft) throws IOException {
    target.repo().remotes().add(draft.withOption("gpg-verify", "false"), IfPresent.REPLACE);
  }

  /// Pulls what is asked for.
  void pull() throws IOException {
    pull(request);
  }

  private void pull(PullRequest wanted) throws IOException {
    new Puller(target.repo(), options, PullListener.SILENT).pull("origin", wanted);
  }

  HostileScene mirror() {
    request = PullRequest.ofConfigured();
    options = options.withPlacement(PullOptions.Placement.MIRROR);
    return this;
  }

  ObjectName name(Piece piece) throws IOException {
    return switch (piece) {
      case COMMIT -> new ObjectName(second, ObjectType.COMMIT);
      case TREE -> new ObjectName(commit(second).rootTree(), ObjectType.DIRTREE);
      case FILE -> source.ownFile(second);
    };
  }

  /// The same piece of the first commit.
  private ObjectName earlier(Piece piece) throws IOException {
    return switch (piece) {
      case COMMIT -> new ObjectName(first, ObjectType.COMMIT);
      case TREE -> new ObjectName(commit(first).rootTree(), ObjectType.DIRTREE);
      case FILE -> source.ownFile(first);
    };
  }

  private Commit commit(Checksum name) throws IOException {
    return source.repo().objects().readCommit(name);
  }

  static String path(ObjectName name) {
    return "/objects/" + name.loosePath(true);
  }

  /// Where the server has what is said about the second commit.
  String attachedPath() {
    return path(new ObjectName(second, ObjectType.COMMIT_METADATA));
  }

  byte[] bytes(Piece piece) throws IOException {
    return Files.readAllBytes(source.file(name(piece)));
  }

  byte[] earlierBytes(Piece piece) throws IOException {
    return Files.readAllBytes(source.file(earlier(piece)));
  }

  void answer(Piece piece, Answer answer) throws IOException {
    server.answer(path(name(piece)), answer);
  }

  void ref(String text) {
    server.answer("/refs/heads/main", Answer.of(text.getBytes(StandardCharsets.UTF_8)));
    // Else the summary would tell.
    server.answer("/summary", Answer.status(404));
  }

  /// Offers a commit whose root directory has these bytes, under their right names.
  void offerTree(byte[] tree, long timestampSeconds) throws IOException {
    Checksum treeName = Checksum.ofContent(tree);
    server.answer(path(new ObjectName(treeName, ObjectType.DIRTREE)), Answer.of(tree));
    Commit commit = Commit.of(treeName, commit(second).rootMeta(), timestampSeconds);
    offerCommit(commit.bytes());
  }

  /// Offers a commit whose root directory has this metadata, under their right names.
  String offerMeta(byte[] meta) throws IOException {
    String path = path(new ObjectName(Checksum.ofContent(meta), ObjectType.DIRMETA));
    server.answer(path, Answer.of(meta));
    Checksum tree = commit(second).rootTree();
    offerCommit(Commit.of(tree, Checksum.ofContent(meta), 1_800_000_000L).bytes());
    return path;
  }

  void offerCommit(byte[] commit) {
    Checksum name = Checksum.ofContent(commit);
    server.answer(path(new ObjectName(name, ObjectType.COMMIT)), Answer.of(commit));
    ref(name + "\n");
  }

  /// Makes a delta that leads to the second commit, and lists it in an index and in the summary.
  DeltaScene withDelta(DeltaOptions how) throws IOException {
    return new DeltaScene(this, how);
  }

  /// Has a branch pulled whose first commit the server deleted; gives the path of its tombstone.
  String cutHistory() throws IOException {
    Checksum deleted = source.commit("cut", "before", 1);
    source.commit("cut", "after", 1);
    summarise();
    server.answer(path(new ObjectName(deleted, ObjectType.COMMIT)), Answer.status(404));
    byte[] config = "[core]\ntombstone-commits=true\n".getBytes(StandardCharsets.US_ASCII);
    server.answer("/config", Answer.of(config));
    options = options.withDepth(Depth.ALL);
    request = PullRequest.parse(List.of("cut"));
    return path(new ObjectName(deleted, ObjectType.TOMBSTONE_COMMIT));
  }

  byte[] tree() throws IOException {
    return bytes(Piece.TREE);
  }

  /// The root directory of the second commit with one name changed into another of its length.
  byte[] treeWith(String name, String other) throws IOException {
    return replaced(tree(), name, other);
  }

  byte[] summaryWith(String text, String other) throws IOException {
    return replaced(Files.readAllBytes(served.resolve("summary")), text, other);
  }

  static byte[] replaced(byte[] bytes, String text, String other) {
    if (text.length() != other.length()) {
      throw new IllegalArgumentException(text + ", " + other);
    }
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!all.contains(text)) {
      throw new IllegalArgumentException("there is no " + text);
    }
    return all.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Everything in the repository that anybody sees. Not seen are `tmp`, and in `state` the marks
  /// of commits that are not there, from which the next pull goes on.
  Map<String, Long> visible() throws IOException {
    var all = new TreeMap<String, Long>();
    Path root = target.repo().path();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString();
        if (!name.startsWith("tmp/") && !name.startsWith("state/") && !name.equals(".lock")) {
          all.put(name, Files.size(path));
        }
      }
    }
    return all;
  }

  Map<String, Checksum> refs() throws IOException {
    return target.repo().refs().list();
  }

  DirTree parsedTree() throws IOException {
    return source.repo().objects().readDirTree(commit(second).rootTree());
  }

  @Override
  public void close() throws IOException {
    nobody.close();
    server.close();
    source.close();
    target.close();
  }
}
