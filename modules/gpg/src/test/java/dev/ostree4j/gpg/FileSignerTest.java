// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.OpenPgp;
import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.OpenPgpSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileSignerTest {
  private static final byte[] DOCUMENT = "a document".getBytes(StandardCharsets.UTF_8);
  private static final InstantSource CLOCK = InstantSource.fixed(TestKey.day(5));
  private static final char[] NO_PASSPHRASE = new char[0];

  private final BouncyCastleEngine engine = new BouncyCastleEngine();

  private OpenPgpSigner signer(TestSecretKeys keys, Optional<String> id, char[] passphrase)
      throws OpenPgpException {
    return engine.fileSigner("key file", keys.bytes(), id, passphrase, CLOCK);
  }

  private void assertSigns(TestSecretKeys keys, String algorithm) throws IOException {
    OpenPgpSigner signer = signer(keys, Optional.empty(), NO_PASSPHRASE);
    assertEquals(OpenPgp.METADATA_KEY, signer.metadataKey());
    OpenPgpSignature answer =
        engine
            .verify(
                DOCUMENT,
                List.of(signer.sign(DOCUMENT)),
                List.of(OpenPgpKeyring.of("public", keys.publicBytes())),
                CLOCK.instant())
            .getFirst();
    assertTrue(answer.isValid(), answer::toString);
    assertEquals(algorithm, answer.keyAlgorithm());
    assertEquals(TestKey.day(5), answer.made());
    assertTrue(answer.isBy(signer.fingerprints()));
  }

  @Test
  void ed25519KeysSign() throws IOException {
    assertSigns(TestSecretKeys.ed25519("Alice", NO_PASSPHRASE), "EdDSA");
  }

  @Test
  void rsaKeysSign() throws IOException {
    assertSigns(TestSecretKeys.rsa("Alice"), "RSA");
  }

  @Test
  void aPassphraseUnlocks() throws IOException {
    TestSecretKeys keys = TestSecretKeys.ed25519("Alice", "secret".toCharArray());
    assertTrue(signer(keys, Optional.empty(), "secret".toCharArray()).sign(DOCUMENT).length > 0);
    OpenPgpException.SigningFailed refused =
        assertThrows(
            OpenPgpException.SigningFailed.class,
            () -> signer(keys, Optional.empty(), "wrong".toCharArray()));
    assertTrue(refused.getMessage().contains("passphrase"), refused.getMessage());
  }

  @Test
  void aKeyOfAnotherNameIsNotTaken() throws IOException {
    TestSecretKeys keys = TestSecretKeys.ed25519("Alice", NO_PASSPHRASE);
    String name = signer(keys, Optional.empty(), NO_PASSPHRASE).fingerprints().iterator().next();
    assertTrue(
        signer(keys, Optional.of(name.substring(24)), NO_PASSPHRASE).fingerprints().contains(name));
    assertThrows(
        OpenPgpException.KeyNotFound.class,
        () -> signer(keys, Optional.of("0123456789ABCDEF"), NO_PASSPHRASE));
  }

  @Test
  void aFileWithoutSecretKeysIsRefused() {
    byte[] ring = TestKey.withUser("Alice").ring();
    assertThrows(
        OpenPgpException.KeyNotFound.class,
        () -> engine.fileSigner("f", ring, Optional.empty(), NO_PASSPHRASE, CLOCK));
  }

  @Test
  void thePublicHalvesAreImported() throws IOException {
    TestSecretKeys keys = TestSecretKeys.ed25519("Alice", NO_PASSPHRASE);
    var source = OpenPgpKeyring.of("secret", keys.bytes());
    var target = OpenPgpKeyring.of("target", new byte[0]);
    var done = engine.importKeys(target, List.of(source), List.of(), CLOCK.instant());
    assertEquals(1, done.imported());
    assertEquals(
        Packet.PUBLIC_KEY,
        new PacketReader("test", done.keyring().bytes()).next().orElseThrow().tag());
  }
}
