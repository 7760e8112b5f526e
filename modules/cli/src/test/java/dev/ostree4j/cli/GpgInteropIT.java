// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// GPG keys and signatures of the real `gpg`, by us and by the C program: the same text.
@Tag("slow")
class GpgInteropIT {
  private static final String[] USERS = {
    "plain", "rsa", "nist", "ended", "ending", "sub", "subended", "primaryended", "revoked", "two"
  };

  @TempDir static Path shared;
  private static GpgHome home;

  @TempDir Path directory;
  private Path nowhere;

  @BeforeAll
  static void makeKeys() throws IOException {
    ReferenceProgram.requireOstree();
    ReferenceProgram.require("gpg");
    home =
        GpgHome.create(shared.resolve("home"))
            .key("Plain Key <plain@example.com>", "ed25519", "sign", "never")
            .key("RSA Key <rsa@example.com>", "rsa2048", "sign", "never")
            .key("Nist Key (a comment) <nist@example.com>", "nistp256", "sign", "never")
            .key("Ended Key <ended@example.com>", "ed25519", "sign", "10d")
            .key("Ending Key <ending@example.com>", "ed25519", "sign", "20000d")
            .key("With Subkey <sub@example.com>", "ed25519", "cert", "never")
            .key("Subkey Ended <subended@example.com>", "ed25519", "cert", "20000d")
            .key("Primary Ended <primaryended@example.com>", "ed25519", "cert", "10d")
            .key("Revoked Key <revoked@example.com>", "ed25519", "sign", "never")
            .key("Two Users <two@example.com>", "ed25519", "sign", "never")
            .key("Missing Key <missing@example.com>", "ed25519", "sign", "never")
            .subkey("sub@example.com", "never")
            .subkey("subended@example.com", "10d")
            .subkey("primaryended@example.com", "never");
    home.gpg(
        "--faked-system-time",
        "20260103T000000!",
        "--quick-add-uid",
        "two@example.com",
        "Second User");
  }

  @AfterAll
  static void endAgent() {
    if (home != null) {
      home.close();
    }
  }

  @BeforeEach
  void makeRepository() throws IOException {
    nowhere = Files.createDirectory(directory.resolve("nowhere"));
    Files.writeString(Files.createDirectory(directory.resolve("tree")).resolve("f"), "x");
    ours("--repo=r", "init", "--mode=archive");
    ours("--repo=r", "commit", "-b", "main", "tree");
    ours("--repo=r", "remote", "add", "o", "http://o/");
  }

  private Cli cli() {
    return new Cli(directory)
        .with("OSTREE_GPG_HOME", nowhere.toString())
        .with("GNUPGHOME", home.path().toString());
  }

  private String ours(String... words) {
    return cli().run(words).ok();
  }

  private ReferenceProgram.Outcome real(String... words) {
    var command = new ArrayList<>(List.of("ostree"));
    for (String word : words) {
      command.add(word.replace("--repo=r", "--repo=" + directory.resolve("r")));
    }
    return ReferenceProgram.run(
        command,
        Map.of("OSTREE_GPG_HOME", nowhere.toString(), "GNUPGHOME", home.path().toString()));
  }

  private String same(String... words) {
    String mine = ours(words);
    ReferenceProgram.Outcome theirs = real(words);
    assertEquals(0, theirs.status(), theirs.err());
    assertEquals(theirs.out(), mine, String.join(" ", words));
    return mine;
  }

  /// The public keys of all but one.
  private void importAll() throws IOException {
    Path keys = directory.resolve("all.gpg");
    String[] addresses = new String[USERS.length];
    for (int i = 0; i < USERS.length; i++) {
      addresses[i] = USERS[i] + "@example.com";
    }
    home.export(keys, addresses);
    ours("--repo=r", "remote", "gpg-import", "-k", keys.toString(), "o");
  }

  /// Signs the commit in the past; nobody else can make signatures of then.
  private void sign(String user, String... more) throws IOException {
    try (Repo repo = Repo.open(directory.resolve("r"))) {
      Checksum commit = repo.refs().resolve("main");
      byte[] bytes = repo.objects().readMetadata(new ObjectName(commit, ObjectType.COMMIT));
      Path file = Files.write(directory.resolve("commit"), bytes);
      Path signature = directory.resolve("commit.sig");
      Files.deleteIfExists(signature);
      home.sign(file, signature, user + "@example.com", more);
      SignedMetadata metadata =
          repo.objects()
              .detachedMetadata(commit)
              .map(SignedMetadata::of)
              .orElseGet(SignedMetadata::empty)
              .with(OpenPgp.METADATA_KEY, Files.readAllBytes(signature));
      try (Transaction transaction = repo.begin()) {
        transaction.writeDetachedMetadata(commit, Optional.of(metadata.toDict()));
        transaction.publish();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "rsa",
        "nist",
        "ended",
        "ending",
        "sub",
        "subended",
        "primaryended",
        "two",
        "missing"
      })
  void aSignatureIsDescribedTheSame(String user) throws IOException {
    importAll();
    sign(user);
    String text = same("--repo=r", "show", "main");
    assertTrue(text.contains("\nFound 1 signature:\n\n  Signature made Mon Jan \u20075 "), text);
    same("--repo=r", "show", "--gpg-verify-remote=o", "main");
  }

  @Test
  void severalAreDescribedTheSame() throws IOException {
    importAll();
    sign("rsa", "--default-sig-expire", "20000d");
    sign("rsa", "--digest-algo", "SHA1");
    sign("missing");
    // The last one: `gpg` ends at the first signature that has expired or is forged.
    sign("plain", "--default-sig-expire", "3d");
    String text = same("--repo=r", "show", "main");
    assertTrue(text.contains("Expired signature from"), text);
    assertTrue(text.contains("Signature expires "), text);
  }

  @Test
  void aRevokedKeyIsDescribedAndListedTheSame() throws IOException {
    sign("revoked");
    Path keys = directory.resolve("before.gpg");
    home.export(keys, "revoked@example.com");
    ours("--repo=r", "remote", "gpg-import", "-k", keys.toString(), "o");
    assertTrue(same("--repo=r", "show", "main").contains("Good signature"));
    home.revoke("revoked@example.com");
    home.export(keys, "revoked@example.com");
    assertEquals(
        "Imported 0 GPG keys to remote \"o\"\n",
        ours("--repo=r", "remote", "gpg-import", "-k", keys.toString(), "o"));
    assertTrue(same("--repo=r", "show", "main").contains("Key revoked"));
    assertTrue(same("--repo=r", "remote", "gpg-list-keys", "o").contains(" (revoked)\n"));
  }

  @Test
  void keysAreListedTheSameWhoeverImportedThem() throws IOException {
    importAll();
    String mine = same("--repo=r", "remote", "gpg-list-keys", "o");
    assertTrue(mine.contains("  UID: Nist Key (a comment) <nist@example.com>\n"), mine);
    ours("--repo=r", "remote", "add", "p", "http://p/");
    ReferenceProgram.Outcome theirs =
        real("--repo=r", "remote", "gpg-import", "p", "-k", directory + "/all.gpg");
    assertEquals("Imported 10 GPG keys to remote \"p\"\n", theirs.out(), theirs.err());
    assertEquals(mine, same("--repo=r", "remote", "gpg-list-keys", "p"));
  }

  @Test
  void whatOneProgramSignedTheOtherOneKnowsAsSigned() throws IOException {
    importAll();
    String key = home.fingerprint("plain@example.com");
    String homedir = "--gpg-homedir=" + home.path();
    ours("--repo=r", "commit", "-b", "signed", "--gpg-sign=" + key, homedir, "tree");
    assertTrue(same("--repo=r", "show", "signed").contains("Good signature from \"Plain Key "));
    assertEquals(0, real("--repo=r", "gpg-sign", "main", key, homedir).status());
    assertTrue(same("--repo=r", "show", "main").contains("Good signature from \"Plain Key "));
    ours("--repo=r", "gpg-sign", homedir, "main", home.fingerprint("sub@example.com"));
    assertTrue(same("--repo=r", "show", "main").contains("Found 2 signatures:"));
    assertEquals(
        "Signatures deleted: 1\n",
        ours("--repo=r", "gpg-sign", "-d", homedir, "main", "plain@example.com"));
    assertTrue(same("--repo=r", "show", "main").contains("Found 1 signature:"));
  }

  @Test
  void onlyAKeyThatTheMachineKnowsCannotSignTwice() throws IOException {
    String homedir = "--gpg-homedir=" + home.path();
    String key = home.fingerprint("plain@example.com");
    ours("--repo=r", "gpg-sign", homedir, "main", key);
    assertEquals(0, real("--repo=r", "gpg-sign", homedir, "main", key).status());
    ours("--repo=r", "gpg-sign", homedir, "main", key);
    assertTrue(same("--repo=r", "show", "main").contains("Found 3 signatures:"));

    Files.createDirectories(nowhere);
    home.export(nowhere.resolve("known.gpg"), "plain@example.com");
    ReferenceProgram.Outcome theirs = real("--repo=r", "gpg-sign", homedir, "main", key);
    assertEquals(1, theirs.status());
    String mine = cli().run("--repo=r", "gpg-sign", homedir, "main", key).error();
    assertEquals(theirs.err(), "error: " + mine + "\n");
  }

  @Test
  void aMissingOrAmbiguousKeyIsToldTheSame() {
    String homedir = "--gpg-homedir=" + home.path();
    for (String key : List.of("0123456789ABCDEF", "example.com")) {
      String mine = cli().run("--repo=r", "gpg-sign", homedir, "main", key).error();
      ReferenceProgram.Outcome theirs = real("--repo=r", "gpg-sign", homedir, "main", key);
      assertEquals("error: " + mine + "\n", theirs.err());
    }
  }

  @Test
  void aFileOfKeysThatCannotBeReadIsToldTheSame() throws IOException {
    Path keys = directory.resolve("key.gpg");
    home.export(keys, "plain@example.com");
    List<List<String>> lines =
        List.of(
            List.of("-k", "" + directory.resolve("nothing"), "o"),
            List.of("-k", "" + directory, "o"),
            List.of("-k", keys.toString(), "nosuch"));
    for (List<String> line : lines) {
      var words = new ArrayList<>(List.of("--repo=r", "remote", "gpg-import"));
      words.addAll(line);
      String mine = cli().run(words.toArray(String[]::new)).error();
      assertEquals("error: " + mine + "\n", real(words.toArray(String[]::new)).err());
    }
  }

  @Test
  void anAmbiguousNameDeletesNoSignature() throws IOException {
    String homedir = "--gpg-homedir=" + home.path();
    for (String user : List.of("plain@example.com", "sub@example.com")) {
      ours("--repo=r", "gpg-sign", homedir, "main", home.fingerprint(user));
    }
    String[] delete = {"--repo=r", "gpg-sign", "-d", homedir, "main", "example.com"};
    assertEquals("Signatures deleted: 0\n", ours(delete));
    assertEquals("Signatures deleted: 0\n", real(delete).out());
  }

  @Test
  void aSignedSummaryIsGoodForTheOtherProgram() throws IOException {
    Path keys = directory.resolve("key.gpg");
    home.export(keys, "plain@example.com");
    String key = home.fingerprint("plain@example.com");
    ours("--repo=r", "summary", "-u", "--gpg-sign=" + key, "--gpg-homedir=" + home.path());
    String url = "file://" + directory.resolve("r");
    for (String client : List.of("c1", "c2")) {
      ours("--repo=" + client, "init");
      ours(
          "--repo=" + client,
          "remote",
          "add",
          "--set=gpg-verify=false",
          "--set=gpg-verify-summary=true",
          "--gpg-import=" + keys,
          "o",
          url);
    }
    ours("--repo=c1", "pull", "o", "main");
    ReferenceProgram.Outcome theirs =
        ReferenceProgram.run(
            List.of("ostree", "--repo=" + directory.resolve("c2"), "pull", "o", "main"), Map.of());
    assertEquals(0, theirs.status(), theirs.err());
  }

  @Test
  void pullsAreJudgedTheSame() throws IOException {
    importAll();
    Path good = directory.resolve("good.gpg");
    Path other = directory.resolve("other.gpg");
    home.export(good, "plain@example.com");
    home.export(other, "rsa@example.com");
    sign("plain");
    for (Path keys : List.of(good, other)) {
      List<Integer> statuses = new ArrayList<>();
      for (boolean mine : List.of(true, false)) {
        String client = "c" + mine + keys.getFileName();
        ours("--repo=" + client, "init");
        ours(
            "--repo=" + client,
            "remote",
            "add",
            "--gpg-import=" + keys,
            "o",
            "file://" + directory.resolve("r"));
        statuses.add(
            mine
                ? cli().run("--repo=" + client, "pull", "o", "main").status()
                : ReferenceProgram.run(
                        List.of(
                            "ostree", "--repo=" + directory.resolve(client), "pull", "o", "main"),
                        Map.of())
                    .status());
      }
      int expected = keys.equals(good) ? 0 : 1;
      assertEquals(List.of(expected, expected), statuses);
    }
  }

  /// Whoever makes a key chooses its name: it reaches a pipe as it is, as in the C program, and no
  /// terminal.
  @Test
  void escapesInTheNameOfAKeyReachNoTerminal() throws IOException {
    String name = "Evil\u001b[2J\u009b31m";
    home.key(name + " <evil@example.com>", "ed25519", "sign", "never");
    home.export(directory.resolve("keys"), "evil@example.com");
    ours("--repo=r", "remote", "gpg-import", "-k", directory.resolve("keys").toString(), "o");
    String key = home.fingerprint("evil@example.com");
    ours("--repo=r", "gpg-sign", "--gpg-homedir=" + home.path(), "main", key);

    String[] show = {"--repo=r", "show", "--gpg-verify-remote=o", "main"};
    String[] list = {"--repo=r", "remote", "gpg-list-keys", "o"};
    for (String[] words : List.of(show, list)) {
      assertTrue(same(words).contains(name));
      String shown = cli().runOnTerminal(words).ok();
      assertTrue(shown.contains("Evil\\x1b[2J\\x9b31m <evil@example.com>"), shown);
      assertFalse(shown.contains("\u001b[2J"), shown);
    }
  }
}
