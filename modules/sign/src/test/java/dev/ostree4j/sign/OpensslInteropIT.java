// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.testkit.ReferenceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenSSL is what the C program signs and verifies with.
class OpensslInteropIT {
  private static final byte[] DATA = "bytes of both".getBytes(UTF_8);

  @TempDir Path temp;
  private final SignatureEngine ed25519 = new Ed25519Engine();
  private final SignatureEngine spki = new SpkiEngine();

  @BeforeEach
  void writeData() throws IOException {
    ReferenceProgram.require("openssl");
    Files.write(temp.resolve("data"), DATA);
  }

  /// Runs it in the temporary directory; words with a dot in them are files there.
  private void openssl(String... words) {
    assertEquals(0, status(words), () -> String.join(" ", words));
  }

  private int status(String... words) {
    var command = new ArrayList<>(List.of("openssl"));
    for (String word : words) {
      command.add(word.contains(".") || word.equals("data") ? temp.resolve(word).toString() : word);
    }
    return ReferenceProgram.run(command, Map.of()).status();
  }

  private byte[] read(String name) throws IOException {
    return Files.readAllBytes(temp.resolve(name));
  }

  private static byte[] tail(byte[] der) {
    return Arrays.copyOfRange(der, der.length - 32, der.length);
  }

  private Keys rawKeys() throws IOException {
    openssl("genpkey", "-algorithm", "ed25519", "-out", "key.pem");
    openssl("pkey", "-in", "key.pem", "-outform", "DER", "-out", "key.der");
    openssl("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "open.der");
    openssl("pkey", "-in", "key.pem", "-pubout", "-out", "open.pem");
    byte[] secret = Arrays.copyOf(tail(read("key.der")), 64);
    System.arraycopy(tail(read("open.der")), 0, secret, 32, 32);
    return new Keys(Keys.base64(secret), Keys.base64(tail(read("open.der"))));
  }

  @Test
  void ed25519SignaturesAreTheSameBytes() throws IOException {
    Keys keys = rawKeys();
    openssl("pkeyutl", "-sign", "-rawin", "-inkey", "key.pem", "-in", "data", "-out", "sig.bin");
    assertArrayEquals(read("sig.bin"), ed25519.signer(keys.secret()).sign(DATA));
    Verifier verifier = Verifier.of(ed25519).withKey(keys.open());
    assertInstanceOf(Verdict.Trusted.class, verifier.verify(DATA, List.of(read("sig.bin"))));
  }

  @Test
  void opensslVerifiesOurEd25519AndSeesAChange() throws IOException {
    Keys keys = rawKeys();
    byte[] signature = ed25519.signer(keys.secret()).sign(DATA);
    String[] verify = {
      "pkeyutl",
      "-verify",
      "-rawin",
      "-pubin",
      "-inkey",
      "open.pem",
      "-in",
      "data",
      "-sigfile",
      "sig.bin"
    };
    Files.write(temp.resolve("sig.bin"), signature);
    openssl(verify);
    signature[40] ^= 1;
    Files.write(temp.resolve("sig.bin"), signature);
    assertEquals(1, status(verify));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ed25519",
        "ed448",
        "RSA -pkeyopt rsa_keygen_bits:2048",
        "EC -pkeyopt ec_paramgen_curve:P-256",
        "EC -pkeyopt ec_paramgen_curve:P-384",
        "EC -pkeyopt ec_paramgen_curve:P-521"
      })
  void spkiWorksBothWaysWithKeysInPemFiles(String kind) throws IOException {
    var generate = new ArrayList<>(List.of("genpkey", "-algorithm"));
    generate.addAll(List.of(kind.split(" ")));
    generate.addAll(List.of("-out", "key.pem"));
    openssl(generate.toArray(String[]::new));
    openssl("pkey", "-in", "key.pem", "-pubout", "-out", "open.pem");
    Verifier verifier = Verifier.of(spki).withKeyFile(temp.resolve("open.pem"));

    openssl(opensslSign(kind));
    Verdict verdict = verifier.verify(DATA, List.of(read("sig.bin")));
    assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message());

    Signer signer = Signer.fromFile(spki, temp.resolve("key.pem")).getFirst();
    Files.write(temp.resolve("sig.bin"), signer.sign(DATA));
    openssl(opensslVerify(kind, "data"));
    Files.writeString(temp.resolve("other.txt"), "other");
    assertEquals(1, status(opensslVerify(kind, "other.txt")));
  }

  private static String[] opensslSign(String kind) {
    return kind.startsWith("ed")
        ? new String[] {
          "pkeyutl", "-sign", "-rawin", "-inkey", "key.pem", "-in", "data", "-out", "sig.bin"
        }
        : new String[] {"dgst", "-sha256", "-sign", "key.pem", "-out", "sig.bin", "data"};
  }

  private static String[] opensslVerify(String kind, String data) {
    return kind.startsWith("ed")
        ? new String[] {
          "pkeyutl",
          "-verify",
          "-rawin",
          "-pubin",
          "-inkey",
          "open.pem",
          "-in",
          data,
          "-sigfile",
          "sig.bin"
        }
        : new String[] {"dgst", "-sha256", "-verify", "open.pem", "-signature", "sig.bin", data};
  }
}
