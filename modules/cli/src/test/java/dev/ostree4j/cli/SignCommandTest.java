// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
  /// Two pairs made by OpenSSL: the secret key is seed and public key.
  private static final String SECRET =
      "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2DXWpgBgrEKt9VL/tPJZAc6DuFy89qmIyWvAhpo9wdRGg==";

  private static final String OPEN = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  private static final String OTHER = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";
  private static final String OTHER_SECRET =
      "TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs9QBfD6EOJWpK3CqdNG368"
          + "nJgszy7ElozAzVXxKvRmDA==";
  private static final String HEX =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  private static final String VERIFIED =
      "ed25519: Signature verified successfully with key '" + HEX + "'\n";

  @TempDir Path temp;
  private Cli cli;
  private String commit;

  @BeforeEach
  void commitSomething() throws IOException {
    cli = new Cli(temp).with("OSTREE_DUMMY_SIGN_ENABLED", "1");
    Files.createDirectory(temp.resolve("tree"));
    Files.writeString(temp.resolve("tree/file"), "content");
    cli.run("init", "--repo=r", "--mode=archive").ok();
    commit = cli.run("commit", "--repo=r", "-b", "main", "tree").ok().strip();
  }

  private Cli.Outcome sign(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "sign";
    all[1] = "--repo=r";
    System.arraycopy(words, 0, all, 2, words.length);
    return cli.run(all);
  }

  private Path write(String name, String content) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Nested
  class Signing {
    @Test
    void whatIsSignedVerifiesWithThePublicKey() {
      assertEquals("", sign(commit, SECRET).ok());
      assertEquals(VERIFIED, sign("--verify", commit, OPEN).ok());
      assertEquals(VERIFIED, sign("--verify", "main", OTHER, OPEN).ok());
    }

    @Test
    void aKeyFromAFileSignsToo() throws IOException {
      write("secret", "# mine\n" + SECRET + "\n");
      sign("--keys-file=secret", commit).ok();
      assertEquals(VERIFIED, sign("--verify", commit, OPEN).ok());
    }

    @Test
    void aFileWithALineThatIsNoKeySignsNothing() throws IOException {
      write("secret", SECRET + "\nbroken\n");
      assertTrue(sign("--keys-file=secret", commit).error().startsWith("Incorrect ed25519 key"));
      assertEquals("No valid signatures found", sign("--verify", commit, OPEN).error());
    }

    @Test
    void metadataOfOthersStays() {
      String other = "--add-detached-metadata-string=who=me";
      String signed =
          cli.run("commit", "--repo=r", "-b", "x", other, "--sign=" + SECRET, "tree").ok().strip();
      sign("-s", "dummy", signed, "word").ok();
      assertEquals(
          "'me'\n", cli.run("show", "--repo=r", "--print-detached-metadata-key=who", signed).ok());
      assertEquals(VERIFIED, sign("--verify", signed, OPEN).ok());
      assertEquals(
          "dummy: Signature verified\n", sign("-s", "dummy", "--verify", signed, "word").ok());
    }

    @Test
    void theCommitItselfDoesNotChange() {
      sign(commit, SECRET).ok();
      assertEquals(commit + "\n", cli.run("rev-parse", "--repo=r", "main").ok());
      cli.run("fsck", "--repo=r").ok();
    }

    @Test
    void argumentsThatAreMissingAreNamed() {
      assertEquals("Need a COMMIT to sign or verify", sign().error());
      assertEquals("Need at least one KEY-ID to sign with", sign(commit).error());
      assertEquals("Refspec 'nothing' not found", sign("nothing", SECRET).error());
    }

    @Test
    void aKindThatIsNotThereIsRefused() {
      assertTrue(
          sign("-s", "nosuch", commit, "word")
              .error()
              .startsWith("Requested signature type is not implemented"));
    }

    @Test
    void aSecretKeyIsNeverShown() {
      assertTrue(!sign(commit, SECRET + "x").error().contains(SECRET));
    }
  }

  @Nested
  class Verifying {
    @BeforeEach
    void sign() {
      SignCommandTest.this.sign(commit, SECRET).ok();
    }

    @Test
    void anotherKeyFindsNothing() {
      assertEquals(
          "No valid signatures found",
          SignCommandTest.this.sign("--verify", commit, OTHER).error());
    }

    @Test
    void aFileOfKeysCounts() throws IOException {
      write("keys", OTHER + "\n");
      assertTrue(
          SignCommandTest.this
              .sign("--verify", "--keys-file=keys", commit)
              .error()
              .startsWith("ed25519: Signature couldn't be verified with: key '3d4017c3"));
      write("keys", OTHER + "\r\n\r\n# one\n" + OPEN + " mine");
      assertEquals(
          VERIFIED, SignCommandTest.this.sign("--verify", "--keys-file=keys", commit).ok());
    }

    @Test
    void aFileWithoutKeysOrNoFileIsAnError() throws IOException {
      write("empty", "");
      assertEquals(
          "signature: ed25519: no valid keys in file '" + temp.resolve("empty") + "'",
          SignCommandTest.this.sign("--verify", "--keys-file=empty", commit).error());
      for (String name : new String[] {"nothing", "tree"}) {
        assertTrue(
            SignCommandTest.this
                .sign("--verify", "--keys-file=" + name, commit)
                .error()
                .startsWith("Can't "));
      }
    }

    @Test
    void aDirectoryOfKeysCountsAndItsRevocationsWin() throws IOException {
      String keysDir = "--keys-dir=keys";
      Files.createDirectories(temp.resolve("keys"));
      assertEquals(
          "signature: ed25519: no keys loaded",
          SignCommandTest.this.sign("--verify", keysDir, commit).error());
      write("keys/trusted.ed25519", OTHER + "\n");
      write("keys/trusted.ed25519.d/mine", OPEN + "\n");
      assertEquals(VERIFIED, SignCommandTest.this.sign("--verify", keysDir, commit).ok());
      write("keys/revoked.ed25519.d/stolen", OPEN + "\n");
      assertTrue(
          SignCommandTest.this
              .sign("--verify", keysDir, commit)
              .error()
              .startsWith("ed25519: Signature couldn't be verified"));
    }

    @Test
    void theDummyEngineIsDeadWithoutItsVariable() {
      SignCommandTest.this.sign("-s", "dummy", commit, "word").ok();
      Cli plain = new Cli(temp);
      assertEquals(
          "No valid signatures found",
          plain.run("sign", "--repo=r", "-s", "dummy", "--verify", commit, "word").error());
      assertEquals(
          "dummy signature type is only for ostree testing",
          plain.run("sign", "--repo=r", "-s", "dummy", commit, "word").error());
    }
  }

  @Nested
  class Removing {
    @Test
    void onlySignaturesOfTheKeyGo() {
      sign(commit, SECRET).ok();
      sign("-s", "dummy", commit, "one", "two", "one").ok();
      assertEquals("Signatures deleted: 2\n", sign("-s", "dummy", "-d", commit, "one").ok());
      assertEquals("Signatures deleted: 0\n", sign("-s", "dummy", "-d", commit, "one").ok());
      sign("-s", "dummy", "--verify", commit, "two").ok();
      assertEquals("Signatures deleted: 0\n", sign("-d", commit, OTHER).ok());
      assertEquals("Signatures deleted: 1\n", sign("-d", commit, OPEN).ok());
      assertEquals("No valid signatures found", sign("--verify", commit, OPEN).error());
    }

    @Test
    void afterTheLastThereIsNothingAttached() {
      sign(commit, SECRET).ok();
      assertEquals("Signatures deleted: 1\n", sign("-d", commit, OPEN).ok());
      assertEquals("", cli.run("show", "--repo=r", "--list-detached-metadata-keys", commit).ok());
    }
  }

  @Nested
  class SigningWhatIsCommitted {
    @Test
    void withAKeyOnTheCommandLine() {
      String signed =
          cli.run("commit", "--repo=r", "-b", "y", "--sign=" + SECRET, "tree").ok().strip();
      assertEquals(VERIFIED, sign("--verify", signed, OPEN).ok());
    }

    @Test
    void withAKeyFromAFile() throws IOException {
      write("secret", SECRET);
      String signed =
          cli.run("commit", "--repo=r", "-b", "y", "--sign-from-file=secret", "tree").ok().strip();
      assertEquals(VERIFIED, sign("--verify", signed, OPEN).ok());
    }

    @Test
    void withTheKeysOfEachFile() throws IOException {
      write("one", SECRET);
      write("two", OTHER_SECRET);
      String[] commit = {
        "commit", "--repo=r", "-b", "y", "--sign-from-file=one", "--sign-from-file=two", "tree"
      };
      String signed = cli.run(commit).ok().strip();
      assertEquals(VERIFIED, sign("--verify", signed, OPEN).ok());
      assertTrue(sign("--verify", signed, OTHER).ok().contains("successfully with key '3d4017c3"));
    }

    @Test
    void withAKeyThatIsNoneNothingIsCommitted() {
      assertTrue(
          cli.run("commit", "--repo=r", "-b", "y", "--sign=AAAA", "tree")
              .error()
              .startsWith("Incorrect ed25519 key"));
      assertEquals("main\n", cli.run("refs", "--repo=r").ok());
    }
  }

  @Nested
  class RemotesWithKeys {
    private Cli.Outcome add(String choice) {
      return cli.run("remote", "add", "--repo=r", "o", "http://localhost/", choice);
    }

    private String option(String key) {
      return cli.run("config", "--repo=r", "get", "--group=remote \"o\"", key).ok().strip();
    }

    @Test
    void aKeyInlineOrInAFileIsWrittenDown() {
      add("--sign-verify=ed25519=inline:" + OPEN).ok();
      assertEquals(OPEN, option("verification-ed25519-key"));
      assertEquals("ed25519", option("sign-verify"));
      cli.run("remote", "delete", "--repo=r", "o").ok();
      add("--sign-verify=spki=file:/etc/key.pem").ok();
      assertEquals("/etc/key.pem", option("verification-spki-file"));
      assertEquals("spki", option("sign-verify"));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
      assertTrue(
          add("--sign-verify=trustme=inline:ok")
              .error()
              .startsWith("Requested signature type is not implemented"));
      assertTrue(add("--sign-verify=dummy").error().startsWith("Failed to parse KEYTYPE"));
      for (String form : List.of("foo", "foo:bar", "inline")) {
        String shown = form.replaceAll(":.*", "");
        assertEquals(
            "Invalid key reference " + shown + ", expected inline|file",
            add("--sign-verify=dummy=" + form).error());
      }
    }
  }
}
