// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.PullRequest;
import dev.ostree4j.pull.Puller;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.testkit.ReferenceProgram;
import dev.ostree4j.traverse.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Key rings that count for single refs: what libostree takes and refuses by its option
/// `ref-keyring-map`, for which its program has no flag, and in which words.
@Tag("slow")
class RefKeyringInteropIT {
  private static final String OWN = "org.example.Own";
  private static final String SCRIPT =
      """
      const {GLib, Gio, OSTree} = imports.gi;
      let repo = OSTree.Repo.new(Gio.File.new_for_path(ARGV[0]));
      repo.open(null);
      let options = GLib.Variant.parse(new GLib.VariantType('a{sv}'), ARGV[1], null, null);
      try {
        repo.pull_with_options('a', options, null, null);
      } catch (e) {
        print(e.message);
      }
      """;

  @TempDir static Path directory;
  private static GpgHome home;

  @BeforeAll
  static void sign() throws IOException {
    ReferenceProgram.requireOstree();
    ReferenceProgram.require("gpg");
    ReferenceProgram.require("gjs");
    home =
        GpgHome.create(directory.resolve("home"))
            .key("One <one@example.com>", "ed25519", "sign", "never")
            .key("Two <two@example.com>", "ed25519", "sign", "never");
    home.export(directory.resolve("a.gpg"), "one@example.com");
    home.export(directory.resolve("b.gpg"), "two@example.com");
    Files.createDirectory(directory.resolve("tree"));
    ours("--repo=r", "init", "--mode=archive", "--collection-id=" + OWN);
    commit("one", "one");
    commit("two", "two");
    commit("mixed", "one");
    commit("mixed", "two");
    commit("x", "two", "--bind-ref=y");
    ours("--repo=r", "refs", "x", "--create=y");
    ours("--repo=r", "summary", "-u");
  }

  private static void commit(String ref, String user, String... more) {
    var words = new ArrayList<>(List.of("commit", "--repo=r", "-b", ref, "tree"));
    words.add("--gpg-sign=" + home.fingerprint(user + "@example.com"));
    words.add("--gpg-homedir=" + home.path());
    words.addAll(List.of(more));
    ours(words.toArray(String[]::new));
  }

  @AfterAll
  static void endAgent() {
    if (home != null) {
      home.close();
    }
  }

  private static String ours(String... words) {
    return new Cli(directory).run(words).ok();
  }

  /// A new repository with two remotes that are the same but for their keys.
  private static Path makeClient(String name) {
    Path path = directory.resolve(name);
    ReferenceProgram.succeed(List.of("rm", "-rf", path.toString()));
    ours("--repo=" + name, "init", "--mode=archive");
    String url = "file://" + directory.resolve("r");
    for (String remote : List.of("a", "b")) {
      String keys = "--gpg-import=" + directory.resolve(remote + ".gpg");
      ours("--repo=" + name, "remote", "add", "--collection-id=" + OWN, keys, remote, url);
    }
    return path;
  }

  /// What is asked for.
  ///
  /// @param refs their names; those in a list of names alone go without collection
  /// @param keyrings the remotes by ref
  private record Asked(
      List<String> refs, boolean shared, String collection, Map<String, String> keyrings) {
    static Asked shared(Map<String, String> keyrings, String... refs) {
      return new Asked(List.of(refs), true, OWN, keyrings);
    }

    static Asked plain(Map<String, String> keyrings, String... refs) {
      return new Asked(List.of(refs), false, OWN, keyrings);
    }

    String variant() {
      var text = new StringBuilder("{'depth': <-1>, ");
      var names = new ArrayList<String>();
      refs.forEach(
          ref -> names.add(shared ? "('" + OWN + "', '" + ref + "', '')" : "'" + ref + "'"));
      text.append(shared ? "'collection-refs': <" : "'refs': <").append(names).append(">, ");
      var rings = new ArrayList<String>();
      keyrings.forEach(
          (ref, remote) -> rings.add("('" + collection + "', '" + ref + "', '" + remote + "')"));
      return text.append("'ref-keyring-map': <@a(sss) ").append(rings).append(">}").toString();
    }

    PullRequest request() throws IOException {
      PullRequest request = PullRequest.ofConfigured();
      for (String ref : refs) {
        request = shared ? request.withShared(of(OWN, ref)) : request.withRef(RefName.parse(ref));
      }
      return request;
    }

    PullOptions options() throws IOException {
      PullOptions options = PullOptions.defaults().withDepth(new Depth(-1));
      for (Map.Entry<String, String> one : keyrings.entrySet()) {
        options =
            options.withKeyring(of(collection, one.getKey()), RemoteName.parse(one.getValue()));
      }
      return options;
    }

    private static CollectionRef of(String collection, String ref) throws IOException {
      return new CollectionRef(CollectionId.parse(collection), RefName.parse(ref));
    }
  }

  /// Why our pull fails; empty when it does not.
  private static String answer(Asked asked) throws IOException {
    try (Repo repo = Repo.open(makeClient("ours"))) {
      new Puller(repo, asked.options(), PullListener.SILENT).pull("a", asked.request());
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /// Why both pulls fail.
  private static String same(Asked asked) throws IOException {
    Path script = Files.writeString(directory.resolve("pull.js"), SCRIPT);
    Path client = makeClient("theirs");
    String theirs =
        ReferenceProgram.succeed(
            List.of("gjs", script.toString(), client.toString(), asked.variant()));
    String mine = answer(asked);
    assertEquals(theirs.strip(), mine, asked.variant());
    return mine;
  }

  private static void assertRefused(String answer) {
    assertTrue(answer.startsWith("Commit "), answer);
    assertTrue(answer.endsWith("Can't check signature: public key not found"), answer);
  }

  @Test
  void theKeyringsOfTheNamedRemoteCount() throws IOException {
    assertEquals("", same(Asked.shared(Map.of("two", "b"), "two")));
    assertRefused(same(Asked.shared(Map.of("one", "b"), "one")));
  }

  @Test
  void otherRefsAreJudgedByTheRemotesOwn() throws IOException {
    assertEquals("", same(Asked.shared(Map.of("two", "b"), "two", "one")));
    assertEquals("", same(Asked.shared(Map.of("two", "nosuch"), "one")));
    assertRefused(same(Asked.shared(Map.of("one", "b"), "two")));
  }

  @Test
  void parentsAreJudgedByTheRemotesOwn() throws IOException {
    assertEquals("", same(Asked.shared(Map.of("mixed", "b"), "mixed")));
    assertRefused(same(Asked.shared(Map.of("mixed", "a"), "mixed")));
  }

  @Test
  void theCollectionCounts() throws IOException {
    Map<String, String> keyrings = Map.of("two", "b");
    assertRefused(same(new Asked(List.of("two"), true, "org.example.Other", keyrings)));
    assertEquals("", same(Asked.plain(keyrings, "two")));
    ReferenceProgram.succeed(List.of("rm", directory.resolve("r/summary").toString()));
    assertRefused(same(Asked.plain(keyrings, "two")));
    ours("--repo=r", "summary", "-u");
  }

  @Test
  void aRemoteThatIsNotThereIsNamed() throws IOException {
    String answer = same(Asked.shared(Map.of("one", "nosuch"), "one"));
    assertTrue(answer.endsWith(": Remote \"nosuch\" not found"), answer);
  }

  /// The C program asks one of the two remotes alone, whichever ref comes first.
  @Test
  void aCommitHasToBeGoodForAllItsRefs() throws IOException {
    assertEquals("", same(Asked.shared(Map.of("x", "b", "y", "b"), "x", "y")));
    assertRefused(answer(Asked.shared(Map.of("x", "b"), "x", "y")));
    assertRefused(answer(Asked.shared(Map.of("y", "b"), "x", "y")));
    assertRefused(answer(Asked.shared(Map.of("x", "b"), "y", "x")));
  }

  @Test
  void theLastChoiceCounts() throws IOException {
    var ref = new CollectionRef(CollectionId.parse(OWN), RefName.parse("two"));
    PullOptions options =
        PullOptions.defaults()
            .withKeyring(ref, RemoteName.parse("a"))
            .withKeyring(ref, RemoteName.parse("b"));
    assertEquals(Map.of(ref, RemoteName.parse("b")), options.keyrings());
  }
}
