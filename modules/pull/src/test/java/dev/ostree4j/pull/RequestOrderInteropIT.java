// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.fetch.FetchOptions;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.pull.PullOptions.Placement;
import dev.ostree4j.pull.RequestRow.Ordered;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.SeenRequest;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server is asked for the same things in the same order as by the real program, from the same
/// state, except where a row says what we can do without.
///
/// The order counts up to where objects are fetched side by side; after that, how often each is
/// asked for.
@Tag("slow")
class RequestOrderInteropIT {
  private static final PullOptions OPTIONS =
      PullOptions.defaults().withNetwork(FetchOptions.defaults().withRetries(0));

  private static final String SOURCE =
      """
      mkdir -p t/d; cd t; umask 022
      ostree --repo="$1" init --mode=archive
      ostree --repo="$1" config set core.fsync false
      for i in 1 2 3; do
        echo "x$i" > d/x; head -c 9000 /dev/urandom > big; echo "own $i" > "own$i"
        ostree --repo="$1" commit -b main -s "$i" . >/dev/null
      done
      """;

  private static final String NOTHING = "";
  private static final String SUMMARY = "ostree --repo=\"$1\" summary -u\n";
  private static final String DELTAS =
      """
      ostree --repo="$1" static-delta generate --from=main^ --to=main >/dev/null
      ostree --repo="$1" static-delta generate --empty --to=main >/dev/null
      """;

  private static final String INDEXED =
      DELTAS
          + """
          ostree --repo="$1" static-delta reindex
          ostree --repo="$1" config set core.indexed-deltas true
          """;

  /// As a summary of an older program is.
  private static final String NOT_ANNOUNCED =
      DELTAS
          + SUMMARY
          + "sed -i 's/summary.indexed-deltas/summary.indexed-deltaz/' \"$1/summary\"\n";

  private static final String EMPTIED =
      SUMMARY + "for f in \"$1\"/delta-indexes/*/*; do : > \"$f\"; done\n";

  /// The index of the last commit lists what leads to the one before.
  private static final String SWAPPED =
      "ostree --repo=\"$1\" static-delta generate --empty --to=main^ >/dev/null\n"
          + SUMMARY
          + """
          set -- "$1"/delta-indexes/*/*
          mv "$1" "$1.swap"; mv "$2" "$1"; mv "$1.swap" "$2"
          """;

  private static final String SAYS_MODE = "the summary says how files are stored";
  private static final String WHOLE = "for a commit that is whole no delta is looked for";

  /// While the parts come, 2022.7 may fetch what they bring; newer ones do not.
  private static final String IN_PARTS = "what the parts bring";

  private static final String OBJECTS = "/objects/";

  @TempDir Path directory;
  private Path source;
  private HostileServer server;

  static List<RequestRow> rows() {
    var rows = new ArrayList<RequestRow>();
    addRefs(rows);
    addSummaries(rows);
    addDeltas(rows);
    addCommits(rows);
    addKinds(rows);
    return rows;
  }

  private static void addRefs(List<RequestRow> rows) {
    rows.add(RequestRow.of("ref without summary", NOTHING));
    rows.add(RequestRow.of("update without summary", NOTHING).after("main@MIDDLE"));
    rows.add(RequestRow.of("up to date without summary", NOTHING).after("main"));
  }

  private static void addSummaries(List<RequestRow> rows) {
    rows.add(RequestRow.of("unsigned summary", SUMMARY).spares(SAYS_MODE, "/config"));
    rows.add(
        RequestRow.of("update by unsigned summary", SUMMARY)
            .after("main@MIDDLE")
            .spares(SAYS_MODE, "/config"));
    rows.add(
        RequestRow.of("up to date by unsigned summary", SUMMARY)
            .after("main")
            .spares(SAYS_MODE + "; " + WHOLE, "/config", "/delta-indexes/"));
  }

  private static void addDeltas(List<RequestRow> rows) {
    rows.add(
        RequestRow.of("delta of an index", INDEXED + SUMMARY)
            .after("main@MIDDLE")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(SAYS_MODE + "; " + IN_PARTS, "/config", OBJECTS));
    rows.add(
        RequestRow.of("delta from nothing", INDEXED + SUMMARY)
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(SAYS_MODE + "; " + IN_PARTS, "/config", OBJECTS));
    rows.add(
        RequestRow.of("delta that the summary lists", NOT_ANNOUNCED)
            .after("main@MIDDLE")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(SAYS_MODE + "; " + IN_PARTS, "/config", OBJECTS));
    rows.add(
        RequestRow.of(
                "delta whose index is missing", DELTAS + SUMMARY + "rm -r \"$1/delta-indexes\"")
            .after("main@MIDDLE")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(SAYS_MODE + "; " + IN_PARTS, "/config", OBJECTS));
    rows.add(
        RequestRow.of("delta whose index is of another commit", DELTAS + SWAPPED)
            .after("main@MIDDLE")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(SAYS_MODE + "; " + IN_PARTS, "/config", OBJECTS));
    rows.add(
        RequestRow.of("delta whose index is empty", DELTAS + EMPTIED)
            .after("main@MIDDLE")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(SAYS_MODE + "; " + IN_PARTS, "/config", OBJECTS));
    rows.add(
        RequestRow.of("delta that is missing", DELTAS + SUMMARY + "rm -r \"$1/deltas\"")
            .after("main@MIDDLE")
            .spares(SAYS_MODE, "/config"));
    rows.add(
        RequestRow.of("delta without summary", INDEXED)
            .after("main@MIDDLE")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(IN_PARTS, OBJECTS));
    rows.add(
        RequestRow.of("deltas are required and not announced", INDEXED)
            .with("--require-static-deltas", options -> options.withDeltas(DeltaUse.REQUIRED))
            .ordered(Ordered.ALL));
    rows.add(
        RequestRow.of("deltas of a commit are required and not announced", DELTAS)
            .pulling("main@TIP")
            .with("--require-static-deltas", options -> options.withDeltas(DeltaUse.REQUIRED))
            .ordered(Ordered.ALL));
    rows.add(
        RequestRow.of("deltas are required for an archive", INDEXED + SUMMARY)
            .into(RepoMode.ARCHIVE)
            .with("--require-static-deltas", options -> options.withDeltas(DeltaUse.REQUIRED))
            .ordered(Ordered.ALL));
    rows.add(
        RequestRow.of("no deltas are wanted", INDEXED + SUMMARY)
            .with("--disable-static-deltas", options -> options.withDeltas(DeltaUse.NEVER))
            .spares(SAYS_MODE, "/config"));
  }

  private static void addCommits(List<RequestRow> rows) {
    rows.add(RequestRow.of("ref at a commit", NOTHING).pulling("main@TIP"));
    rows.add(RequestRow.of("a commit alone", NOTHING).pulling("TIP"));
    rows.add(
        RequestRow.of("ref at a commit beside a summary", NOT_ANNOUNCED).pulling("main@FIRST"));
    rows.add(
        RequestRow.of("ref at a commit by delta of an index", INDEXED)
            .after("main@MIDDLE")
            .pulling("main@TIP")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(IN_PARTS, OBJECTS));
    rows.add(
        RequestRow.of("a commit alone by delta of an index", INDEXED)
            .after("main@MIDDLE")
            .pulling("TIP")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(IN_PARTS, OBJECTS));
    rows.add(
        RequestRow.of("ref at a commit by delta that is guessed", DELTAS)
            .after("main@MIDDLE")
            .pulling("main@TIP")
            .ordered(Ordered.TO_SUPERBLOCK)
            .spares(IN_PARTS, OBJECTS));
    rows.add(
        RequestRow.of("ref at a commit that is here", INDEXED)
            .after("main")
            .pulling("main@TIP")
            .spares(WHOLE, "/config", "/delta-indexes/"));
    rows.add(
        RequestRow.of("ref at a commit without deltas", INDEXED)
            .pulling("main@TIP")
            .with("--disable-static-deltas", options -> options.withDeltas(DeltaUse.NEVER)));
  }

  private static void addKinds(List<RequestRow> rows) {
    rows.add(RequestRow.of("into an archive", DELTAS).into(RepoMode.ARCHIVE));
    rows.add(
        RequestRow.of("mirror", DELTAS)
            .into(RepoMode.ARCHIVE)
            .with("--mirror", options -> options.withPlacement(Placement.MIRROR)));
    rows.add(
        RequestRow.of("mirror of everything", DELTAS + SUMMARY)
            .into(RepoMode.ARCHIVE)
            .with("--mirror", options -> options.withPlacement(Placement.MIRROR))
            .pulling()
            .spares(SAYS_MODE, "/config"));
    rows.add(
        RequestRow.of("mirror that is no archive", NOTHING)
            .with("--mirror", options -> options.withPlacement(Placement.MIRROR)));
    rows.add(
        RequestRow.of("commit alone", DELTAS)
            .with("--commit-metadata-only", options -> options.withScope(Scope.COMMITS_ONLY))
            .ordered(Ordered.ALL));
    rows.add(
        RequestRow.of("one parent", NOTHING)
            .with("--depth=1", options -> options.withDepth(new Depth(1))));
    rows.add(
        RequestRow.of("all parents", NOTHING)
            .with("--depth=-1", options -> options.withDepth(Depth.ALL)));
    rows.add(
        RequestRow.of("one directory", NOTHING)
            .with("--subpath=/d", options -> options.withSubpaths(List.of("/d"))));
  }

  @BeforeEach
  void prepare() throws IOException {
    ReferenceProgram.requireOstree();
    source = directory.resolve("source");
    shell("cd '" + directory + "'\n" + SOURCE);
    server = HostileServer.start().replay(source);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void shell(String script) {
    ReferenceProgram.succeed(List.of("sh", "-euc", script, "sh", source.toString()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aServerIsAskedForTheSame(RequestRow row) throws IOException {
    Path theirs = destination(row.mode());
    if (!row.before().isEmpty()) {
      theirPull(theirs, List.of(), List.of(row.before()));
    }
    Path ours = copy(theirs);
    shell(row.server());
    compare(row, theirs, ours);
  }

  /// What is said about a commit that a repository on this machine has is asked for once the commit
  /// is here, and not before.
  @Test
  void aCommitOfALocalCacheIsNotAskedAbout() throws IOException {
    shell(SUMMARY);
    Path cache = directory.resolve("cache");
    ReferenceProgram.ostree("--repo=" + cache, "init", "--mode=archive");
    ReferenceProgram.ostree("--repo=" + cache, "pull-local", source.toString(), "main");
    Path theirs = destination(RepoMode.BARE_USER);
    Path ours = copy(theirs);
    RequestRow row =
        RequestRow.of("commit of a local cache", NOTHING)
            .with("--localcache-repo=" + cache, options -> options.withLocalCache(cache));
    List<String> first = compare(row.spares(SAYS_MODE, "/config"), theirs, ours);
    assertTrue(first.stream().noneMatch(request -> request.contains(".commit")), first::toString);
    List<String> again =
        compare(row.spares(SAYS_MODE + "; " + WHOLE, "/config", "/delta-indexes/"), theirs, ours);
    assertTrue(again.getLast().endsWith(".commitmeta"), again::toString);
  }

  /// The summary and its signatures are kept, and asked for under the tags under which they came.
  @Test
  void aSignedSummaryThatIsTheSameIsNotFetchedAgain() throws IOException {
    shell(SUMMARY);
    offerSigned("one");
    Path theirs = destination(RepoMode.BARE_USER);
    theirPull(theirs, List.of(), List.of("main"));
    RequestRow row =
        RequestRow.of("signed summary, unchanged", NOTHING)
            .spares(SAYS_MODE + "; " + WHOLE, "/config", "/delta-indexes/");
    List<String> requests = compare(row, theirs, copy(theirs));
    assertEquals("/summary.sig unless \"sig-one\"", requests.getFirst());
    assertTrue(
        requests.stream().noneMatch(request -> request.equals("/summary")), requests::toString);
  }

  @Test
  void aSignedSummaryThatChangedIsFetched() throws IOException {
    shell(SUMMARY);
    offerSigned("one");
    Path theirs = destination(RepoMode.BARE_USER);
    theirPull(theirs, List.of(), List.of("main"));
    shell("ostree --repo=\"$1\" summary -u --add-metadata=x=1");
    offerSigned("two");
    RequestRow row =
        RequestRow.of("signed summary, changed", NOTHING)
            .spares(SAYS_MODE + "; " + WHOLE, "/config", "/delta-indexes/");
    List<String> requests = compare(row, theirs, copy(theirs));
    assertEquals(
        List.of("/summary.sig unless \"sig-one\"", "/summary unless \"one\""),
        requests.subList(0, 2));
  }

  /// Nobody verifies them, so they may be any dictionary.
  private void offerSigned(String tag) throws IOException {
    byte[] signatures = VariantDict.empty().put("tag", Variant.string(tag)).toVariant().bytes();
    byte[] summary = Files.readAllBytes(source.resolve("summary"));
    server
        .answer("/summary.sig", Answer.tagged(signatures, "\"sig-" + tag + "\""))
        .answer("/summary", Answer.tagged(summary, "\"" + tag + "\""));
  }

  private Path destination(RepoMode mode) {
    Path theirs = directory.resolve("theirs");
    ReferenceProgram.ostree("--repo=" + theirs, "init", "--mode=" + mode.configText());
    ReferenceProgram.ostree("--repo=" + theirs, "config", "set", "core.fsync", "false");
    String address = server.address().toString();
    ReferenceProgram.ostree(
        "--repo=" + theirs, "remote", "add", "--no-gpg-verify", "origin", address);
    return theirs;
  }

  private Path copy(Path theirs) {
    Path ours = directory.resolve("ours");
    ReferenceProgram.succeed(List.of("cp", "-a", theirs.toString(), ours.toString()));
    return ours;
  }

  /// Our requests, which are as they should be.
  private List<String> compare(RequestRow row, Path theirs, Path ours) throws IOException {
    server.clearRequests();
    boolean theyCould = theirPull(theirs, row.arguments(), row.wanted());
    List<String> expected = requests();
    server.clearRequests();
    boolean weCould = ourPull(ours, row);
    List<String> actual = requests();
    assertEquals(theyCould, weCould, "success");
    String both = row.name() + "\ntheirs " + expected + "\nours " + actual;
    for (String path : row.spared()) {
      boolean real = path.equals(OBJECTS) || expected.stream().anyMatch(r -> r.startsWith(path));
      assertTrue(real, () -> "nothing is spared: " + path + "\n" + both);
    }
    assertTrue(actual.stream().noneMatch(row::isSpared), both);
    List<String> needed = expected.stream().filter(request -> !row.isSpared(request)).toList();
    int ordered = orderedRequests(row.ordered(), needed);
    assertEquals(needed.subList(0, ordered), first(ordered, actual), both);
    assertEquals(needed.stream().sorted().toList(), actual.stream().sorted().toList(), both);
    return actual;
  }

  private static List<String> first(int count, List<String> all) {
    return all.subList(0, Math.min(count, all.size()));
  }

  private static int orderedRequests(Ordered ordered, List<String> requests) {
    String end =
        switch (ordered) {
          case ALL -> "nothing";
          case TO_COMMIT -> ".commit";
          case TO_SUPERBLOCK -> "/superblock";
        };
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).endsWith(end)) {
        return i + 1;
      }
    }
    return requests.size();
  }

  private boolean theirPull(Path repo, List<String> arguments, List<String> wanted) {
    var command = new ArrayList<>(List.of("ostree", "--repo=" + repo, "pull", "origin"));
    command.addAll(arguments);
    wanted.forEach(one -> command.add(named(one)));
    return ReferenceProgram.run(command, Map.of()).status() == 0;
  }

  private boolean ourPull(Path path, RequestRow row) throws IOException {
    try (Repo repo = Repo.open(path)) {
      PullRequest request = PullRequest.parse(row.wanted().stream().map(this::named).toList());
      new Puller(repo, row.options().apply(OPTIONS), PullListener.SILENT).pull("origin", request);
      return true;
    } catch (PullException e) {
      return false;
    }
  }

  private String named(String wanted) {
    String named = wanted;
    for (var name : Map.of("TIP", "main", "MIDDLE", "main^", "FIRST", "main^^").entrySet()) {
      if (named.endsWith(name.getKey())) {
        String commit = ReferenceProgram.ostree("--repo=" + source, "rev-parse", name.getValue());
        named = named.replace(name.getKey(), commit.strip());
      }
    }
    return named;
  }

  private List<String> requests() {
    return server.requests().stream().map(RequestOrderInteropIT::shown).toList();
  }

  /// The path and its condition.
  private static String shown(SeenRequest request) {
    String path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    return path + request.header("if-none-match").map(tag -> " unless " + tag).orElse("");
  }
}
