// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  @TempDir Path temp;
  private final SignatureEngine ed25519 = new Ed25519Engine();
  private final SignatureEngine spki = new SpkiEngine();
  private final Keys first = Keys.ed25519();
  private final Keys second = Keys.ed25519();

  private Path write(String name, String content) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content.getBytes(ISO_8859_1));
  }

  private List<String> names(SignatureEngine engine, String content) throws IOException {
    return KeyFiles.publicKeys(engine, write("file", content)).stream()
        .map(VerifyingKey::name)
        .toList();
  }

  private String name(Keys keys) throws IOException {
    return ed25519.publicKey(keys.open()).name();
  }

  @Nested
  class Lines {
    @Test
    void blankLinesCommentsAndWhatFollowsAKeyArePassedOver() throws IOException {
      assertEquals(
          List.of(name(first), name(second)),
          names(
              ed25519,
              "# keys\n\n  \t\n"
                  + first.open()
                  + "\n#"
                  + second.open()
                  + "\n "
                  + second.open()
                  + " \t# mine"));
    }

    @Test
    void carriageReturnsEndLines() throws IOException {
      assertEquals(
          List.of(name(first), name(second)),
          names(ed25519, first.open() + "\r\n" + second.open() + "\r"));
    }

    @Test
    void whatIsNoKeyDoesNotHideTheNext() throws IOException {
      String rubbish =
          "\0\n" + first.open().substring(4) + "\nAAAA\n\u00ff\u00fe\n" + first.open() + "A\n";
      assertEquals(List.of(name(second)), names(ed25519, rubbish + second.open() + "\n"));
    }

    @Test
    void aNulInAKeyMakesItNone() throws IOException {
      assertEquals(List.of(), names(ed25519, first.open() + "\0\n"));
    }

    @Test
    void aSecretKeyIsNoPublicKey() throws IOException {
      assertEquals(List.of(), names(ed25519, first.secret() + "\n"));
    }

    @Test
    void binaryRubbishHoldsNoKeys() throws IOException {
      var bytes = new byte[1 << 16];
      for (long seed = 0; seed < 20; seed++) {
        new Random(seed).nextBytes(bytes);
        String rubbish = new String(bytes, ISO_8859_1);
        assertEquals(List.of(), names(ed25519, rubbish));
        assertEquals(List.of(), names(spki, rubbish));
      }
    }

    @Test
    void oneEndlessLineIsNoKey() throws IOException {
      assertEquals(List.of(), names(ed25519, "A".repeat(KeyFiles.MAX_BYTES)));
    }
  }

  @Nested
  class PemBlocks {
    private final Keys keys = Keys.spki("EC", "secp256r1");

    @Test
    void allPublicKeysOfAFileCountAndNothingElse() throws IOException {
      Keys other = Keys.spki("Ed25519", "");
      String file =
          "Some text\n"
              + Keys.pem("PRIVATE KEY", other.secret())
              + Keys.pem("PUBLIC KEY", keys.open())
              + Keys.pem("CERTIFICATE", "AAAA")
              + Keys.pem("PUBLIC KEY", other.open()).replace("\n", "\r\n");
      assertEquals(
          List.of(spki.publicKey(keys.open()).name(), spki.publicKey(other.open()).name()),
          names(spki, file));
    }

    @Test
    void aBlockWithoutEndIsNone() throws IOException {
      String pem = Keys.pem("PUBLIC KEY", keys.open());
      for (int cut : new int[] {0, 10, 30, pem.length() / 2, pem.length() - 10}) {
        assertEquals(List.of(), names(spki, pem.substring(0, cut)));
      }
    }

    @Test
    void aSecretKeyUnderThePublicLabelIsNone() throws IOException {
      assertEquals(List.of(), names(spki, Keys.pem("PUBLIC KEY", keys.secret())));
    }

    @Test
    void aSecretKeyInAFileSigns() throws IOException {
      Path file = write("secret.pem", Keys.pem("PRIVATE KEY", keys.secret()));
      byte[] data = {1, 2, 3};
      byte[] signature = Signer.fromFile(spki, file).getFirst().sign(data);
      assertTrue(spki.publicKey(keys.open()).verifies(data, signature));
    }
  }

  @Nested
  class Directories {
    private Verifier read() throws IOException {
      return Verifier.of(ed25519).withKeyDirectory(temp);
    }

    @Test
    void nothingThereIsNoKeys() throws IOException {
      assertFalse(read().hasKeys());
      assertFalse(Verifier.of(ed25519).withKeyDirectory(temp.resolve("nowhere")).hasKeys());
    }

    @Test
    void theFileAndTheFilesOfTheDirectoryCount() throws IOException {
      write("trusted.ed25519", first.open());
      write("trusted.ed25519.d/any-name", second.open());
      write("trusted.ed25519.d/below/not", Keys.ed25519().open());
      write("trusted.spki", Keys.ed25519().open());
      assertEquals(
          List.of(name(first), name(second)),
          read().keys().stream().map(VerifyingKey::name).toList());
    }

    @Test
    void revokedKeysAreOutWhereverTheyAreTrusted() throws IOException {
      write("trusted.ed25519", first.open() + "\n" + second.open() + "\n");
      write("revoked.ed25519", first.open());
      write("revoked.ed25519.d/x", second.open() + " # stolen");
      assertTrue(read().hasKeys());
      assertEquals(List.of(), read().keys());
      assertEquals(List.of(), read().withKey(first.open()).keys());
    }

    @Test
    void aRevokedKeyInAnotherSpellingIsOutToo() throws IOException {
      Keys keys = Keys.spki("Ed25519", "");
      write("trusted.spki", Keys.pem("PUBLIC KEY", keys.open()));
      write("revoked.spki", "\n" + Keys.pem("PUBLIC KEY", keys.open()).replace("\n", "\r\n\r\n"));
      assertEquals(List.of(), Verifier.of(spki).withKeyDirectory(temp).keys());
    }
  }

  @Nested
  class Faults {
    private String refusal(Path file) {
      return assertThrows(
              SignException.InvalidKeyFile.class, () -> Verifier.of(ed25519).withKeyFile(file))
          .getMessage();
    }

    @Test
    void aFileThatIsNotThereOrIsNoneIsNamed() {
      assertTrue(refusal(temp.resolve("nothing")).startsWith("Can't open file '" + temp));
      assertTrue(refusal(temp).endsWith("Is a directory"));
    }

    @Test
    void aFileWithoutKeysIsNamed() throws IOException {
      Path file = write("empty", "# nothing\n");
      assertEquals("signature: ed25519: no valid keys in file '" + file + "'", refusal(file));
    }

    @Test
    void aFileWithoutEndIsNotReadToIt() {
      assertTrue(refusal(Path.of("/dev/zero")).contains("longer than a file of keys can be"));
    }

    @Test
    void anInterruptEndsTheReading() throws IOException {
      Path file = write("keys", first.open());
      Thread.currentThread().interrupt();
      try {
        assertThrows(IOException.class, () -> Verifier.of(ed25519).withKeyFile(file));
      } finally {
        Thread.interrupted();
      }
    }

    @Test
    void aSecretKeyThatIsBrokenIsNotPassedOver() throws IOException {
      Path file = write("secret", first.secret() + "\nAAAA\n");
      assertThrows(SignException.InvalidKey.class, () -> Signer.fromFile(ed25519, file));
      Path none = write("none", "# no key\n");
      assertThrows(SignException.InvalidKeyFile.class, () -> Signer.fromFile(ed25519, none));
    }
  }
}
