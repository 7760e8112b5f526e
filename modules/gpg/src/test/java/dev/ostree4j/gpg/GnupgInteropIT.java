// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import static dev.ostree4j.testkit.ReferenceProgram.succeed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.OpenPgpSigner;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys and signatures of the real `gpg` for us, and ours for it.
@Tag("slow")
class GnupgInteropIT {
  private static final byte[] DOCUMENT = "a document".getBytes(StandardCharsets.UTF_8);
  private static final BouncyCastleEngine ENGINE = new BouncyCastleEngine();

  @TempDir Path directory;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    ReferenceProgram.require("gpg");
    home = makeHome("home");
  }

  @AfterEach
  void endAgent() {
    if (home != null) {
      succeed(List.of("gpgconf", "--homedir", home.toString(), "--kill", "gpg-agent"));
    }
  }

  private Path makeHome(String name) throws IOException {
    var onlyOwner = PosixFilePermissions.fromString("rwx------");
    return Files.createDirectory(
        directory.resolve(name), PosixFilePermissions.asFileAttribute(onlyOwner));
  }

  private List<String> command(Path where, String... arguments) {
    var command = new ArrayList<>(List.of("gpg", "--homedir", where.toString(), "--batch"));
    command.addAll(List.of("--quiet", "--pinentry-mode", "loopback", "--passphrase", ""));
    command.addAll(List.of(arguments));
    return command;
  }

  private String gpg(String... arguments) {
    return succeed(command(home, arguments));
  }

  private OpenPgpSignature verify(byte[] signature, OpenPgpKeyring keyring) throws IOException {
    return ENGINE.verify(DOCUMENT, List.of(signature), List.of(keyring), Instant.now()).getFirst();
  }

  private OpenPgpKeyring keyring(String user) throws IOException {
    return ENGINE.homeKeyring(Set.of(user), Optional.of(home));
  }

  @Test
  void theProgramSignsForUs() throws IOException {
    gpg("--quick-gen-key", "Alice <alice@example.com>", "ed25519", "cert", "never");
    OpenPgpKeyring alone = keyring("alice@example.com");
    String primary = ENGINE.keys(List.of(alone), Instant.now()).getFirst().fingerprint();
    gpg("--quick-add-key", primary, "ed25519", "sign", "never");
    OpenPgpSigner signer = ENGINE.signer("alice@example.com", Optional.of(home));
    OpenPgpSignature answer = verify(signer.sign(DOCUMENT), keyring("alice@example.com"));
    assertTrue(answer.isValid(), answer::toString);
    assertEquals(primary, answer.primaryFingerprint());
    assertTrue(answer.isBy(signer.fingerprints()));
  }

  @Test
  void aKeyFileSignsForTheProgram() throws IOException {
    for (String algorithm : List.of("ed25519", "rsa2048", "nistp384")) {
      String user = algorithm + "@example.com";
      gpg("--quick-gen-key", user, algorithm, "sign", "never");
      Path file = directory.resolve(algorithm + ".key");
      gpg("--armor", "--output", file.toString(), "--export-secret-keys", user);
      byte[] signature =
          ENGINE
              .fileSigner(
                  "key file",
                  Files.readAllBytes(file),
                  Optional.empty(),
                  new char[0],
                  InstantSource.system())
              .sign(DOCUMENT);
      assertTrue(verify(signature, keyring(user)).isValid(), algorithm);
      Path document = Files.write(directory.resolve("document"), DOCUMENT);
      Path made = Files.write(directory.resolve("made.sig"), signature);
      gpg("--verify", made.toString(), document.toString());
    }
  }

  /// `gpg` alone knows where a line of a text ends.
  @Test
  void signaturesOverTextsAreGoodWhateverEndsTheirLines() throws IOException {
    gpg("--quick-gen-key", "Alice <alice@example.com>", "ed25519", "sign", "never");
    OpenPgpKeyring alice = keyring("alice@example.com");
    Path document = directory.resolve("text");
    for (String text :
        List.of(
            "",
            "a",
            "a\n",
            "a\r\n",
            "a\rb",
            "a\r!\r",
            "\r",
            "\r\n",
            "\n\r",
            "a\r\r\nb\r\r",
            "a \t\nb \r\n",
            "\n\n\r\r\n\n",
            "a\0b\rc\n")) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      Files.write(document, bytes);
      Path made = directory.resolve("text.sig");
      gpg("--yes", "--textmode", "--output", made.toString(), "--detach-sign", document.toString());
      List<byte[]> signature = List.of(Files.readAllBytes(made));
      var answer = ENGINE.verify(bytes, signature, List.of(alice), Instant.now()).getFirst();
      assertTrue(answer.isValid(), () -> text.replace("\r", "CR").replace("\n", "LF"));
      byte[] other = (text + "!").getBytes(StandardCharsets.ISO_8859_1);
      answer = ENGINE.verify(other, signature, List.of(alice), Instant.now()).getFirst();
      assertFalse(answer.isValid());
    }
  }

  @Test
  void theProgramReadsWhatWeImported() throws IOException {
    gpg("--quick-gen-key", "Alice <alice@example.com>", "ed25519", "sign", "never");
    gpg("--quick-gen-key", "Bob <bob@example.com>", "ed25519", "sign", "never");
    var done =
        ENGINE.importKeys(
            OpenPgpKeyring.of("target", new byte[0]),
            List.of(keyring("alice@example.com"), keyring("bob@example.com")),
            List.of(),
            Instant.now());
    assertEquals(2, done.imported());
    Path other = makeHome("other");
    Files.write(other.resolve("pubring.gpg"), done.keyring().bytes());
    String listed = succeed(command(other, "--list-keys", "--with-colons"));
    assertTrue(listed.contains("alice@example.com") && listed.contains("bob@example.com"), listed);
  }

  @Test
  void aKeyboxIsRead() throws IOException {
    gpg("--quick-gen-key", "Alice <alice@example.com>", "ed25519", "sign", "never");
    byte[] box = Files.readAllBytes(home.resolve("pubring.kbx"));
    var keys = ENGINE.keys(List.of(OpenPgpKeyring.of("box", box)), Instant.now());
    assertEquals("Alice <alice@example.com>", keys.getFirst().userIds().getFirst().text());
  }

  @Test
  void changedSignaturesAreNeverGoodForUsWhereTheyAreNotForTheProgram() throws IOException {
    gpg("--quick-gen-key", "Alice <alice@example.com>", "ed25519", "sign", "never");
    OpenPgpKeyring keyring = keyring("alice@example.com");
    byte[] signature = ENGINE.signer("alice@example.com", Optional.of(home)).sign(DOCUMENT);
    Path document = Files.write(directory.resolve("document"), DOCUMENT);
    for (int at = 0; at < signature.length; at += 3) {
      byte[] changed = signature.clone();
      changed[at] ^= 0x11;
      if (isValid(changed, keyring)) {
        Path file = Files.write(directory.resolve("changed.sig"), changed);
        var command = command(home, "--verify", file.toString(), document.toString());
        assertEquals(0, ReferenceProgram.run(command, Map.of()).status(), "byte " + at);
      }
    }
  }

  private boolean isValid(byte[] signature, OpenPgpKeyring keyring) throws IOException {
    try {
      return verify(signature, keyring).isValid();
    } catch (OpenPgpException.Malformed refused) {
      return false;
    }
  }
}
