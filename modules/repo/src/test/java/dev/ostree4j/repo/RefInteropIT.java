// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.syscall.Kernel;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The C program and we open each other's repositories and see the same refs and remotes.
class RefInteropIT {
  @TempDir Path temp;
  private Path directory;

  @BeforeEach
  void needsOstree() {
    ReferenceProgram.requireOstree();
    directory = temp.resolve("repo");
  }

  private String ostree(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--repo=" + directory));
    all.addAll(List.of(arguments));
    return ReferenceProgram.ostree(all.toArray(new String[0]));
  }

  /// What the C program says when it refuses, without its `error: `.
  private String refusal(String... arguments) {
    List<String> all = new ArrayList<>(List.of("ostree", "--repo=" + directory));
    all.addAll(List.of(arguments));
    var outcome = ReferenceProgram.run(all, Map.of("LC_ALL", "C.UTF-8"));
    assertEquals(1, outcome.status(), outcome.toString());
    return outcome.err().strip().replaceFirst("^error: (opening repo: )?", "");
  }

  private Checksum commit(String branch, String... more) throws IOException {
    Path tree = Files.createDirectories(temp.resolve("tree"));
    List<String> all =
        new ArrayList<>(List.of("commit", "-b", branch, "--tree=dir=" + tree, "-s", "x"));
    all.addAll(List.of(more));
    return Checksum.parse(ostree(all.toArray(new String[0])).strip());
  }

  @ParameterizedTest
  @EnumSource(RepoMode.class)
  void eachMakesTheSameRepository(RepoMode mode) throws IOException {
    ostree("init", "--mode=" + mode.configText());
    Path ours = temp.resolve("ours");
    Repo.create(ours, mode).close();
    assertEquals(
        Files.readString(directory.resolve("config")), Files.readString(ours.resolve("config")));
    assertEquals(tree(directory), tree(ours));
    try (Repo repo = Repo.open(directory)) {
      assertEquals(mode, repo.mode());
    }
    assertEquals("", ReferenceProgram.ostree("--repo=" + ours, "refs"));
  }

  private static TreeSet<String> tree(Path root) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (var all = Files.walk(root)) {
      for (Path path : all.toList()) {
        names.add(Files.getPosixFilePermissions(path) + " " + root.relativize(path).toString());
      }
    }
    return names;
  }

  @Test
  void weReadItsRefs() throws IOException {
    ostree("init", "--mode=archive", "--collection-id=org.example.Os");
    Checksum main = commit("main");
    ostree("refs", "--create=foo/bar", "main");
    ostree("refs", "--create=o:x/y", "main");
    ostree("refs", "--alias", "--create=deep/er/al", "foo/bar");
    ostree("refs", "--collections", "--create=org.example.Else:z", "main");
    try (Repo repo = Repo.open(directory)) {
      RefStore refs = repo.refs();
      assertEquals(
          Map.of("main", main, "foo/bar", main, "o:x/y", main, "deep/er/al", main), refs.list());
      assertEquals(Map.of("deep/er/al", "foo/bar"), refs.aliases("", RefListing.defaults()));
      assertEquals(
          List.of(
              "(org.example.Else, z)",
              "(org.example.Os, deep/er/al)",
              "(org.example.Os, foo/bar)",
              "(org.example.Os, main)"),
          refs.listCollectionRefs(RefListing.defaults()).keySet().stream()
              .map(CollectionRef::toString)
              .toList());
    }
  }

  @Test
  void itReadsOurRefs() throws IOException {
    ostree("init", "--mode=archive", "--collection-id=org.example.Os");
    Checksum main = commit("main");
    try (Repo repo = Repo.open(directory)) {
      RefStore refs = repo.refs();
      refs.set(RefSpec.parse("foo/bar"), Optional.of(main));
      refs.set(RefSpec.parse("o:x/y"), Optional.of(main));
      refs.setAlias(new RefName("deep/er/al"), new RefName("foo/bar"));
      refs.setCollectionRef(
          new CollectionRef(new CollectionId("org.example.Else"), new RefName("z")),
          Optional.of(main));
    }
    assertEquals(
        new TreeSet<>(List.of("main", "foo/bar", "o:x/y", "deep/er/al")),
        new TreeSet<>(List.of(ostree("refs", "--list").split("\n"))));
    assertEquals("deep/er/al -> foo/bar\n", ostree("refs", "--alias", "--list"));
    assertEquals(main.hex() + "\n", ostree("rev-parse", "deep/er/al"));
    assertTrue(ostree("refs", "--collections").contains("(org.example.Else, z)\n"));
    ostree("refs", "--delete", "o:x/y");
    try (Repo repo = Repo.open(directory)) {
      assertEquals(Optional.empty(), repo.refs().find(RefSpec.parse("o:x/y")));
    }
  }

  @Test
  void revisionsMeanTheSame() throws IOException {
    ostree("init", "--mode=archive");
    Checksum first = commit("main", "--timestamp=2024-01-01");
    Checksum second = commit("main", "--timestamp=2024-01-02");
    ostree("refs", "--create=a/deep", "main");
    ostree("refs", "--create=o:x/y", first.hex());
    Files.writeString(directory.resolve("refs/heads/nonl"), first.hex());
    Files.createDirectory(directory.resolve("refs/heads/dir"));
    List<String> revisions =
        List.of(
            "main",
            "main^",
            "main^^",
            "a/deep^",
            "x/y",
            "o/x/y",
            "o:x/y",
            "nonl",
            "dir",
            "nope",
            "o:nope",
            "a:b:c",
            "a b",
            "",
            "^",
            first.hex(),
            first.hex() + "^",
            first.hex().substring(0, 10),
            second.hex().substring(0, 10) + "^",
            "f".repeat(64),
            "f".repeat(64) + "^",
            "f".repeat(66),
            "0".repeat(20));
    try (Repo repo = Repo.open(directory)) {
      for (String revision : revisions) {
        var outcome =
            ReferenceProgram.run(
                List.of("ostree", "--repo=" + directory, "rev-parse", "--", revision),
                Map.of("LC_ALL", "C.UTF-8"));
        String theirs = (outcome.out() + outcome.err()).strip();
        assertEquals(theirs.replaceFirst("^error: ", ""), ours(repo, revision), revision);
      }
    }
  }

  private static String ours(Repo repo, String revision) {
    try {
      return repo.refs().resolve(revision).hex();
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Test
  void conflictsAreRefusedInTheSameWords() throws IOException {
    ostree("init");
    Checksum main = commit("main");
    ostree("refs", "--create=p/q/r", "main");
    try (Repo repo = Repo.open(directory)) {
      for (String ref : List.of("p/q", "main/a", "p/q/r/s")) {
        var e =
            assertThrows(
                IOException.class, () -> repo.refs().set(RefSpec.parse(ref), Optional.of(main)));
        assertEquals(refusal("refs", "--create=" + ref, "main"), e.getMessage());
      }
    }
  }

  @Test
  void configurationsAreRefusedInTheSameWords() throws IOException {
    ostree("init");
    for (String line :
        List.of(
            "mode=weird",
            "archive=true",
            "fsync=maybe",
            "locking=2",
            "parent=/nonexistent",
            "min-free-space-percent=100",
            "min-free-space-size=5XB",
            "min-free-space-size=",
            "min-free-space-size=9999999999999999TB",
            "default-repo-finders=foo",
            "default-repo-finders=")) {
      Files.writeString(
          directory.resolve("config"), "[core]\nrepo_version=1\nmode=bare\n" + line + "\n");
      var e = assertThrows(IOException.class, () -> Repo.open(directory), line);
      assertEquals(refusal("refs"), e.getMessage(), line);
    }
    for (String text : List.of("garbage", "[core]\nmode=bare\n", "[core]\nrepo_version=2\n")) {
      Files.writeString(directory.resolve("config"), text);
      var e = assertThrows(IOException.class, () -> Repo.open(directory), text);
      assertEquals(refusal("refs"), e.getMessage(), text);
    }
  }

  @Test
  void remotesAreReadBothWays() throws IOException {
    ostree("init");
    ostree("remote", "add", "theirs", "http://t/", "a", "b", "--no-gpg-verify");
    try (Repo repo = Repo.open(directory)) {
      RemoteStore remotes = repo.remotes();
      assertEquals("http://t/", remotes.url("theirs"));
      assertEquals(Optional.of(List.of("a", "b")), remotes.listOption("theirs", "branches"));
      assertEquals(Optional.of(false), remotes.booleanOption("theirs", "gpg-verify"));
      remotes.add(
          RemoteDraft.of("ours").withUrl("http://o/").withOption("proxy", " p"),
          RemoteStore.IfPresent.REFUSE);
      var doubled =
          assertThrows(
              RepoException.InvalidRemote.class,
              () -> remotes.add(RemoteDraft.of("ours"), RemoteStore.IfPresent.REFUSE));
      assertEquals(refusal("remote", "add", "ours", "http://x/"), doubled.getMessage());
      var absent =
          assertThrows(
              RepoException.InvalidRemote.class,
              () -> remotes.remove("nope", RemoteStore.IfAbsent.REFUSE));
      assertEquals(refusal("remote", "delete", "nope"), absent.getMessage());
    }
    assertEquals("ours    http://o/\ntheirs  http://t/\n", ostree("remote", "list", "-u"));
    ostree("remote", "delete", "ours");
    try (Repo repo = Repo.open(directory)) {
      assertEquals(List.of("theirs"), repo.remotes().list());
      repo.remotes().remove("theirs", RemoteStore.IfAbsent.REFUSE);
    }
    assertEquals("", ostree("remote", "list"));
  }

  @Test
  void aRemoteOfASysrootIsReadFromItsFile() throws IOException {
    ostree("init");
    Path root = temp.resolve("root");
    Files.createDirectories(root.resolve("etc/ostree/remotes.d"));
    Files.createDirectories(root.resolve("ostree/deploy"));
    Path moved = Files.move(directory, root.resolve("ostree/repo"));
    ReferenceProgram.ostree("remote", "add", "--sysroot=" + root, "theirs", "http://t/");
    var options = OpenOptions.defaults().withSysroot(root);
    try (Repo repo = Repo.open(Kernel.system(), moved, options)) {
      assertTrue(repo.isSystem());
      assertEquals("http://t/", repo.remotes().url("theirs"));
      repo.remotes().add(RemoteDraft.of("ours").withUrl("http://o/"), RemoteStore.IfPresent.REFUSE);
    }
    assertTrue(Files.exists(root.resolve("etc/ostree/remotes.d/ours.conf")));
    var doubled =
        ReferenceProgram.run(
            List.of("ostree", "remote", "add", "--sysroot=" + root, "ours", "http://x/"), Map.of());
    assertTrue(doubled.err().contains("already exists"), doubled.toString());
  }
}
