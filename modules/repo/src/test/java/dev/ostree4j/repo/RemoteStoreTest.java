// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteStoreTest {
  private static final String CONFIG = "[core]\nrepo_version=1\nmode=bare\n";

  @TempDir Path temp;

  private Path directory() {
    return temp.resolve("repo");
  }

  private Path remotesDirectory() throws IOException {
    return Files.createDirectories(temp.resolve("etc")).resolve("remotes.d");
  }

  private Repo open(String config) throws IOException {
    Repo.create(directory(), RepoMode.BARE).close();
    Files.writeString(directory().resolve("config"), config);
    return Repo.open(
        Kernel.system(),
        directory(),
        OpenOptions.defaults().withRemotesDirectory(remotesDirectory()));
  }

  private String config() throws IOException {
    return Files.readString(directory().resolve("config"));
  }

  private static RemoteDraft draft(String name, String url) throws IOException {
    return RemoteDraft.of(name).withUrl(url);
  }

  private static String refusal(Action action) {
    return assertThrows(RepoException.InvalidRemote.class, action::run).getMessage();
  }

  private interface Action {
    void run() throws IOException;
  }

  @Nested
  class InTheConfiguration {
    @Test
    void areAddedAsGroups() throws IOException {
      try (Repo repo = open(CONFIG)) {
        repo.remotes()
            .add(
                draft("o", "http://x/")
                    .withOption("gpg-verify", "false")
                    .withOption("branches", List.of("a", "b;c")),
                RemoteStore.IfPresent.REFUSE);
        assertEquals(List.of("o"), repo.remotes().list());
        assertEquals("http://x/", repo.remotes().url("o"));
        assertEquals(Optional.of(false), repo.remotes().booleanOption("o", "gpg-verify"));
        assertEquals(Optional.of(List.of("a", "b;c")), repo.remotes().listOption("o", "branches"));
        assertEquals(Optional.empty(), repo.remotes().option("o", "proxy"));
      }
      assertEquals(
          CONFIG + "\n[remote \"o\"]\nurl=http://x/\ngpg-verify=false\nbranches=a;b\\;c;\n",
          config());
    }

    @Test
    void aMetalinkTakesThePlaceOfTheAddress() throws IOException {
      try (Repo repo = open(CONFIG)) {
        repo.remotes().add(draft("ml", "metalink=http://x/"), RemoteStore.IfPresent.REFUSE);
        assertEquals(Optional.of("http://x/"), repo.remotes().option("ml", "metalink"));
        assertEquals("No \"url\" option in remote \"ml\"", refusal(() -> repo.remotes().url("ml")));
      }
    }

    @Test
    void oneThatIsThereIsRefusedKeptOrReplaced() throws IOException {
      try (Repo repo = open(CONFIG)) {
        RemoteStore remotes = repo.remotes();
        remotes.add(
            draft("o1", "http://1/").withOption("proxy", "p"), RemoteStore.IfPresent.REFUSE);
        assertEquals(
            "Remote configuration for \"o1\" already exists: (in config)",
            refusal(() -> remotes.add(draft("o1", "http://2/"), RemoteStore.IfPresent.REFUSE)));
        remotes.add(draft("o1", "http://2/"), RemoteStore.IfPresent.KEEP);
        assertEquals("http://1/", remotes.url("o1"));
        remotes.add(draft("o1", "http://2/"), RemoteStore.IfPresent.REPLACE);
        assertEquals("http://2/", remotes.url("o1"));
        assertEquals(Optional.empty(), remotes.option("o1", "proxy"));
      }
    }

    @Test
    void areRemovedWithTheirKeyRing() throws IOException {
      try (Repo repo = open(CONFIG + "\n[remote \"o\"]\nurl=http://x/\n")) {
        Path ring = Files.writeString(directory().resolve("o.trustedkeys.gpg"), "keys");
        repo.remotes().remove("o", RemoteStore.IfAbsent.REFUSE);
        assertEquals(List.of(), repo.remotes().list());
        assertFalse(Files.exists(ring));
        assertEquals(
            "Remote \"o\" not found",
            refusal(() -> repo.remotes().remove("o", RemoteStore.IfAbsent.REFUSE)));
        repo.remotes().remove("o", RemoteStore.IfAbsent.IGNORE);
      }
      assertFalse(config().contains("remote"));
    }

    @Test
    void unknownOnesAreNamed() throws IOException {
      try (Repo repo = open(CONFIG)) {
        assertEquals(
            "Remote \"nope\" not found", refusal(() -> repo.remotes().option("nope", "url")));
        assertEquals("file:///srv", repo.remotes().url("file:///srv"));
        assertFalse(repo.remotes().has("nope"));
      }
    }
  }

  @Nested
  class InFilesOfTheirOwn {
    @Test
    void areReadBesideThoseOfTheConfiguration() throws IOException {
      Files.createDirectories(remotesDirectory());
      Files.writeString(remotesDirectory().resolve("b.conf"), "[remote \"b\"]\nurl=http://b/\n");
      Files.writeString(remotesDirectory().resolve("ignored.txt"), "garbage");
      try (Repo repo = open(CONFIG + "\n[remote \"a\"]\nurl=http://a/\n")) {
        assertEquals(List.of("a", "b"), repo.remotes().list());
        assertEquals("http://b/", repo.remotes().url("b"));
      }
    }

    @Test
    void doublesAreRefused() throws IOException {
      Files.createDirectories(remotesDirectory());
      Files.writeString(remotesDirectory().resolve("x.conf"), "[remote \"o\"]\nurl=u\n");
      var e =
          assertThrows(
              RepoException.InvalidConfig.class,
              () -> open(CONFIG + "\n[remote \"o\"]\nurl=http://a/\n"));
      assertEquals("Multiple specifications found for remote \"o\"", e.getMessage());
      Files.writeString(directory().resolve("config"), CONFIG);
      Files.writeString(remotesDirectory().resolve("y.conf"), "[remote \"o\"]\nurl=u\n");
      assertThrows(RepoException.InvalidConfig.class, () -> open(CONFIG));
    }

    @Test
    void aConfigurationThatWouldDoubleOneIsNotWritten() throws IOException {
      Files.createDirectories(remotesDirectory());
      Files.writeString(remotesDirectory().resolve("x.conf"), "[remote \"o\"]\nurl=u\n");
      try (Repo repo = open(CONFIG)) {
        var file = repo.config().keyFile();
        file.set("remote \"o\"", "url", "other");
        assertThrows(RepoException.InvalidConfig.class, () -> repo.writeConfig(file));
      }
      assertEquals(CONFIG, config());
    }

    @Test
    void areWrittenReplacedAndRemovedThere() throws IOException {
      String config = CONFIG + "add-remotes-config-dir=true\n";
      try (Repo repo = open(config)) {
        RemoteStore remotes = repo.remotes();
        remotes.add(draft("o", "http://1/"), RemoteStore.IfPresent.REFUSE);
        Path file = remotesDirectory().resolve("o.conf");
        assertEquals("[remote \"o\"]\nurl=http://1/\n", Files.readString(file));
        assertEquals(
            "Remote configuration for \"o\" already exists: " + file,
            refusal(() -> remotes.add(draft("o", "u"), RemoteStore.IfPresent.REFUSE)));
        remotes.add(draft("o", "http://2/"), RemoteStore.IfPresent.REPLACE);
        assertEquals("[remote \"o\"]\nurl=http://2/\n", Files.readString(file));
        remotes.remove("o", RemoteStore.IfAbsent.REFUSE);
        assertFalse(Files.exists(file));
      }
      assertEquals(config, config());
    }

    @Test
    void otherRemotesOfTheSameFileStay() throws IOException {
      Files.createDirectories(remotesDirectory());
      Path file = remotesDirectory().resolve("two.conf");
      Files.writeString(file, "[remote \"a\"]\nurl=a\n\n[remote \"b\"]\nurl=b\n");
      try (Repo repo = open(CONFIG)) {
        repo.remotes().remove("a", RemoteStore.IfAbsent.REFUSE);
        assertEquals(List.of("b"), repo.remotes().list());
      }
      assertEquals("[remote \"b\"]\nurl=b\n", Files.readString(file));
    }

    @Test
    void garbageIsRefusedByTheNameOfItsFile() throws IOException {
      Files.createDirectories(remotesDirectory());
      Files.writeString(remotesDirectory().resolve("bad.conf"), "garbage");
      var e = assertThrows(RepoException.InvalidConfig.class, () -> open(CONFIG));
      assertTrue(e.getMessage().contains("bad.conf"), e.getMessage());
    }
  }

  @Nested
  class Hostile {
    @Test
    void namesThatWouldWriteOtherGroupsAreRefused() {
      for (String name : List.of("a\"]\n[core", "a\nb", "", "a b", "../a", "a/b", "a\"b")) {
        assertThrows(InvalidNameException.class, () -> RemoteDraft.of(name), name);
      }
    }

    @Test
    void addressesAndOptionsThatWouldWriteOtherKeysAreRefused() throws IOException {
      RemoteDraft draft = RemoteDraft.of("o");
      for (String url : List.of("http://x\n[core]\nfsync=false", "a\r\nb", "a\0b")) {
        refusal(() -> draft.withUrl(url));
        refusal(() -> draft.withOption("k", List.of("a", url)));
      }
      for (String key : List.of("", "a\nb", "a=b", "[g]", "#c", " a")) {
        refusal(() -> draft.withOption(key, "v"));
        refusal(() -> draft.withOption(key, List.of()));
      }
    }

    @Test
    void aGroupWithoutNameIsNoRemote() throws IOException {
      try (Repo repo = open(CONFIG + "\n[remote \"\"]\nurl=a\n\n[remote x]\nurl=b\n")) {
        assertEquals(List.of(), repo.remotes().list());
      }
    }
  }

  @Test
  void theParentAnswersForWhatIsNotSetHere() throws IOException {
    Path parent = temp.resolve("parent");
    Repo.create(parent, RepoMode.BARE).close();
    Files.writeString(
        parent.resolve("config"),
        CONFIG + "\n[remote \"o\"]\nurl=http://p/\nproxy=pp\n\n[remote \"only\"]\nurl=q\n");
    try (Repo repo = open(CONFIG + "parent=" + parent + "\n\n[remote \"o\"]\nurl=http://c/\n")) {
      assertEquals(List.of("o", "only"), repo.remotes().list());
      assertEquals("http://c/", repo.remotes().url("o"));
      assertEquals(Optional.of("pp"), repo.remotes().option("o", "proxy"));
      assertEquals("q", repo.remotes().url("only"));
      assertTrue(repo.remotes().has("only"));
    }
  }
}
