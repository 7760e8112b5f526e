// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.repo.RemoteDraft;
import dev.ostree4j.repo.RemoteStore.IfAbsent;
import dev.ostree4j.repo.RemoteStore.IfPresent;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.SignedMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteKeyringsTest {
  private static final byte[] DATA = "the bytes of a commit".getBytes(UTF_8);
  private static final Checksum NAME = Checksum.ofContent(DATA);

  @TempDir Path temp;
  private Path global;
  private Repo repo;

  @BeforeEach
  void makeRepository() throws IOException {
    global = Files.createDirectory(temp.resolve("global"));
    repo = Repo.create(temp.resolve("repo"), RepoMode.ARCHIVE);
    remote("");
  }

  @AfterEach
  void close() throws IOException {
    repo.close();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = RemoteKeyringsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private Path file(String path, String resource) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, resource(resource));
  }

  private void remote(String keyPaths) throws IOException {
    RemoteDraft draft = RemoteDraft.of("r").withUrl("http://localhost/");
    repo.remotes()
        .add(
            keyPaths.isEmpty() ? draft : draft.withOption("gpgkeypath", keyPaths),
            IfPresent.REPLACE);
  }

  private RemoteKeyrings keyrings() {
    return RemoteKeyrings.of(repo).withGlobalDirectory(global).withWorkingDirectory(temp);
  }

  private void importKey(String resource) throws IOException {
    keyrings()
        .importKeys(
            OpenPgp.load(),
            "r",
            List.of(OpenPgpKeyring.of(resource, resource(resource))),
            List.of());
  }

  private Judgement judge() throws IOException {
    var metadata = SignedMetadata.empty().with(OpenPgp.METADATA_KEY, resource("alice.sig"));
    return RemoteTrust.of(repo, "r")
        .withKeyrings(keyrings())
        .verifyCommit(NAME, DATA, Optional.of(metadata.toDict()));
  }

  private void assertUnknown() {
    var refused = assertThrows(TrustException.CommitUntrusted.class, this::judge);
    String message = refused.getMessage();
    assertTrue(message.startsWith("Commit " + NAME + ": Signature made "), message);
    assertTrue(message.endsWith("\nCan't check signature: public key not found"), message);
  }

  @Test
  void withoutAnyKeyNobodyIsTrusted() {
    assertUnknown();
  }

  @Test
  void theKeysThatWereImportedAreTrusted() throws IOException {
    importKey("alice.gpg");
    assertTrue(Files.exists(temp.resolve("repo/r.trustedkeys.gpg")));
    assertEquals("Alice", judge().openPgp().getFirst().userName());
  }

  @Test
  void otherKeysAreNot() throws IOException {
    importKey("bob.asc");
    assertUnknown();
  }

  @Test
  void changedBytesAreRefused() throws IOException {
    importKey("alice.gpg");
    var metadata = SignedMetadata.empty().with(OpenPgp.METADATA_KEY, resource("alice.sig"));
    RemoteTrust trust = RemoteTrust.of(repo, "r").withKeyrings(keyrings());
    var refused =
        assertThrows(
            TrustException.CommitUntrusted.class,
            () ->
                trust.verifyCommit(
                    NAME, "other bytes".getBytes(UTF_8), Optional.of(metadata.toDict())));
    assertTrue(refused.getMessage().contains("BAD signature from \"Alice "), refused::getMessage);
  }

  @Test
  void aRemoteThatIsNotThereIsNamed() {
    assertThrows(RepoException.InvalidRemote.class, () -> keyrings().ofRemote("nosuch"));
  }

  @Test
  void deletingTheRemoteForgetsItsKeys() throws IOException {
    importKey("alice.gpg");
    repo.remotes().remove("r", IfAbsent.REFUSE);
    remote("");
    assertUnknown();
  }

  @Test
  void aKeyRingThatIsALinkIsNeitherReadNorWritten() throws IOException {
    Path outside = file("outside.gpg", "alice.gpg");
    Files.createSymbolicLink(temp.resolve("repo/r.trustedkeys.gpg"), outside);
    assertThrows(IOException.class, this::judge);
    assertThrows(IOException.class, () -> importKey("bob.asc"));
    assertArrayEquals(resource("alice.gpg"), Files.readAllBytes(outside));
  }

  @Nested
  class OfTheGlobalDirectory {
    @Test
    void itCountsForARemoteWithoutKeysOfItsOwn() throws IOException {
      file("global/any.gpg", "alice.gpg");
      assertTrue(judge().openPgp().getFirst().isValid());
    }

    @Test
    void itDoesNotCountForARemoteWithKeys() throws IOException {
      file("global/any.gpg", "alice.gpg");
      importKey("bob.asc");
      assertUnknown();
    }

    @Test
    void onlyRegularFilesOfTheRightNameAreRead() throws IOException {
      file("global/trustdb.gpg", "alice.gpg");
      file("global/secring.gpg", "alice.gpg");
      file("global/alice.asc", "alice.gpg");
      Files.createSymbolicLink(global.resolve("link.gpg"), file("elsewhere.gpg", "alice.gpg"));
      Files.createDirectory(global.resolve("directory.gpg"));
      assertEquals(List.of(), keyrings().global());
    }

    @Test
    void junkBesideItDoesNotHideIt() throws IOException {
      Files.writeString(global.resolve("a.gpg"), "borkborkbork");
      file("global/b.gpg", "alice.gpg");
      assertTrue(judge().openPgp().getFirst().isValid());
    }

    @Test
    void itNeedNotExist() throws IOException {
      Files.delete(global);
      assertEquals(List.of(), keyrings().global());
    }
  }

  @Nested
  class OfKeyPaths {
    @Test
    void filesAndDirectoriesAreRead() throws IOException {
      file("keys/alice.key", "alice.gpg");
      for (String paths :
          List.of(
              temp + "/keys/alice.key",
              temp + "/keys",
              "keys/",
              "keys/alice.key,",
              "keys;keys/alice.key")) {
        remote(paths);
        assertTrue(judge().openPgp().stream().anyMatch(OpenPgpSignature::isValid), paths);
      }
    }

    @Test
    void whatIsNotThereIsTold() throws IOException {
      for (String paths : List.of("nosuch", ",nosuch", "nosuch/")) {
        remote(paths);
        NoSuchFileException missing =
            assertThrows(NoSuchFileException.class, () -> keyrings().ofRemote("r"));
        assertTrue(missing.getMessage().startsWith("opendir("), missing::getMessage);
      }
    }

    @Test
    void twoKindsOfSeparatorsAreRefused() throws IOException {
      remote("a,b;c");
      RepoException.InvalidRemote refused =
          assertThrows(RepoException.InvalidRemote.class, () -> keyrings().ofRemote("r"));
      assertEquals("key value list contains more than one separator", refused.getMessage());
    }
  }
}
