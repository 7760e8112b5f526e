// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.spi.SignatureEngine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {
  private static final byte[] DATA = "some bytes".getBytes(UTF_8);

  private final SignatureEngines engines = SignatureEngines.withDummy();

  private SignatureEngine engine(String name) {
    return engines.find(name).orElseThrow();
  }

  @Nested
  class Ed25519Keys {
    private final Keys mine = Keys.ed25519();
    private final Verifier nobody = Verifier.of(engine("ed25519"));

    private byte[] signed() throws IOException {
      return engine("ed25519").signer(mine.secret()).sign(DATA);
    }

    @Test
    void aSignatureOfATrustedKeyIsTrusted() throws IOException {
      Verdict verdict = nobody.withKey(mine.open()).verify(DATA, List.of(signed()));
      var trusted = assertInstanceOf(Verdict.Trusted.class, verdict);
      assertEquals(
          "ed25519: Signature verified successfully with key '" + trusted.key().name() + "'",
          verdict.message());
      assertEquals(64, trusted.key().name().length());
    }

    @Test
    void oneGoodSignatureAmongManyIsEnough() throws IOException {
      List<byte[]> signatures = List.of(new byte[64], new byte[3], signed());
      Verdict verdict =
          nobody.withKey(Keys.ed25519().open()).withKey(mine.open()).verify(DATA, signatures);
      assertInstanceOf(Verdict.Trusted.class, verdict);
    }

    @Test
    void threeKeysAreNamedAndMoreAreCounted() throws IOException {
      Verifier verifier = nobody;
      for (int i = 0; i < 3; i++) {
        verifier = verifier.withKey(Keys.ed25519().open());
      }
      String named = verifier.verify(DATA, List.of(signed())).message();
      assertTrue(
          named.matches(
              "ed25519: Signature couldn't be verified with:"
                  + " key '[0-9a-f]{64}'; key '[0-9a-f]{64}'; key '[0-9a-f]{64}'"),
          named);
      verifier = verifier.withKey(Keys.ed25519().open());
      assertEquals(
          "ed25519: Signature couldn't be verified; tried 4 keys",
          verifier.verify(DATA, List.of(signed())).message());
    }

    @Test
    void withoutSignaturesItIsUnsigned() throws IOException {
      Verdict verdict = nobody.withKey(mine.open()).verify(DATA, SignedMetadata.empty());
      assertEquals(new Verdict.Unsigned("ed25519", "ed25519: no signatures found"), verdict);
    }

    @Test
    void withoutKeysNothingIsTried() throws IOException {
      Verdict verdict = nobody.verify(DATA, List.of(signed()));
      assertEquals(new Verdict.Keyless("ed25519", "signature: ed25519: no keys loaded"), verdict);
    }

    @Test
    void aRevokedKeyIsNotTrustedWhicheverCameFirst() throws IOException {
      Verifier before =
          nobody.withRevoked(engine("ed25519").publicKey(mine.open())).withKey(mine.open());
      Verifier after =
          nobody.withKey(mine.open()).withRevoked(engine("ed25519").publicKey(mine.open()));
      for (Verifier verifier : List.of(before, after)) {
        var verdict =
            assertInstanceOf(Verdict.Untrusted.class, verifier.verify(DATA, List.of(signed())));
        assertEquals(List.of(), verdict.tried());
      }
    }

    @Test
    void aSignatureThatIsTooShortOrTooLongSaysSo() throws IOException {
      Verifier verifier = nobody.withKey(mine.open());
      for (int length : new int[] {0, 1, 63, 65, 1000}) {
        byte[] cut = Arrays.copyOf(signed(), length);
        assertEquals(
            new Verdict.Malformed(
                "ed25519",
                "ed25519: Invalid signature length of " + length + " bytes, expected 64"),
            verifier.verify(DATA, List.of(cut)));
      }
    }

    @Test
    void keysOfAnotherLengthAreRefused() {
      for (int length : new int[] {0, 31, 33, 64}) {
        String text = Keys.base64(new byte[length]);
        var e =
            assertThrows(SignException.InvalidKey.class, () -> engine("ed25519").publicKey(text));
        assertEquals(
            "Incorrect ed25519 key: a public key has 32 bytes, this one " + length, e.getMessage());
      }
      for (int length : new int[] {0, 32, 63, 65}) {
        String text = Keys.base64(new byte[length]);
        assertThrows(SignException.InvalidKey.class, () -> engine("ed25519").signer(text));
      }
    }

    @Test
    void aSecretKeyWithThePublicKeyOfAnotherIsRefused() {
      byte[] mixed = java.util.Base64.getDecoder().decode(mine.secret());
      byte[] other = java.util.Base64.getDecoder().decode(Keys.ed25519().open());
      System.arraycopy(other, 0, mixed, 32, 32);
      var e =
          assertThrows(
              SignException.InvalidKey.class, () -> engine("ed25519").signer(Keys.base64(mixed)));
      assertTrue(e.getMessage().contains("is not the public key of the first half"));
    }

    @Test
    void anErrorNeverShowsASecret() {
      String secret = mine.secret() + "!";
      var e = assertThrows(SignException.InvalidKey.class, () -> engine("ed25519").signer(secret));
      assertEquals("Incorrect ed25519 key: a secret key is written in base64", e.getMessage());
    }

    @Test
    void aListWithoutEndIsNotTried() throws IOException {
      var many = new ArrayList<>(Collections.nCopies(Verifier.SIGNATURES_MAX, new byte[1]));
      many.add(signed());
      assertEquals(
          "ed25519: more than 1024 signatures: 1025",
          nobody.withKey(mine.open()).verify(DATA, many).message());
    }

    @Test
    void anInterruptEndsTheTrying() throws IOException {
      Verifier verifier = nobody.withKey(mine.open());
      List<byte[]> signatures = List.of(signed());
      Thread.currentThread().interrupt();
      try {
        assertThrows(InterruptedIOException.class, () -> verifier.verify(DATA, signatures));
      } finally {
        Thread.interrupted();
      }
    }
  }

  @Nested
  class SpkiKeys {
    @ParameterizedTest
    @CsvSource({"Ed25519,''", "Ed448,''", "RSA,''", "EC,secp256r1", "EC,secp384r1", "EC,secp521r1"})
    void everyKindSignsAndVerifies(String algorithm, String curve) throws IOException {
      Keys keys = Keys.spki(algorithm, curve);
      byte[] signature = engine("spki").signer(keys.secret()).sign(DATA);
      Verifier verifier = Verifier.of(engine("spki")).withKey(keys.open());
      Verdict good = verifier.verify(DATA, List.of(signature));
      assertInstanceOf(Verdict.Trusted.class, good);
      assertTrue(good.message().startsWith("spki: Signature verified successfully with key '30"));
      assertInstanceOf(
          Verdict.Untrusted.class, verifier.verify("other".getBytes(UTF_8), List.of(signature)));
      signature[signature.length / 2] ^= 1;
      assertInstanceOf(Verdict.Untrusted.class, verifier.verify(DATA, List.of(signature)));
      for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
        assertInstanceOf(
            Verdict.Untrusted.class,
            verifier.verify(DATA, List.of(Arrays.copyOf(signature, length))));
      }
    }

    @Test
    void whatIsNoKeyIsRefused() {
      Keys keys = Keys.spki("Ed25519", "");
      for (String text : List.of("", "%%%", "AAAA", keys.secret(), keys.open().substring(4))) {
        assertThrows(SignException.InvalidKey.class, () -> engine("spki").publicKey(text));
      }
      for (String text : List.of("", "%%%", "AAAA", keys.open(), keys.secret().substring(4))) {
        assertThrows(SignException.InvalidKey.class, () -> engine("spki").signer(text));
      }
    }

    @Test
    void aSmallOrderKeyVerifiesNothingHereEither() throws IOException {
      byte[] der =
          java.util.HexFormat.of().parseHex("302a300506032b6570032100" + "01" + "00".repeat(31));
      byte[] forged = new byte[64];
      forged[0] = 1;
      Verifier verifier = Verifier.of(engine("spki")).withKey(Keys.base64(der));
      assertInstanceOf(Verdict.Untrusted.class, verifier.verify(DATA, List.of(forged)));
    }
  }

  @Nested
  class Dummy {
    private final List<byte[]> signatures = List.of("word".getBytes(UTF_8));

    @Test
    void theWordIsTheSignature() throws IOException {
      assertEquals("word", new String(engine("dummy").signer("word").sign(DATA), UTF_8));
      Verdict verdict = Verifier.of(engine("dummy")).withKey("word").verify(DATA, signatures);
      assertEquals("dummy: Signature verified", verdict.message());
    }

    @Test
    void anotherWordIsNot() throws IOException {
      Verdict verdict = Verifier.of(engine("dummy")).withKey("other").verify(DATA, signatures);
      assertEquals("signature: dummy: incorrect signatures found: 1", verdict.message());
    }

    @Test
    void whereItIsNotEnabledItNeitherSignsNorVerifies() throws IOException {
      SignatureEngine disabled = SignatureEngines.standard().find("dummy").orElseThrow();
      assertThrows(SignException.EngineDisabled.class, () -> disabled.signer("word"));
      Verdict verdict = Verifier.of(disabled).withKey("word").verify(DATA, signatures);
      assertInstanceOf(Verdict.Untrusted.class, verdict);
      assertEquals("dummy signature type is only for ostree testing", verdict.message());
    }
  }

  @Test
  void anUnknownEngineIsNamedWithThoseThatThereAre() {
    var e = assertThrows(SignException.UnknownEngine.class, () -> engines.resolve("nosuch"));
    assertEquals(
        "Requested signature type is not implemented: 'nosuch'; use one of ed25519, spki, dummy",
        e.getMessage());
  }
}
