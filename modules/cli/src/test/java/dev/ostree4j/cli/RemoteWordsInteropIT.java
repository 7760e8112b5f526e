// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.testkit.Answer;
import dev.ostree4j.testkit.HostileServer;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.testkit.SeenRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people write of remotes: addresses, refs, options. Both programs take and refuse the same,
/// in the same words, and ask servers in the same way.
@Tag("slow")
class RemoteWordsInteropIT {
  private static final String ID = "org.example.Apps";

  @TempDir Path directory;
  private Cli cli;
  private HostileServer server;

  @BeforeEach
  void publish() throws IOException {
    ReferenceProgram.requireOstree();
    cli = new Cli(directory);
    server = HostileServer.start().replay(directory.resolve("published"));
    cli.run("init", "--repo=published", "--mode=archive", "--collection-id=" + ID).ok();
    Files.createDirectories(directory.resolve("tree/below"));
    for (String year : List.of("2020", "2019")) {
      String time = "--timestamp=" + year + "-01-02 03:04:05 +0000";
      cli.run("commit", "--repo=published", "-b", "main", time, "tree").ok();
    }
    cli.run("summary", "-u", "--repo=published").ok();
    String url = server.address().toString();
    for (String client : List.of("ours", "theirs")) {
      cli.run("init", "--repo=" + client, "--mode=archive").ok();
      add(client, "o", url, "--collection-id=" + ID);
      add(client, "unready", url, "--set=unconfigured-state=register first");
      add(client, "other", url, "--custom-backend=flatpak");
    }
  }

  private void add(String client, String name, String url, String... more) {
    var command = new ArrayList<>(List.of("remote", "add", "--no-gpg-verify", "--repo=" + client));
    command.addAll(List.of(more));
    command.addAll(List.of(name, url));
    cli.run(command.toArray(String[]::new)).ok();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Cli.Outcome ours(String... words) {
    var command = new ArrayList<>(List.of(words));
    command.add("--repo=ours");
    return cli.run(command.toArray(String[]::new));
  }

  private Cli.Outcome theirs(String... words) {
    var command = new ArrayList<>(List.of("ostree"));
    command.addAll(List.of(words));
    command.add("--repo=" + directory.resolve("theirs"));
    var real = ReferenceProgram.run(command, Map.of());
    return new Cli.Outcome(real.status(), real.out(), real.err());
  }

  /// Runs both; without the count of what was fetched.
  private Cli.Outcome same(String... words) {
    Cli.Outcome ours = ours(words);
    Cli.Outcome theirs = theirs(words);
    String line = String.join(" ", words) + "\n" + theirs + "\n" + ours;
    assertEquals(theirs.status(), ours.status(), line);
    if (theirs.status() != 0) {
      assertEquals(theirs.error(), ours.error(), line);
    } else if (!words[0].equals("pull")) {
      assertEquals(theirs.out(), ours.out(), line);
    }
    return ours;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o main@zz",
        "o main@",
        "o @",
        "o bad^ref@zz",
        "o o:",
        "o :main",
        "o o:main",
        "o:",
        ":main",
        "o:main@zz",
        "o:bad^ref",
        "a:b:c",
        "a/b:main",
        "http://h/r main",
        "o nope",
        "o:main",
        "-T o main"
      })
  void refsAreReadAlike(String words) {
    String newer = cli.run("rev-parse", "--repo=published", "main^").ok().strip();
    same("pull", "o", "main@" + newer);
    same(("pull " + words).split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "/", "a/b", "a b", "a:b", "nope"})
  void namesOfRemotesAreReadAlike(String name) throws IOException {
    String keys = Files.writeString(directory.resolve("keys"), "").toString();
    same("remote", "delete", name);
    same("remote", "delete", "--if-exists", name);
    same("remote", "gpg-import", "-k", keys, name);
    same("remote", "add", "--no-gpg-verify", name, "http://localhost/");
    for (String command : List.of("show-url", "refs", "summary", "gpg-list-keys")) {
      same("remote", command, name.equals("nope") ? "none" : name);
    }
  }

  /// What is no key ring, or not there: we say besides which.
  @Test
  void keyringsThatAreNoneAreRefusedInTheSameWords() throws IOException {
    String garbage = Files.writeString(directory.resolve("garbage"), "garbage\n").toString();
    String empty = Files.writeString(directory.resolve("empty"), "").toString();
    String absent = directory.resolve("absent").toString();
    same("remote", "gpg-import", "-k", absent, "o");
    for (String file : List.of(garbage, empty)) {
      String told = "GPG: Unable to export keys: ";
      assertTrue(theirs("remote", "gpg-import", "-k", file, "o").error().startsWith(told));
      assertTrue(ours("remote", "gpg-import", "-k", file, "o").error().startsWith(told));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "file", ""})
  void aCacheThatIsNoDirectoryIsRefused(String name) throws IOException {
    Files.writeString(directory.resolve("file"), "");
    String cache = "--cache-dir=" + (name.isEmpty() ? "" : directory.resolve(name));
    for (String command : List.of("remote refs", "remote summary", "pull")) {
      same((command + " " + cache + " o").split(" "));
    }
    for (String finder : List.of("config", "mount")) {
      same("find-remotes", "--finders=" + finder, cache, ID, "main");
    }
  }

  @Test
  void findersThatAreConfiguredTwiceCountOnce() {
    for (String finders : List.of("config;config", "mount;config;mount;")) {
      for (String client : List.of("ours", "theirs")) {
        cli.run("config", "set", "--repo=" + client, "core.default-repo-finders", finders).ok();
      }
      String found = same("find-remotes", ID, "main").ok();
      assertTrue(found.endsWith("\n1/1 refs were found.\n"), found);
    }
  }

  @Test
  void ofARemoteThatCannotBePulledFromTheSummaryCanBeRead() {
    for (String remote : List.of("unready", "other")) {
      assertTrue(same("remote", "refs", remote).ok().startsWith(remote + ":main\n"), remote);
      same("remote", "summary", remote).ok();
      assertEquals(1, same("pull", remote, "main").status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--network-retries=-1", "--network-retries=-7", "--http-header=Host=x:1"})
  void valuesThatTheCProgramTakesAreTaken(String option) {
    same("pull", option, "o", "main").ok();
    List<Optional<String>> hosts =
        server.requests().stream().map(request -> request.header("host")).distinct().toList();
    assertEquals(1, hosts.size(), hosts::toString);
    assertEquals(option.contains("Host"), hosts.contains(Optional.of("x:1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP://", "http://", "http:/", "Http:///", "http:////", "http:"})
  void addressesOfServersAreReadAlike(String start) throws IOException {
    server.replay(directory);
    Files.move(directory.resolve("published"), directory.resolve("in here"));
    String host = server.address().getRawAuthority();
    boolean meant = !List.of("http:////", "http:").contains(start);
    for (String path : List.of("/in here", "/in%20here/", "/x ")) {
      pullFrom(start + host + path, meant && path.startsWith("/in"));
    }
    for (String path : List.of("/in%20here", "/in here")) {
      String bad = "nothing\nhttp://[bad\n:x\nhttp://\nhttp://" + host + "/%zz\nfile:///\n\n";
      String list = bad + "http://" + host + "/no such\n" + start + host + path + "\n";
      Files.writeString(directory.resolve("list"), list);
      pullFrom("mirrorlist=" + start + host + "/list", meant);
      pullFrom("mirrorlist=http://" + host + "/list", meant);
    }
  }

  @Test
  void aListOfMirrorsThatCannotBeHadIsCalledOne() throws IOException {
    server.replay(directory);
    Files.write(directory.resolve("list"), new byte[] {'h', (byte) 0xff});
    for (String path : List.of("nowhere", "list")) {
      String address = "mirrorlist=" + server.address() + "/" + path;
      for (String client : List.of("ours", "theirs")) {
        add(client, "here", address, "--force");
      }
      String theirs = theirs("pull", "here", "main").error();
      String told = theirs.substring(0, theirs.lastIndexOf("': ") + 3);
      String ours = ours("pull", "here", "main").error();
      assertTrue(ours.startsWith(told), theirs + "\n" + ours);
    }
  }

  @Test
  void addressesOfDirectoriesAreReadAlike() throws IOException {
    Path there = directory.resolve("in here");
    Files.move(directory.resolve("published"), there);
    String encoded = there.toString().replace(" ", "%20");
    for (String start : List.of("file://", "FILE://", "file:", "file://localhost")) {
      pullFrom(start + there, true);
      pullFrom(start + encoded, true);
    }
    for (String address : List.of("file://elsewhere" + encoded, " file://" + encoded, encoded)) {
      pullFrom(address, false);
    }
  }

  private void pullFrom(String address, boolean possible) {
    for (String client : List.of("ours", "theirs")) {
      add(client, "here", address, "--force");
    }
    for (String line : List.of("pull here main", "remote refs here")) {
      Cli.Outcome theirs = theirs(line.split(" "));
      Cli.Outcome ours = ours(line.split(" "));
      assertEquals(possible, theirs.status() == 0, () -> address + " " + theirs);
      assertEquals(possible, ours.status() == 0, () -> address + " " + ours);
      if (line.startsWith("remote")) {
        assertEquals(theirs.out(), ours.out(), address);
      }
    }
  }

  /// In a pull it may not: nobody unpacks it there.
  @Test
  void onlyASummaryAloneMayBeCompressed() {
    String[][] alone = {
      {"remote", "refs", "o"},
      {"remote", "summary", "o"},
      {"find-remotes", "--finders=config", ID, "main"}
    };
    for (String[] words : alone) {
      server.clearRequests();
      theirs(words).ok();
      assertEquals(Set.of(true), mayCompress(), "the C program");
      server.clearRequests();
      ours(words).ok();
      assertEquals(Set.of(true), mayCompress());
    }
    server.clearRequests();
    same("pull", "o", "main").ok();
    assertEquals(Set.of(false), mayCompress());
  }

  @Test
  void aSummaryThatIsCompressedIsRead() throws IOException {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      Files.copy(directory.resolve("published/summary"), gzip);
    }
    server.answer("/summary", Answer.of(compressed.toByteArray(), "Content-Encoding: gzip"));
    assertTrue(same("remote", "refs", "o").ok().startsWith("o:main\n"));
  }

  private Set<Boolean> mayCompress() {
    return server.requests().stream()
        .map(request -> request.header("accept-encoding").orElse("").contains("gzip"))
        .collect(Collectors.toSet());
  }

  /// With `OSTREE_SKIP_CACHE` nothing is kept, and nothing that is kept is taken.
  @Test
  void whoSkipsTheCacheHasNone() throws IOException {
    Files.write(directory.resolve("published/summary.sig"), new byte[0]);
    Path cache = directory.resolve("ours/tmp/cache/summaries");
    var child = new ChildJvm("256m").with("OSTREE_SKIP_CACHE", "");
    String client = "--repo=" + directory.resolve("ours");
    child.succeed("remote", "refs", client, "o");
    assertFalse(Files.exists(cache));
    ours("remote", "refs", "o").ok();
    assertTrue(Files.exists(cache.resolve("o.sig")));
    server.clearRequests();
    child.succeed("remote", "refs", client, "o");
    child.succeed("pull", client, "o", "main");
    for (SeenRequest request : server.requests()) {
      assertEquals(Optional.empty(), request.header("if-modified-since"), request::toString);
    }
    assertEquals(2, server.count("/summary"));
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    child.succeed("remote", "refs", client, "--cache-dir=" + elsewhere, "o");
    assertTrue(Files.exists(elsewhere.resolve("summaries/o.sig")));
  }

  @Test
  void requestsAreToldWhereTheEnvironmentAsksForIt() {
    String start = "> GET " + server.address() + "/summary.sig\n> User-Agent: libostree/";
    assertEquals("", ours("remote", "refs", "o").err());
    cli.with("OSTREE_DEBUG_HTTP", "");
    for (String line : List.of("remote refs o", "pull o main", "find-remotes " + ID + " main")) {
      String told = ours(line.split(" ")).err();
      assertTrue(told.startsWith(start), told);
      assertTrue(told.contains("\n< 200 " + server.address() + "/summary\n< "), told);
    }
    var real =
        ReferenceProgram.run(
            List.of("ostree", "remote", "refs", "o", "--repo=" + directory.resolve("theirs")),
            Map.of("OSTREE_DEBUG_HTTP", ""));
    assertTrue(real.err().contains("> GET /summary.sig"), real.err());
  }

  @Test
  void commitsBehindRefsAreKnownToPullAlone() {
    String tip = cli.run("rev-parse", "--repo=published", "main").ok().strip();
    String source = directory.resolve("published").toString();
    for (String wanted : List.of("main@abc", "main@" + tip, tip + "@main", "main@")) {
      Cli.Outcome theirs = theirs("pull-local", source, wanted);
      assertEquals(1, theirs.status(), theirs::toString);
      assertEquals(theirs, ours("pull-local", source, wanted));
    }
    assertEquals(theirs("pull-local", source, tip), ours("pull-local", source, tip));
  }

  /// Also where the source is on this machine, and no cache is needed.
  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "tree"})
  void aLocalCacheThatIsNoneIsTold(String place) {
    String cache = directory.resolve(place).toString();
    for (String client : List.of("ours", "theirs")) {
      add(client, "here", "file://" + directory.resolve("published"));
    }
    for (String remote : List.of("o", "here")) {
      Cli.Outcome theirs = theirs("pull", "-L", cache, remote, "main");
      assertEquals(1, theirs.status(), theirs::toString);
      assertEquals(theirs, ours("pull", "-L", cache, remote, "main"));
    }
  }

  @Test
  void valuesOfHeadersAreSentAsTheyAreWritten() {
    same("pull", "--http-header=X-A=\u00e4 \u20ac", "o", "main").ok();
    List<Optional<String>> values =
        server.requests().stream().map(request -> request.header("x-a")).distinct().toList();
    assertEquals(1, values.size(), values::toString);
    assertEquals(6, values.getFirst().orElse("").length(), "bytes of UTF-8");
  }
}
