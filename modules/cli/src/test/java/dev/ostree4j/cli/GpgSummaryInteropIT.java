// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who signed a summary with GPG: that of a remote in the words of the C program, and the own one
/// in those of its later versions.
@Tag("slow")
class GpgSummaryInteropIT {
  private static final String[] USERS = {"plain", "ended", "other"};

  @TempDir static Path shared;
  private static GpgHome home;

  @TempDir Path directory;

  @BeforeAll
  static void makeKeys() throws IOException {
    ReferenceProgram.requireOstree();
    ReferenceProgram.require("gpg");
    home =
        GpgHome.create(shared.resolve("home"))
            .key("Plain Key <plain@example.com>", "ed25519", "sign", "never")
            .key("Ended Key <ended@example.com>", "ed25519", "sign", "10d")
            .key("Other Key <other@example.com>", "ed25519", "sign", "never");
    for (String user : USERS) {
      Path keys = Files.createDirectory(shared.resolve(user)).resolve("keys.gpg");
      home.export(keys, user + "@example.com");
    }
    Files.createDirectory(shared.resolve("nobody"));
  }

  @AfterAll
  static void endAgent() {
    if (home != null) {
      home.close();
    }
  }

  @BeforeEach
  void makeSummary() throws IOException {
    Files.writeString(Files.createDirectory(directory.resolve("tree")).resolve("f"), "x");
    ours("--repo=r", "init", "--mode=archive");
    ours("--repo=r", "commit", "-b", "main", "tree");
    ours("--repo=r", "summary", "-u");
  }

  private Cli cli(String trusted) {
    return new Cli(directory).with("OSTREE_GPG_HOME", shared.resolve(trusted).toString());
  }

  private String ours(String... words) {
    return cli("nobody").run(words).ok();
  }

  private byte[] signature(Path file, String user, String... more) throws IOException {
    Path signature = directory.resolve("sig");
    Files.deleteIfExists(signature);
    home.sign(file, signature, user + "@example.com", more);
    return Files.readAllBytes(signature);
  }

  private void write(byte[]... signatures) throws IOException {
    SignedMetadata metadata = SignedMetadata.empty();
    for (byte[] one : signatures) {
      metadata = metadata.with(OpenPgp.METADATA_KEY, one);
    }
    writeBytes(metadata.bytes());
  }

  private void writeBytes(byte[] bytes) throws IOException {
    Files.write(directory.resolve("r/summary.sig"), bytes);
  }

  private void sign(String user, String... more) throws IOException {
    write(signature(directory.resolve("r/summary"), user, more));
  }

  private void forge(String user) throws IOException {
    write(signature(directory.resolve("tree/f"), user));
  }

  @Nested
  class OfTheRepository {
    private static final String ONE =
        """

        Found 1 signature on the summary:

          Signature made Mon Jan \u20075 00:00:00 2026 using EdDSA key ID ID
        """;
    private static final String MISSING = "  Can't check signature: public key not found\n";
    private static final String GOOD = "  Good signature from \"Plain Key <plain@example.com>\"\n";

    /// What stands below what a summary says otherwise, without the names of keys and the hour.
    private String shown(String trusted, String... more) {
      var words = new ArrayList<>(List.of("--repo=r", "summary", "--view"));
      words.addAll(List.of(more));
      String text = cli(trusted).run(words.toArray(String[]::new)).ok();
      String last = "\nostree.summary.indexed-deltas: true\n";
      return text.substring(text.indexOf(last) + last.length())
          .replaceAll("ID [0-9A-F]{16}", "ID ID")
          .replaceAll(" \\d\\d:\\d\\d:\\d\\d ", " 00:00:00 ");
    }

    private String keysOf(String user) {
      return "--gpg-homedir=" + shared.resolve(user);
    }

    @Test
    void withoutFileItIsUnsigned() {
      assertEquals("Summary is unsigned\n", shown("plain"));
    }

    @Test
    void globalKeysAndThoseOfADirectoryAreKnown() throws IOException {
      sign("plain");
      assertEquals(ONE + MISSING, shown("nobody"));
      assertEquals(ONE + MISSING, shown("nobody", keysOf("other")));
      assertEquals(ONE + GOOD, shown("plain"));
      assertEquals(ONE + GOOD, shown("nobody", keysOf("plain")));
      assertEquals(ONE + GOOD, shown("plain", keysOf("other")));
    }

    @Test
    void keysOfRemotesAreNotAsked() throws IOException {
      sign("plain");
      String keys = "--gpg-import=" + shared.resolve("plain/keys.gpg");
      ours("--repo=r", "remote", "add", keys, "o", "http://o/");
      assertEquals(ONE + MISSING, shown("nobody"));
    }

    @Test
    void everySignatureIsShown() throws IOException {
      Path summary = directory.resolve("r/summary");
      write(signature(summary, "other"), signature(summary, "plain"));
      String text = shown("plain");
      assertTrue(text.startsWith("\nFound 2 signatures on the summary:\n\n  Sig"), text);
      assertTrue(text.contains(MISSING + "\n  Signature made"), text);
      assertTrue(text.endsWith(GOOD), text);
    }

    @Test
    void whatHasExpiredOrWasForgedIsShownAsThat() throws IOException {
      sign("ended");
      String text = shown("ended");
      assertTrue(text.startsWith(ONE + "  BAD signature from \"Ended Key "), text);
      assertTrue(text.contains("\n  Key expired "), text);
      sign("plain", "--default-sig-expire", "3d");
      text = shown("plain");
      assertTrue(text.startsWith(ONE + "  Expired signature from \"Plain Key "), text);
      assertTrue(text.contains("\n  Signature expired "), text);
      forge("plain");
      assertTrue(shown("plain").contains("\n  BAD signature from \"Plain Key "));
    }

    @Test
    void nothingIsShownWithoutGpgSignatures() throws IOException {
      writeBytes(new byte[0]);
      assertEquals("", shown("plain"));
      writeBytes("junkjunk\n".getBytes(StandardCharsets.UTF_8));
      assertEquals("", shown("plain"));
      writeBytes(SignedMetadata.empty().with("ostree.sign.dummy", new byte[3]).bytes());
      assertEquals("", shown("plain"));
    }

    @Test
    void nothingIsSaidOfSignaturesThatCannotBeJudged() throws IOException {
      sign("plain");
      String none = shared.resolve("none").toString();
      Cli.Outcome outcome =
          cli("plain").run("--repo=r", "summary", "--view", "--gpg-homedir=" + none);
      assertEquals("opendir(" + none + "): No such file or directory", outcome.error());
      assertTrue(outcome.out().endsWith("ostree.summary.indexed-deltas: true\n"), outcome.out());
    }
  }

  @Nested
  class OfARemote {
    private String same(boolean demanded, String keys, String command) {
      String name = demanded + keys;
      String repo = "--repo=" + directory.resolve(name);
      if (!Files.exists(directory.resolve(name))) {
        ours(repo, "init", "--mode=archive");
        String imported = "--gpg-import=" + shared.resolve(keys + "/keys.gpg");
        String option = "--set=gpg-verify-summary=" + demanded;
        String url = "file://" + directory.resolve("r");
        ours(repo, "remote", "add", option, imported, "o", url);
      }
      Cli.Outcome mine = cli("nobody").run(repo, "remote", command, "o");
      ReferenceProgram.Outcome theirs =
          ReferenceProgram.run(
              List.of("ostree", repo, "remote", command, "o"),
              Map.of("OSTREE_GPG_HOME", shared.resolve("nobody").toString()));
      assertEquals(
          theirs, new ReferenceProgram.Outcome(mine.status(), mine.out(), mine.err()), name);
      return mine.out() + mine.err();
    }

    @Test
    void aGoodOneIsShownTheSame() throws IOException {
      sign("plain");
      String text = same(true, "plain", "summary");
      assertTrue(text.contains("\n\nGPG: Verification enabled, found 1 signature:\n\n"), text);
      assertTrue(text.endsWith("  Good signature from \"Plain Key <plain@example.com>\"\n"), text);
      assertTrue(same(false, "plain", "summary").endsWith("indexed-deltas: true\n"));
    }

    @Test
    void whatIsRefusedIsToldTheSame() throws IOException {
      sign("plain");
      assertTrue(same(true, "other", "summary").contains("public key not found"));
      sign("ended");
      assertTrue(same(true, "ended", "summary").contains("Key expired"));
      forge("plain");
      assertTrue(same(true, "plain", "summary").contains("BAD signature"));
      writeBytes("junkjunk\n".getBytes(StandardCharsets.UTF_8));
      assertTrue(same(true, "plain", "summary").contains("but no signatures found"));
    }

    @Test
    void whatIsMissingIsToldTheSame() throws IOException {
      for (String command : List.of("summary", "refs")) {
        assertTrue(same(true, "plain", command).contains("but no summary signatures found"));
      }
      Files.delete(directory.resolve("r/summary"));
      for (String command : List.of("summary", "refs")) {
        assertTrue(same(true, "plain", command).contains("but no summary found (check that"));
      }
    }
  }

  @Test
  void aFileIsNoDirectoryOfKeys() throws IOException {
    ours(
        "gpg-sign",
        "--repo=r",
        "--gpg-homedir=" + home.path(),
        "main",
        home.fingerprint("plain@example.com"));
    String file = "--gpg-homedir=" + shared.resolve("plain/keys.gpg");
    String mine = cli("nobody").run("--repo=r", "show", file, "main").error();
    ReferenceProgram.Outcome theirs =
        ReferenceProgram.run(
            List.of("ostree", "--repo=" + directory.resolve("r"), "show", file, "main"), Map.of());
    assertEquals("error: " + mine + "\n", theirs.err());
  }
}
