// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the flags of `pull` change: both programs make each pull, and have to agree on the status,
/// on the message and on what is in the repository then.
@Tag("slow")
class PullFlagsInteropIT {
  @TempDir Path directory;
  private Cli cli;
  private HostileServer server;
  private String first;
  private String second;

  @BeforeEach
  void publish() throws IOException {
    ReferenceProgram.requireOstree();
    cli = new Cli(directory).with("OSTREE_DUMMY_SIGN_ENABLED", "1");
    server = HostileServer.start().replay(directory.resolve("published"));
    cli.run("init", "--repo=published", "--mode=archive").ok();
    Files.createDirectories(directory.resolve("tree"));
    first = commit("main", "first", "--timestamp=@1000");
    second = commit("main", "second", "--timestamp=@2000");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private String commit(String branch, String text, String... options) throws IOException {
    Files.writeString(directory.resolve("tree/file"), text);
    Files.writeString(directory.resolve("tree/other"), text + " other");
    var command = new ArrayList<>(List.of("commit", "--repo=published", "-b", branch));
    command.addAll(List.of(options));
    command.add("tree");
    return cli.run(command.toArray(String[]::new)).ok().strip();
  }

  /// A repository for each program.
  private void create(String mode) {
    for (String client : List.of("ours", "theirs")) {
      cli.run("init", "--repo=" + client, "--mode=" + mode).ok();
      String url = server.address().toString();
      cli.run("remote", "add", "--repo=" + client, "--no-gpg-verify", "o", url).ok();
    }
  }

  private void remove() {
    for (String client : List.of("ours", "theirs")) {
      ReferenceProgram.succeed(List.of("rm", "-r", directory.resolve(client).toString()));
    }
  }

  /// Pulls by both, which have to agree.
  private Cli.Outcome pull(String... words) throws IOException {
    var ours = new ArrayList<>(List.of("--repo=ours", "pull"));
    ours.addAll(List.of(words));
    Cli.Outcome outcome = cli.run(ours.toArray(String[]::new));
    ReferenceProgram.Outcome their = ReferenceProgram.run(theirCommand(words), Map.of());
    String all = String.join(" ", words) + "\n" + their.err() + outcome.err();
    assertEquals(their.status(), outcome.status(), all);
    assertEquals(message(their.err()), message(outcome.err()), all);
    assertEquals(stored("theirs"), stored("ours"), all);
    return outcome;
  }

  private List<String> theirCommand(String... words) {
    String repo = "--repo=" + directory.resolve("theirs");
    var command = new ArrayList<>(List.of("ostree", repo, "pull"));
    command.addAll(List.of(words));
    return command;
  }

  private static String message(String errors) {
    int start = errors.lastIndexOf("error: ");
    return start < 0 ? "" : errors.substring(start).strip();
  }

  /// The refs, and the names of the objects.
  private List<String> stored(String client) throws IOException {
    var lines = new ArrayList<>(cli.run("--repo=" + client, "refs", "-r").ok().lines().toList());
    lines.sort(null);
    try (var files = Files.walk(directory.resolve(client + "/objects"))) {
      Path root = directory.resolve(client);
      files
          .filter(Files::isRegularFile)
          .map(file -> "" + root.relativize(file))
          .sorted()
          .forEach(lines::add);
    }
    return lines;
  }

  private String tip(String client) {
    return cli.run("--repo=" + client, "rev-parse", "o:main").ok().strip();
  }

  private String checksum(String path) {
    String[] columns = cli.run("--repo=published", "ls", "-C", "main", path).ok().split("\\s+");
    return columns[4];
  }

  private static String objectPath(String checksum) {
    return "/objects/" + checksum.substring(0, 2) + "/" + checksum.substring(2) + ".filez";
  }

  @ParameterizedTest
  @ValueSource(strings = {"-T", "--timestamp-check", "--timestamp-check-from-rev=o:main"})
  void anOlderCommitIsRefusedWhereTimesAreChecked(String flag) throws IOException {
    create("bare-user");
    pull("o", "main").ok();
    String refusal = pull(flag, "o", "main@" + first).error();
    assertTrue(refusal.contains("is chronologically older than current revision"), refusal);
    assertEquals(second, tip("ours"));

    pull("o", "main@" + first).ok();
    assertEquals(first, tip("ours"));
    pull(flag, "o", "main").ok();
    assertEquals(second, tip("ours"));
  }

  @Test
  void aCommitThatIsNotHereCannotBeComparedWith() throws IOException {
    create("archive");
    String revision = "0".repeat(64);
    for (String named : List.of(revision, "nowhere", "o:nowhere", "")) {
      pull("--timestamp-check-from-rev=" + named, "o", "main");
    }
    pull("o", "main").ok();
    String object = "objects/" + second.substring(0, 2) + "/" + second.substring(2) + ".commit";
    for (String client : List.of("ours", "theirs")) {
      Files.deleteIfExists(directory.resolve(client).resolve(object));
    }
    String refusal = pull("-T", "o", "main@" + first).error();
    assertTrue(refusal.startsWith("Reading main for timestamp-check: No such"), refusal);
  }

  /// What is asked for more than once, and what stands behind a checksum.
  @Test
  void whatIsSaidLastOfARefCountsAndNothingBehindACommit() throws IOException {
    commit("main", "third", "--timestamp=@3000");
    for (String words :
        List.of(
            first + "@" + second,
            first + "@" + "0".repeat(64),
            "main main@" + second,
            "main@" + second + " main",
            "main main",
            "main@" + second + " main@" + first,
            "main main " + first + " " + first)) {
      create("bare-user");
      pull(("o " + words).split(" ")).ok();
      remove();
    }
    create("bare-user");
    for (String bad : List.of("zz", "Z".repeat(64), "\u00e4".repeat(32))) {
      assertTrue(pull("o", "main@" + bad).error().contains(" rev "), bad);
      pull("o", first + "@" + bad).error();
    }
  }

  /// The C program breaks off.
  @ParameterizedTest
  @ValueSource(strings = {"-2", "-2147483648"})
  void aDepthThatIsNoneBringsNothing(String depth) throws IOException {
    create("bare-user");
    String published = directory.resolve("published").toString();
    for (String line : List.of("pull o main", "pull-local " + published + " main")) {
      String words = line + " --depth=" + depth;
      String refusal = cli.run(("--repo=ours " + words).split(" ")).error();
      assertEquals("Invalid depth " + depth + "; -1 brings all parents", refusal);
      String theirs = "ostree --repo=" + directory.resolve("theirs") + " " + words;
      assertTrue(ReferenceProgram.run(List.of(theirs.split(" ")), Map.of()).status() != 0);
      assertEquals(stored("theirs"), stored("ours"));
    }
  }

  /// In a mirror both programs look at the remote's ref, too; we look at the mirror's besides.
  @Test
  void inAMirrorTheRefOfTheRemoteIsLookedAt() throws IOException {
    create("archive");
    pull("o", "main").ok();
    String refusal = pull("--mirror", "-T", "o", "main@" + first).error();
    assertTrue(refusal.contains("is chronologically older than current revision"), refusal);
  }

  /// A mirror gets no ref to what the remote's ref names already.
  @ParameterizedTest
  @ValueSource(strings = {"", "org.example.Sample"})
  void aMirrorLacksWhatTheRemoteHasAlready(String collection) throws IOException {
    create("archive");
    if (!collection.isEmpty()) {
      for (String client : List.of("ours", "theirs")) {
        String option = "remote \"o\".collection-id";
        cli.run("config", "--repo=" + client, "set", option, collection).ok();
      }
      cli.run("config", "--repo=published", "set", "core.collection-id", collection).ok();
    }
    first = commit("both", "first of both");
    String tip = commit("both", "second of both");
    cli.run("summary", "-u", "--repo=published").ok();
    pull("o", "both").ok();
    pull("--mirror", "o", "both").ok();
    assertEquals(shared("theirs"), shared("ours"));
    assertFalse(Files.exists(directory.resolve("ours/refs/heads/both")));
    assertFalse(Files.exists(directory.resolve("ours/refs/mirrors/" + collection + "/both")));

    pull("o", "both@" + first).ok();
    pull("--mirror", "o", "both").ok();
    assertEquals(shared("theirs"), shared("ours"));
    String place = collection.isEmpty() ? "heads" : "mirrors/" + collection;
    Path mirrored = directory.resolve("ours/refs/" + place + "/both");
    assertEquals(tip, Files.readString(mirrored).strip());
  }

  private List<String> shared(String client) throws IOException {
    try (var files = Files.walk(directory.resolve(client + "/refs/mirrors"))) {
      Path root = directory.resolve(client);
      return files.map(file -> root.relativize(file).toString()).sorted().toList();
    }
  }

  /// The same for our own refs, which are looked for among those of remotes.
  @Test
  void aLocalPullLeavesOutWhatARemoteHasAlready() throws IOException {
    create("archive");
    pull("o", "main").ok();
    String source = directory.resolve("published").toString();
    for (boolean named : new boolean[] {true, false}) {
      cli.run("pull-local", "--repo=ours", source, "main").ok();
      String theirs = "--repo=" + directory.resolve("theirs");
      ReferenceProgram.ostree(theirs, "pull-local", source, "main");
      assertEquals(stored("theirs"), stored("ours"));
      assertEquals(named, Files.notExists(directory.resolve("ours/refs/heads/main")));
      pull("o", "main@" + first).ok();
    }
  }

  @Test
  void aCommitOfAnotherRefIsTakenWhereBindingsAreNotLookedAt() throws IOException {
    cli.run("--repo=published", "refs", "--create=copy", "main").ok();
    create("bare-user");
    String refusal = pull("o", "copy").error();
    assertTrue(refusal.contains("Commit has no requested ref ‘copy’ in ref binding"), refusal);

    pull("--disable-verify-bindings", "o", "copy").ok();
    assertEquals(second, cli.run("--repo=ours", "rev-parse", "o:copy").ok().strip());
  }

  @ParameterizedTest
  @CsvSource({
    "archive, --mirror, --depth=0, true",
    "archive, --mirror, --untrusted, false",
    "archive, --mirror, --bareuseronly-files, false",
    "archive, --depth=0, --depth=0, false",
    "bare-user, --mirror, --depth=0, false"
  })
  void whatATrustedServerSaysIsTakenWhereNothingIsDone(
      String mode, String placement, String more, boolean taken) throws IOException {
    String file = checksum("/file");
    byte[] wrong =
        Files.readAllBytes(directory.resolve("published" + objectPath(checksum("/other"))));
    server.answer(objectPath(file), Answer.of(wrong));
    create(mode);
    pull(placement, "o", "main").error();

    Cli.Outcome trusting = pull("--http-trusted", placement, more, "o", "main");
    assertEquals(taken, trusting.status() == 0, trusting::toString);
    if (taken) {
      byte[] stored = Files.readAllBytes(directory.resolve("ours" + objectPath(file)));
      assertArrayEquals(wrong, stored);
    }
  }

  /// Files and commits that are something else, from a server and from a directory.
  @ParameterizedTest
  @ValueSource(strings = {"archive", "bare-user"})
  void whatIsDamagedIsToldInTheSameWords(String mode) throws IOException {
    Path file = directory.resolve("published" + objectPath(checksum("/file")));
    Path other = directory.resolve("published" + objectPath(checksum("/other")));
    byte[] sound = Files.readAllBytes(file);
    create(mode);
    for (byte[] bad : List.of(Files.readAllBytes(other), "garbage".getBytes(UTF_8))) {
      Files.write(file, bad);
      pull("o", "main").error();
      sameLocally("--untrusted");
    }
    Files.write(file, sound);
    Path commit =
        directory.resolve(
            "published/objects/" + second.substring(0, 2) + "/" + second.substring(2) + ".commit");
    Files.write(commit, "garbage".getBytes(UTF_8));
    remove();
    create(mode);
    sameLocally("--untrusted");
  }

  /// Pulls from the directory by both, which have to fail with the same words, if not alone.
  private void sameLocally(String flag) {
    String source = directory.resolve("published").toString();
    String theirs = "--repo=" + directory.resolve("theirs");
    var command = List.of("ostree", theirs, "pull-local", flag, source, "main");
    String told = message(ReferenceProgram.run(command, Map.of()).err()).substring(7);
    String ours = cli.run("--repo=ours", "pull-local", flag, source, "main").error();
    assertTrue(ours.endsWith(told), ours + "\n" + told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "bare-user"})
  void modesThatUsersCannotHaveAreRefusedWhereThatIsAsked(String mode) throws IOException {
    Path file = Files.writeString(directory.resolve("tree/loose"), "for everybody");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xrwx"));
    commit("main", "third");
    create(mode);
    String refusal = pull("--bareuseronly-files", "o", "main").error();
    assertTrue(refusal.endsWith("invalid mode 0100757 with bits 00002"), refusal);
    pull("o", "main").ok();
  }

  @Test
  void summariesAreKeptWhereTheFlagSays() throws IOException {
    cli.run("--repo=published", "summary", "-u", "--sign-type=dummy", "--sign=key").ok();
    create("bare-user");
    pull("o", "main").ok();
    for (String client : List.of("ours", "theirs")) {
      assertSummaryIn(client + "/tmp/cache");
      ReferenceProgram.succeed(
          List.of("rm", "-r", directory.resolve(client + "/tmp/cache").toString()));
    }

    Files.createDirectory(directory.resolve("kept"));
    Files.createDirectory(directory.resolve("kept by them"));
    cli.run("--repo=ours", "pull", "--cache-dir=kept", "o", "main").ok();
    String theirs = "--cache-dir=" + directory.resolve("kept by them");
    ReferenceProgram.succeed(theirCommand(theirs, "o", "main"));
    assertSummaryIn("kept");
    assertSummaryIn("kept by them");
    assertFalse(Files.exists(directory.resolve("ours/tmp/cache/summaries/o")));
  }

  private void assertSummaryIn(String cache) throws IOException {
    for (String suffix : List.of("", ".sig")) {
      assertArrayEquals(
          Files.readAllBytes(directory.resolve("published/summary" + suffix)),
          Files.readAllBytes(directory.resolve(cache + "/summaries/o" + suffix)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-L", "--localcache-repo"})
  void whatALocalCacheHasIsNotAskedFor(String flag) throws IOException {
    cli.run("init", "--repo=cache", "--mode=bare-user").ok();
    cli.run("--repo=cache", "pull-local", "published", first).ok();
    String cache = directory.resolve("cache").toString();
    create("bare-user");
    pull(flag, cache, "o", "main@" + first).ok();
    assertEquals(List.of(), objectsAskedFor());

    pull(flag, cache, "o", "main").ok();
    assertEquals(
        List.of(objectPath(checksum("/file")), objectPath(checksum("/other"))).stream()
            .sorted()
            .toList(),
        objectsAskedFor());
  }

  /// The files; by each program once.
  private List<String> objectsAskedFor() {
    List<String> paths =
        server.requests().stream()
            .map(request -> request.path())
            .filter(path -> path.endsWith(".filez"))
            .sorted()
            .toList();
    List<String> once = List.copyOf(new TreeSet<>(paths));
    assertEquals(2 * once.size(), paths.size(), paths::toString);
    return once;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void whatFailsIsTriedAgainAsOftenAsIsSaid(int retries) throws IOException {
    String path = objectPath(checksum("/file"));
    server.answer(path, Answer.status(408));
    create("bare-user");
    var words = List.of("--network-retries=" + retries, "o", "main").toArray(String[]::new);
    var ours = new ArrayList<>(List.of("--repo=ours", "pull"));
    ours.addAll(List.of(words));
    cli.run(ours.toArray(String[]::new)).error();
    assertEquals(1 + retries, server.count(path));
    assertEquals(1, ReferenceProgram.run(theirCommand(words), Map.of()).status());
    assertEquals(2 * (1 + retries), server.count(path));
  }

  /// How often each program forces something to disk: the C program has more directories to
  /// force, so that the flags are compared with none.
  @Test
  void everyObjectIsForcedToDiskOrNoneAsIsSaid() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.writeString(directory.resolve("tree/file" + i), "file " + i);
    }
    commit("main", "third");
    List<String> ours = List.of(ChildJvm.commandOf(Main.class).split(" "));
    for (List<String> program : List.of(ours, List.of("ostree"))) {
      int usual = forced(program, "--depth=0");
      assertTrue(usual > 0, program::toString);
      assertTrue(forced(program, "--per-object-fsync") >= usual + 20, program::toString);
      assertEquals(0, forced(program, "--disable-fsync"), program::toString);
    }
  }

  private int forced(List<String> program, String flag) throws IOException {
    String repo = "--repo=" + directory.resolve("forced");
    ReferenceProgram.succeed(List.of("rm", "-rf", directory.resolve("forced").toString()));
    cli.run(repo, "init", "--mode=bare-user").ok();
    cli.run(repo, "remote", "add", "--no-gpg-verify", "o", server.address().toString()).ok();
    Path trace = directory.resolve("trace");
    var command = new ArrayList<>(List.of(ReferenceProgram.find("strace").toString()));
    command.addAll(List.of("-f", "-qq", "-e", "trace=fsync,fdatasync,syncfs", "-e", "signal=none"));
    command.addAll(List.of("-o", trace.toString()));
    command.addAll(program);
    command.addAll(List.of(repo, "pull", flag, "o", "main"));
    ReferenceProgram.succeed(command);
    return (int)
        Files.readAllLines(trace).stream()
            .filter(line -> line.contains("sync(") || line.contains("syncfs("))
            .count();
  }
}
