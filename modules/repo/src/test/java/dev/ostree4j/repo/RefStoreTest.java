// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefStoreTest {
  private static final Checksum ONE = Checksum.ofContent(new byte[] {1});
  private static final Checksum TWO = Checksum.ofContent(new byte[] {2});
  private static final CollectionId MINE = new CollectionId("org.example.Mine");
  private static final CollectionId OTHERS = new CollectionId("org.example.Others");

  @TempDir Path temp;
  private Path directory;
  private Repo repo;
  private RefStore refs;

  @BeforeEach
  void open() throws IOException {
    directory = temp.resolve("repo");
    repo =
        Repo.create(
            Kernel.system(),
            directory,
            RepoMode.ARCHIVE,
            CreateOptions.defaults().withCollection(MINE));
    refs = repo.refs();
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private void set(String ref, Checksum commit) throws IOException {
    refs.set(RefSpec.parse(ref), Optional.of(commit));
  }

  private void remove(String ref) throws IOException {
    refs.set(RefSpec.parse(ref), Optional.empty());
  }

  private void write(String path, String content) throws IOException {
    Path file = directory.resolve("refs").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String message(Class<? extends Throwable> type, Action action) {
    return assertThrows(type, action::run).getMessage();
  }

  private interface Action {
    void run() throws IOException;
  }

  @Nested
  class Setting {
    @Test
    void writesDigitsAndALineEnd() throws IOException {
      set("a/b", ONE);
      assertEquals(ONE.hex() + "\n", Files.readString(directory.resolve("refs/heads/a/b")));
      set("o:a/b", TWO);
      assertEquals(TWO.hex() + "\n", Files.readString(directory.resolve("refs/remotes/o/a/b")));
    }

    @Test
    void replacesWhatWasThere() throws IOException {
      set("main", ONE);
      set("main", TWO);
      assertEquals(Optional.of(TWO), refs.find(RefSpec.parse("main")));
    }

    @Test
    void leavesNoScratchFile() throws IOException {
      set("main", ONE);
      refs.setAlias(new RefName("al"), new RefName("main"));
      assertThrows(RepoException.InvalidRef.class, () -> set("main/x", ONE));
      try (var names = Files.list(directory.resolve("tmp"))) {
        assertEquals(List.of(directory.resolve("tmp/cache")), names.toList());
      }
    }

    @Test
    void changesTheTimeOfTheDirectory() throws IOException {
      Files.setLastModifiedTime(directory, FileTime.fromMillis(0));
      set("main", ONE);
      assertTrue(Files.getLastModifiedTime(directory).toMillis() > 0);
      Files.setLastModifiedTime(directory, FileTime.fromMillis(0));
      remove("main");
      assertTrue(Files.getLastModifiedTime(directory).toMillis() > 0);
    }

    @Test
    void aNameThatIsADirectoryOfRefsIsRefused() throws IOException {
      set("p/q/r", ONE);
      assertEquals(
          "Conflict: r exists under p/q when attempting write",
          message(RepoException.InvalidRef.class, () -> set("p/q", ONE)));
      assertEquals(Optional.of(ONE), refs.find(RefSpec.parse("p/q/r")));
    }

    @Test
    void aNameBelowARefIsRefused() throws IOException {
      set("zz", ONE);
      assertEquals(
          "openat(refs/heads/zz/a): Not a directory",
          message(RepoException.InvalidRef.class, () -> set("zz/a", ONE)));
      assertEquals(
          "openat(refs/heads/zz/a/b): Not a directory",
          message(RepoException.InvalidRef.class, () -> set("zz/a/b", ONE)));
    }

    @Test
    void aNameWhoseRefsAreGoneIsFree() throws IOException {
      set("p/q/r", ONE);
      remove("p/q/r");
      assertTrue(Files.isDirectory(directory.resolve("refs/heads/p/q")));
      set("p", TWO);
      assertEquals(Optional.of(TWO), refs.find(RefSpec.parse("p")));
    }

    @Test
    void aDirectoryWithOtherThingsIsNotRemoved() throws IOException {
      write("heads/p/.keep", "");
      assertThrows(IOException.class, () -> set("p", ONE));
      assertTrue(Files.exists(directory.resolve("refs/heads/p/.keep")));
    }

    @Test
    void aChecksumIsNoName() {
      assertEquals(
          "Rev name '" + ONE.hex() + "' looks like a checksum",
          message(RepoException.InvalidRef.class, () -> set(ONE.hex(), ONE)));
    }

    @Test
    void removingWhatIsAbsentIsNoError() throws IOException {
      remove("absent");
      remove("absent/too");
      remove("o:absent");
      set("main", ONE);
      remove("main/below");
      assertEquals(Map.of("main", ONE), refs.list());
    }

    @Test
    void removingADirectoryOfRefsIsRefused() throws IOException {
      set("a/b", ONE);
      assertThrows(RepoException.InvalidRef.class, () -> remove("a"));
      assertEquals(List.of("a/b"), refs.names("", RefListing.defaults()));
    }

    @Test
    void aLinkPlantedAmongTheRefsIsNotFollowed() throws IOException {
      Path outside = Files.createDirectory(temp.resolve("outside"));
      Files.createSymbolicLink(directory.resolve("refs/heads/evil"), outside);
      assertThrows(IOException.class, () -> set("evil/main", ONE));
      try (var names = Files.list(outside)) {
        assertEquals(0, names.count());
      }
    }
  }

  @Nested
  class Resolving {
    @Test
    void aChecksumIsItselfStoredOrNot() throws IOException {
      assertEquals(ONE, refs.resolve(ONE.hex()));
    }

    @Test
    void ownRefsComeBeforeThoseOfRemotes() throws IOException {
      set("o:x/y", ONE);
      assertEquals(ONE, refs.resolve("x/y"));
      assertEquals(ONE, refs.resolve("o/x/y"));
      assertEquals(ONE, refs.resolve("o:x/y"));
      assertEquals(Optional.empty(), refs.findLocalRevision("x/y"));
      set("x/y", TWO);
      assertEquals(TWO, refs.resolve("x/y"));
    }

    @Test
    void anUnknownRefIsNamed() {
      assertEquals(
          "Refspec 'nope' not found",
          message(RepoException.RefNotFound.class, () -> refs.resolve("nope")));
      assertEquals(
          "Refspec 'o:nope' not found",
          message(RepoException.RefNotFound.class, () -> refs.resolve("o:nope")));
    }

    @Test
    void whatIsNoRevisionIsRefused() {
      assertEquals(
          "Invalid refspec a:b:c",
          message(InvalidNameException.class, () -> refs.resolve("a:b:c")));
      assertThrows(InvalidNameException.class, () -> refs.resolve("../../etc/passwd"));
      assertThrows(InvalidNameException.class, () -> refs.resolve("a b"));
    }

    @Test
    void theParentRepositoryIsAskedLast() throws IOException {
      set("main", ONE);
      Path child = temp.resolve("child");
      Repo.create(child, RepoMode.BARE).close();
      Files.writeString(
          child.resolve("config"), "[core]\nrepo_version=1\nmode=bare\nparent=" + directory + "\n");
      try (Repo below = Repo.open(child)) {
        assertEquals(ONE, below.refs().resolve("main"));
        assertEquals(Optional.empty(), below.refs().find(RefSpec.parse("main")));
        below.refs().set(RefSpec.parse("main"), Optional.of(TWO));
        assertEquals(TWO, below.refs().resolve("main"));
      }
    }
  }

  @Nested
  class Damaged {
    @Test
    void blanksBehindTheDigitsDoNotMatter() throws IOException {
      write("heads/none", ONE.hex());
      write("heads/many", ONE.hex() + "\n\n \t\r\n");
      assertEquals(ONE, refs.resolve("none"));
      assertEquals(ONE, refs.resolve("many"));
    }

    @Test
    void whatIsNoChecksumIsShown() throws IOException {
      write("heads/bad", "garbage");
      write("heads/empty", "");
      write("heads/lead", " " + ONE.hex() + "\n");
      write("heads/upper", ONE.hex().toUpperCase(java.util.Locale.ROOT) + "\n");
      assertEquals(
          "Invalid rev garbage in ref 'bad'",
          message(RepoException.InvalidRef.class, () -> refs.resolve("bad")));
      for (String ref : List.of("empty", "lead", "upper")) {
        assertThrows(RepoException.InvalidRef.class, () -> refs.resolve(ref), ref);
      }
      assertEquals(List.of("bad", "empty", "lead", "upper"), refs.names("", RefListing.defaults()));
      assertThrows(RepoException.InvalidRef.class, refs::list);
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
      Files.write(directory.resolve("refs/heads/bytes"), new byte[] {(byte) 0xFF, 'a'});
      assertEquals(
          "Couldn't open ref 'bytes': Invalid UTF-8",
          message(RepoException.InvalidRef.class, () -> refs.resolve("bytes")));
    }

    @Test
    void oneOfManyIsShownAndTheOthersAreListedWithoutIt() throws IOException {
      var expected = new TreeMap<String, Checksum>();
      for (int i = 0; i < 3_000; i++) {
        String ref = "app/" + i % 50 + "/" + i;
        Files.createDirectories(directory.resolve("refs/heads/app/" + i % 50));
        write("heads/" + ref, (i % 2 == 0 ? ONE : TWO).hex() + "\n");
        expected.put(ref, i % 2 == 0 ? ONE : TWO);
      }
      assertEquals(expected, refs.list());
      write("heads/app/7/7", "garbage");
      assertEquals(
          "Invalid rev garbage in ref 'app/7/7'",
          message(RepoException.InvalidRef.class, refs::list));
      Files.delete(directory.resolve("refs/heads/app/7/7"));
      expected.remove("app/7/7");
      assertEquals(expected, refs.list());
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
      write("heads/huge", "x".repeat(1 << 20));
      assertThrows(IOException.class, () -> refs.resolve("huge"));
    }

    @Test
    void aDirectoryIsNoRef() throws IOException {
      Files.createDirectories(directory.resolve("refs/heads/dir"));
      assertEquals(
          "Couldn't open ref 'dir': Is a directory",
          message(RepoException.InvalidRef.class, () -> refs.resolve("dir")));
      assertEquals(Map.of(), refs.list());
    }

    @Test
    void otherFilesAreNotListed() throws IOException {
      write("heads/.hidden", "x");
      write("heads/a b", "x");
      write("heads/.git/HEAD", "x");
      write("remotes/stray", "x");
      set("main", ONE);
      assertEquals(Map.of("main", ONE), refs.list());
    }

    @Test
    void aLinkOutOfTheRepositoryIsNotRead() throws IOException {
      Path outside = Files.writeString(temp.resolve("outside"), ONE.hex() + "\n");
      Files.createSymbolicLink(directory.resolve("refs/heads/evil"), outside);
      assertThrows(IOException.class, () -> refs.find(RefSpec.parse("evil")));
    }

    @Test
    void aRepositoryWithoutMirrorsHasNoCollectionRefs() throws IOException {
      Files.delete(directory.resolve("refs/mirrors"));
      assertEquals(Map.of(), refs.listCollectionRefs(RefListing.defaults()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heads", "remotes"})
    void aLostDirectoryIsNotAnEmptyOne(String name) throws IOException {
      Files.delete(directory.resolve("refs").resolve(name));
      assertEquals(
          "Listing refs: opendir(refs/" + name + "): No such file or directory",
          message(RepoException.InvalidRef.class, refs::list));
    }
  }

  @Nested
  class Listing {
    private final RefListing full = RefListing.defaults().withNaming(RefListing.Naming.FULL);
    private final RefListing own = RefListing.defaults().withRemotes(RefListing.Show.EXCLUDED);

    @BeforeEach
    void some() throws IOException {
      set("main", ONE);
      set("foo/bar", ONE);
      set("foo/deep/er", TWO);
      set("o:foo/bar", TWO);
    }

    @Test
    void areInTheOrderOfTheirText() throws IOException {
      for (String name : List.of("z", "a/b", "a-b", "a.b", "a/b-c", "a0")) {
        set(name, ONE);
      }
      assertEquals(
          List.of(
              "a-b",
              "a.b",
              "a/b",
              "a/b-c",
              "a0",
              "foo/bar",
              "foo/deep/er",
              "main",
              "o:foo/bar",
              "z"),
          refs.names("", RefListing.defaults()));
    }

    private Set<String> names(String prefix, RefListing listing) throws IOException {
      List<String> names = refs.names(prefix, listing);
      assertEquals(names, List.copyOf(refs.list(prefix, listing).keySet()));
      return Set.copyOf(names);
    }

    @Test
    void allAreNamedInFull() throws IOException {
      assertEquals(
          Set.of("main", "foo/bar", "foo/deep/er", "o:foo/bar"), names("", RefListing.defaults()));
      assertEquals(Set.of("main", "foo/bar", "foo/deep/er"), names("", own));
    }

    @Test
    void belowAPrefixNamesAreRelative() throws IOException {
      assertEquals(Set.of("bar", "deep/er"), names("foo", RefListing.defaults()));
      assertEquals(Set.of("foo/bar", "foo/deep/er"), names("foo", full));
      assertEquals(Set.of(), names("fo", RefListing.defaults()));
    }

    @Test
    void aPrefixThatIsARefNamesItself() throws IOException {
      assertEquals(Set.of("foo/bar"), names("foo/bar", RefListing.defaults()));
      assertEquals(Set.of("o:foo/bar"), names("o:foo/bar", RefListing.defaults()));
    }

    @Test
    void aPrefixMayBeOfARemote() throws IOException {
      assertEquals(Set.of("o:foo/bar"), names("o:", RefListing.defaults()));
      assertEquals(Set.of("o:foo/bar"), names("o:.", RefListing.defaults()));
      assertEquals(Set.of("o:bar"), names("o:foo", RefListing.defaults()));
      assertEquals(Set.of("o:foo/bar"), names("o:foo", full));
      assertEquals(Set.of(), names("o:", own));
      assertEquals(Set.of(), names("o:foo", own));
      assertEquals(Set.of(), names("o", RefListing.defaults()));
    }

    @Test
    void aPrefixThatIsNoNameIsRefused() {
      assertThrows(InvalidNameException.class, () -> refs.names("../x", RefListing.defaults()));
    }
  }

  @Nested
  class Aliases {
    @Test
    void areRelativeLinks() throws IOException {
      refs.setAlias(new RefName("al"), new RefName("main"));
      refs.setAlias(new RefName("a/b/c"), new RefName("d/main"));
      assertEquals(Path.of("main"), Files.readSymbolicLink(directory.resolve("refs/heads/al")));
      assertEquals(
          Path.of("../../d/main"), Files.readSymbolicLink(directory.resolve("refs/heads/a/b/c")));
    }

    @Test
    void pointWhereTheirRefPoints() throws IOException {
      set("main", ONE);
      refs.setAlias(new RefName("x/al"), new RefName("main"));
      refs.setAlias(new RefName("again"), new RefName("x/al"));
      assertEquals(ONE, refs.resolve("again"));
      set("main", TWO);
      assertEquals(TWO, refs.resolve("again"));
      assertEquals(
          Map.of("x/al", "main", "again", "x/al"), refs.aliases("", RefListing.defaults()));
      assertEquals(List.of("again", "x/al"), refs.names("", RefListing.defaults().onlyAliases()));
      assertEquals(Set.of("x/al"), refs.aliases("x/al", RefListing.defaults()).keySet());
      assertEquals(Map.of(), refs.aliases("main", RefListing.defaults()));
    }

    @Test
    void thatDangleAreNamedButNotListed() throws IOException {
      refs.setAlias(new RefName("al"), new RefName("gone"));
      assertEquals(Map.of(), refs.list());
      assertEquals(List.of("al"), refs.names("", RefListing.defaults()));
      assertThrows(RepoException.RefNotFound.class, () -> refs.resolve("al"));
    }

    @Test
    void thatGoInCirclesEndInAnError() throws IOException {
      refs.setAlias(new RefName("a"), new RefName("b"));
      refs.setAlias(new RefName("b"), new RefName("a"));
      assertThrows(IOException.class, () -> refs.resolve("b^"));
      assertThrows(IOException.class, () -> refs.find(RefSpec.parse("a")));
    }

    @Test
    void areReplacedByRefsAndTheOtherWayRound() throws IOException {
      set("main", ONE);
      refs.setAlias(new RefName("al"), new RefName("main"));
      set("al", TWO);
      assertFalse(Files.isSymbolicLink(directory.resolve("refs/heads/al")));
      assertEquals(ONE, refs.resolve("main"));
      refs.setAlias(new RefName("al"), new RefName("main"));
      assertEquals(ONE, refs.resolve("al"));
    }

    @Test
    void areRemovedWithoutTheirRef() throws IOException {
      set("main", ONE);
      refs.setAlias(new RefName("al"), new RefName("main"));
      remove("al");
      assertFalse(Files.exists(directory.resolve("refs/heads/al"), LinkOption.NOFOLLOW_LINKS));
      assertEquals(ONE, refs.resolve("main"));
    }
  }

  @Nested
  class Collections {
    private void setIn(CollectionId collection, String ref, Checksum commit) throws IOException {
      refs.setCollectionRef(new CollectionRef(collection, new RefName(ref)), Optional.of(commit));
    }

    @Test
    void ownOnesAreHeadsAndOthersAreMirrors() throws IOException {
      setIn(MINE, "main", ONE);
      setIn(OTHERS, "foo/x", TWO);
      assertTrue(Files.exists(directory.resolve("refs/heads/main")));
      assertTrue(Files.exists(directory.resolve("refs/mirrors/org.example.Others/foo/x")));
      assertEquals(
          Map.of(
              CollectionRef.parse(MINE.text(), "main"), ONE,
              CollectionRef.parse(OTHERS.text(), "foo/x"), TWO),
          refs.listCollectionRefs(RefListing.defaults()));
      assertEquals(
          Set.of(CollectionRef.parse(OTHERS.text(), "foo/x")),
          refs.listCollectionRefs(OTHERS, RefListing.defaults()).keySet());
      assertEquals(Optional.of(TWO), refs.find(CollectionRef.parse(OTHERS.text(), "foo/x")));
    }

    @Test
    void mirrorsAreNotAmongTheRefs() throws IOException {
      setIn(OTHERS, "foo/x", TWO);
      assertEquals(Map.of(), refs.list());
      assertEquals(Optional.empty(), refs.findRevision("foo/x"));
      var withoutMirrors = RefListing.defaults().withMirrors(RefListing.Show.EXCLUDED);
      assertEquals(Map.of(), refs.listCollectionRefs(withoutMirrors));
    }

    @Test
    void thoseOfRemotesCountWhenTheRemoteHasACollection() throws IOException {
      repo.remotes()
          .add(
              RemoteDraft.of("o").withOption("collection-id", OTHERS.text()),
              RemoteStore.IfPresent.REFUSE);
      set("o:main", ONE);
      set("p:main", TWO);
      var ref = CollectionRef.parse(OTHERS.text(), "main");
      assertEquals(Map.of(ref, ONE), refs.listCollectionRefs(RefListing.defaults()));
      assertEquals(Optional.of(ONE), refs.find(ref));
      var withoutRemotes = RefListing.defaults().withRemotes(RefListing.Show.EXCLUDED);
      assertEquals(Map.of(), refs.listCollectionRefs(withoutRemotes));
    }

    @Test
    void areRemoved() throws IOException {
      setIn(OTHERS, "x", ONE);
      refs.setCollectionRef(CollectionRef.parse(OTHERS.text(), "x"), Optional.empty());
      refs.setCollectionRef(CollectionRef.parse("org.example.Third", "x"), Optional.empty());
      assertEquals(Map.of(), refs.listCollectionRefs(RefListing.defaults()));
    }
  }
}
