// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Trust;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Fsck;
import dev.ostree4j.traverse.FsckListener;
import dev.ostree4j.traverse.FsckOptions;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A pull here brings what a pull by the real program brings, is counted the same, and each can
/// go on with what the other brought.
@Tag("slow")
class LocalPullInteropIT {
  private static final List<RepoMode> MODES =
      List.of(RepoMode.ARCHIVE, RepoMode.BARE_USER, RepoMode.BARE, RepoMode.BARE_USER_ONLY);

  /// Two commits of a few types of files; what only root can make is added for root.
  private static final String SOURCE =
      """
      mkdir -p t/d/sub t/empty; cd t; umask 022
      echo hello > file; : > zero; echo run > exe; chmod 755 exe
      ln -s file link; ln -s /nowhere d/far; cp file d/copy; echo deep > d/sub/ü
      if [ "$3" = rich ]; then
        echo suid > suid; chmod 4755 suid; chmod 1777 d; setfattr -n user.x -v 1 file
        if [ "$(id -u)" = 0 ]; then chown 12:34 exe; chown -h 5:6 link; fi
        set --  "$1" "$2"
      else
        set --  "$1" "$2" --canonical-permissions --no-xattrs
      fi
      repo=$1; mode=$2; shift 2
      ostree --repo="$repo" init --mode="$mode"
      ostree --repo="$repo" commit -b main -s one "$@" . >/dev/null
      echo changed > d/sub/ü; echo more > d/more
      ostree --repo="$repo" commit -b main -s two "$@" . >/dev/null
      """;

  @TempDir Path directory;

  @BeforeEach
  void requireProgram() {
    ReferenceProgram.requireOstree();
  }

  static Stream<Arguments> pairs() {
    boolean root = Kernel.system().effectiveUser() == 0;
    if (!root) {
      System.err.println("SKIPPED: mode bare, since only root sets owners");
    }
    var pairs = new ArrayList<Arguments>();
    for (RepoMode from : MODES) {
      for (RepoMode to : MODES) {
        if (root || (from != RepoMode.BARE && to != RepoMode.BARE)) {
          pairs.add(Arguments.of(from, to));
        }
      }
    }
    return pairs.stream();
  }

  private Path source(RepoMode from, RepoMode to) {
    boolean canonical = from == RepoMode.BARE_USER_ONLY || to == RepoMode.BARE_USER_ONLY;
    Path source = directory.resolve("source");
    String script = "cd '" + directory + "'\n" + SOURCE;
    ReferenceProgram.succeed(
        List.of(
            "sh",
            "-euc",
            script,
            "sh",
            source.toString(),
            from.configText(),
            canonical ? "canonical" : "rich"));
    return source;
  }

  private Path create(String name, RepoMode mode) {
    Path path = directory.resolve(name);
    ReferenceProgram.ostree("--repo=" + path, "init", "--mode=" + mode.configText());
    return path;
  }

  /// The line that the real program prints at the end of a pull.
  private static String pullThere(Path from, Path to, String... arguments) {
    var command = new ArrayList<>(List.of("--repo=" + to, "pull-local"));
    command.addAll(List.of(arguments));
    command.add(from.toString());
    command.add("main");
    return ReferenceProgram.ostree(command.toArray(String[]::new)).strip();
  }

  /// The same line for a pull of ours.
  private static String pullHere(Path from, Path to, PullOptions options) throws IOException {
    try (Repo source = Repo.open(from);
        Repo target = Repo.open(to)) {
      PullReport report =
          new Puller(target, options, PullListener.SILENT)
              .pull(source, PullRequest.parse(List.of("main")));
      return report.remote().metadata()
          + " metadata, "
          + report.remote().content()
          + " content objects imported; "
          + report.contentBytesWritten()
          + " bytes content written";
    }
  }

  /// Both programs find nothing wrong.
  private static void assertSound(Path repository) throws IOException {
    ReferenceProgram.ostree("--repo=" + repository, "fsck", "-q");
    try (Repo repo = Repo.open(repository)) {
      assertTrue(new Fsck(repo, FsckOptions.defaults(), FsckListener.SILENT).run().isClean());
    }
  }

  /// Objects with type, mode, owner and link count, refs and marks.
  private static String describe(Path repository) {
    return ReferenceProgram.succeed(
        List.of(
            "sh",
            "-euc",
            "cd '"
                + repository
                + "'; find objects ! -type d -printf '%P %y %m %U:%G %n %l\\n' | sort;"
                + " find refs state -type f -printf '%p ' -exec cat '{}' ';'"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void bothBringAndCountTheSame(RepoMode from, RepoMode to) throws IOException {
    Path source = source(from, to);
    Path theirs = create("theirs", to);
    // Links to an object of the source are counted, so each pulls from a copy of its own.
    Path copy = directory.resolve("copy");
    ReferenceProgram.succeed(List.of("cp", "-a", source.toString(), copy.toString()));
    Path ours = create("ours", to);
    PullOptions all = PullOptions.defaults().withDepth(Depth.ALL);
    assertEquals(pullThere(source, theirs, "--depth=-1"), pullHere(copy, ours, all));
    assertEquals(describe(theirs), describe(ours));
    assertSound(ours);
    assertSound(theirs);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void eachGoesOnWithWhatTheOtherBrought(RepoMode from, RepoMode to) throws IOException {
    Path source = source(from, to);
    Path ours = create("ours", to);
    Path theirs = create("theirs", to);
    PullOptions untrusted = PullOptions.defaults().withLocalTrust(Trust.VERIFY);
    assertEquals(pullThere(source, theirs, "--untrusted"), pullHere(source, ours, untrusted));
    String more = pullHere(source, theirs, untrusted.withDepth(Depth.ALL));
    assertEquals(pullThere(source, ours, "--untrusted", "--depth=-1"), more);
    assertTrue(more.startsWith("4 metadata, 1 content objects"), more);
    assertSound(ours);
    assertSound(theirs);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatWeBroughtIsASourceForBoth(RepoMode from, RepoMode to) throws IOException {
    Path ours = create("ours", to);
    pullHere(source(from, to), ours, PullOptions.defaults());
    Path there = create("there", RepoMode.ARCHIVE);
    Path here = create("here", RepoMode.ARCHIVE);
    assertEquals(pullThere(ours, there), pullHere(ours, here, PullOptions.defaults()));
    assertSound(there);
    assertSound(here);
  }

  @Test
  void commitsAloneAreMarkedAlikeAndCompletedByTheOther() throws IOException {
    Path source = source(RepoMode.ARCHIVE, RepoMode.BARE_USER);
    Path ours = create("ours", RepoMode.BARE_USER);
    Path theirs = create("theirs", RepoMode.BARE_USER);
    PullOptions commits = PullOptions.defaults().withScope(Scope.COMMITS_ONLY);
    assertEquals(
        pullThere(source, theirs, "--commit-metadata-only"), pullHere(source, ours, commits));
    assertEquals(describe(theirs), describe(ours));
    String theirLine = pullThere(source, ours);
    assertEquals(theirLine, pullHere(source, theirs, PullOptions.defaults()));
    assertEquals(describe(theirs), describe(ours));
    assertSound(ours);
    assertSound(theirs);
  }

  @Test
  void refsOfARemoteAreWrittenAlike() throws IOException {
    Path source = source(RepoMode.ARCHIVE, RepoMode.ARCHIVE);
    Path ours = create("ours", RepoMode.ARCHIVE);
    Path theirs = create("theirs", RepoMode.ARCHIVE);
    pullThere(source, theirs, "--remote=origin");
    pullHere(source, ours, PullOptions.defaults().withRemoteName(RemoteName.parse("origin")));
    assertEquals(describe(theirs), describe(ours));
  }

  /// Puts the bytes of one file of the newest commit in place of another's, and takes a third away.
  private static final String DAMAGE =
      """
      object() { ostree --repo="$1" ls -C main "$2" | awk '{ print $5 }' |
        sed "s,^..,$1/objects/&/,; s,$,.filez,"; }
      cat "$(object "$1" /exe)" > "$1/other"; mv "$1/other" "$(object "$1" /file)"
      rm "$(object "$1" /d/more)"
      """;

  @ParameterizedTest
  @EnumSource(Trust.class)
  void whatATrustedPullOfTheOtherLeftIsComparedWithItsName(Trust trust) throws IOException {
    Path source = source(RepoMode.ARCHIVE, RepoMode.ARCHIVE);
    Path damaged = directory.resolve("damaged");
    ReferenceProgram.succeed(List.of("cp", "-a", source.toString(), damaged.toString()));
    ReferenceProgram.succeed(List.of("sh", "-euc", DAMAGE, "sh", damaged.toString()));
    Path target = create("target", RepoMode.ARCHIVE);
    var interrupted =
        List.of("ostree", "--repo=" + target, "pull-local", damaged.toString(), "main");
    assertEquals(1, ReferenceProgram.run(interrupted, Map.of()).status());

    pullHere(source, target, PullOptions.defaults().withLocalTrust(trust));
    assertSound(target);
  }

  @Test
  void refusalsReadTheSame() throws IOException {
    Path source = source(RepoMode.BARE_USER, RepoMode.ARCHIVE);
    Checksum tip =
        Checksum.parse(ReferenceProgram.ostree("--repo=" + source, "rev-parse", "main").strip());
    ReferenceProgram.ostree("--repo=" + source, "refs", "--create=other", tip.hex());
    Path target = create("target", RepoMode.ARCHIVE);
    for (String ref : List.of("other", "nope", "origin:main", "main^")) {
      var command = List.of("ostree", "--repo=" + target, "pull-local", source.toString(), ref);
      String theirs = ReferenceProgram.run(command, Map.of()).err().strip();
      assertEquals(theirs, "error: " + refusal(source, target, ref));
    }
  }

  private static String refusal(Path from, Path to, String ref) throws IOException {
    try (Repo source = Repo.open(from);
        Repo target = Repo.open(to)) {
      new Puller(target, PullOptions.defaults(), PullListener.SILENT)
          .pull(source, PullRequest.parse(List.of(ref)));
      return "nothing";
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
