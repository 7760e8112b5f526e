// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.SignedMetadata;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret key with a passphrase, which the agent of the real `gpg` asks for while we sign.
@Tag("slow")
class GpgAgentInteropIT {
  private static final String USER = "locked@example.com";
  private static final String PASSPHRASE = "open sesame";
  private static final int PASSPHRASE_TRIES = 3;

  @TempDir static Path shared;
  private static GpgHome home;
  private static FakePinentry pinentry;

  @TempDir Path directory;

  @BeforeAll
  static void makeKey() throws IOException {
    ReferenceProgram.requireOstree();
    ReferenceProgram.require("gpg");
    ReferenceProgram.require("gpg-agent");
    home = GpgHome.create(shared.resolve("h"));
    pinentry = FakePinentry.install(home.path());
    home.gpg(
        "--passphrase", PASSPHRASE, "--quick-gen-key", "Locked <" + USER + ">", "ed25519", "sign");
    Files.createDirectory(shared.resolve("known"));
    home.export(shared.resolve("known/keys.gpg"), USER);
  }

  @AfterAll
  static void endAgent() {
    if (home != null) {
      home.close();
    }
  }

  @BeforeEach
  void makeRepository() throws IOException {
    // The agent may know the passphrase from when the key was made.
    home.close();
    Files.writeString(Files.createDirectory(directory.resolve("tree")).resolve("f"), "x");
    new Cli(directory).run("--repo=r", "init", "--mode=archive").ok();
    new Cli(directory).run("--repo=r", "commit", "-b", "main", "tree").ok();
  }

  private Cli.Outcome sign(String command) {
    String line = command.replace("KEY", home.fingerprint(USER)).replace("HOME", home.path() + "");
    return new Cli(directory).run(("--repo=r " + line).split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpg-sign --gpg-homedir=HOME main KEY",
        "commit -b main --gpg-sign=KEY --gpg-homedir=HOME tree"
      })
  void thePassphraseIsAskedForAndTheSignatureIsGood(String command) throws IOException {
    pinentry.type(PASSPHRASE);
    sign(command).ok();
    assertEquals(1, pinentry.timesAsked());
    verify();
    assertTrue(shown().contains("Good signature from \"Locked <" + USER + ">\""), this::shown);
  }

  /// The agent keeps no passphrase here, so each signature needs it once more.
  @Test
  void theSummaryIsSignedWithIt() throws IOException {
    pinentry.type(PASSPHRASE);
    sign("summary -u --gpg-sign=KEY --gpg-homedir=HOME").ok();
    assertEquals(1, pinentry.timesAsked());
    assertTrue(Files.exists(directory.resolve("r/summary.sig")));
  }

  @ParameterizedTest
  @CsvSource({
    "wrong,  gpg-sign --gpg-homedir=HOME main KEY,                          Bad passphrase",
    "cancel, gpg-sign --gpg-homedir=HOME main KEY,                          Operation cancelled",
    "wrong,  commit -b main --gpg-sign=KEY --gpg-homedir=HOME tree,         Bad passphrase",
    "cancel, commit -b main --gpg-sign=KEY --gpg-homedir=HOME tree,         Operation cancelled",
    "wrong,  summary -u --gpg-sign=KEY --gpg-homedir=HOME,                  Bad passphrase",
    "cancel, summary -u --gpg-sign=KEY --gpg-homedir=HOME,                  Operation cancelled"
  })
  void withoutItNothingIsWritten(String typed, String command, String reason) throws IOException {
    if (typed.equals("cancel")) {
      pinentry.cancel();
    } else {
      pinentry.type(typed);
    }
    List<String> before = published();
    String error = sign(command).error();
    assertEquals("GPG: Unable to sign data: gpg: signing failed: " + reason, error);
    assertEquals(typed.equals("cancel") ? 1 : PASSPHRASE_TRIES, pinentry.timesAsked());
    assertEquals(before, published());
    assertTrue(real().endsWith(": " + reason + "\n"), this::real);
  }

  /// What the C program says when it is to sign.
  private String real() {
    ReferenceProgram.Outcome outcome =
        ReferenceProgram.run(
            List.of(
                "ostree",
                "--repo=" + directory.resolve("r"),
                "gpg-sign",
                "--gpg-homedir=" + home.path(),
                "main",
                home.fingerprint(USER)),
            Map.of());
    assertEquals(1, outcome.status());
    return outcome.err();
  }

  private String shown() {
    String known = shared.resolve("known").toString();
    List<String> show = List.of("ostree", "--repo=" + directory.resolve("r"), "show", "main");
    return ReferenceProgram.run(show, Map.of("OSTREE_GPG_HOME", known)).out();
  }

  /// Shows the signature of the commit to `gpg` itself.
  private void verify() throws IOException {
    try (Repo repo = Repo.open(directory.resolve("r"))) {
      Checksum commit = repo.refs().resolve("main");
      byte[] data = repo.objects().readMetadata(new ObjectName(commit, ObjectType.COMMIT));
      List<byte[]> signatures =
          SignedMetadata.of(repo.objects().detachedMetadata(commit).orElseThrow())
              .signatures(OpenPgp.METADATA_KEY);
      assertEquals(1, signatures.size());
      Path document = Files.write(directory.resolve("document"), data);
      Path signature = Files.write(directory.resolve("signature"), signatures.getFirst());
      home.gpg("--verify", signature.toString(), document.toString());
    }
  }

  /// All that can be seen of the repository, and what refs say; what is staged does not count, nor
  /// that the configuration learns of indexes of deltas before a summary is made.
  private List<String> published() throws IOException {
    var lines = new ArrayList<String>();
    Path root = directory.resolve("r");
    try (var found = Files.walk(root)) {
      for (Path file : found.sorted().toList()) {
        boolean counts = !file.startsWith(root.resolve("tmp")) && !file.endsWith("config");
        if (counts && Files.isRegularFile(file)) {
          lines.add(root.relativize(file) + " " + Checksum.ofContent(Files.readAllBytes(file)));
        }
      }
    }
    return lines;
  }
}
