// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpImport;
import dev.ostree4j.sign.OpenPgpKey;
import dev.ostree4j.sign.OpenPgpKeyring;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;

class KeyImportTest {
  private static final Instant NOW = TestKey.day(30);

  private final TestKey alice = TestKey.withUser("Alice <alice@example.com>");
  private final TestKey bob = TestKey.withUser("Bob <bob@example.com>");

  private static OpenPgpKeyring ring(byte[] bytes) throws OpenPgpException {
    return OpenPgpKeyring.of("test", bytes);
  }

  private static OpenPgpImport into(byte[] target, List<String> ids, byte[]... sources)
      throws OpenPgpException {
    List<OpenPgpKeyring> from = new java.util.ArrayList<>();
    for (byte[] source : sources) {
      from.add(ring(source));
    }
    return new BouncyCastleEngine().importKeys(ring(target), from, ids, NOW);
  }

  private static List<OpenPgpKey> keys(OpenPgpKeyring keyring) throws OpenPgpException {
    return new BouncyCastleEngine().keys(List.of(keyring), NOW);
  }

  @Test
  void newKeysAreCounted() throws OpenPgpException {
    OpenPgpImport done = into(new byte[0], List.of(), alice.ring(), bob.ring());
    assertEquals(2, done.imported());
    assertEquals(
        List.of(alice.fingerprint(), bob.fingerprint()),
        keys(done.keyring()).stream().map(OpenPgpKey::fingerprint).toList());
  }

  @Test
  void aKeyThatIsThereIsNotCounted() throws OpenPgpException {
    OpenPgpImport done = into(alice.ring(), List.of(), alice.ring());
    assertEquals(0, done.imported());
    assertArrayEquals(alice.ring(), done.keyring().bytes());
  }

  @Test
  void newsOfAKeyAreTakenOver() throws OpenPgpException {
    byte[] before = alice.ring();
    TestKey subkey = TestKey.subkey();
    alice.add(subkey, TestKey.day(1), hashed -> hashed.setKeyFlags(false, TestKey.SIGN));
    OpenPgpImport done = into(before, List.of(), alice.ring());
    assertEquals(0, done.imported());
    assertEquals(1, keys(done.keyring()).getFirst().subkeys().size());
  }

  @Test
  void aRevocationIsTakenOver() throws OpenPgpException {
    TestKey key = TestKey.primary();
    key.add(key.overKey(PGPSignature.KEY_REVOCATION, key, TestKey.day(2), hashed -> {}));
    key.add("Carol", TestKey.day(0), hashed -> {});
    OpenPgpImport done = into(new byte[0], List.of(), key.ring());
    assertTrue(keys(done.keyring()).getFirst().primary().isRevoked());
  }

  @Test
  void onlyTheKeysThatWereNamedComeIn() throws OpenPgpException {
    String shortId = bob.fingerprint().substring(24).toLowerCase(Locale.ROOT);
    for (String name : List.of(bob.fingerprint(), shortId, "0x" + shortId, "bob@example.com")) {
      OpenPgpImport done = into(new byte[0], List.of(name), alice.ring(), bob.ring());
      assertEquals(1, done.imported(), name);
      assertEquals(bob.fingerprint(), keys(done.keyring()).getFirst().fingerprint());
    }
  }

  @Test
  void aKeyThatIsNowhereIsNamed() {
    for (String name : List.of("0123456789ABCDEF", "Alice", "carol@example.com", "")) {
      OpenPgpException.KeyNotFound missing =
          assertThrows(
              OpenPgpException.KeyNotFound.class,
              () -> into(new byte[0], List.of(name), alice.ring()));
      assertEquals(name, missing.keyId());
    }
  }

  @Test
  void whatTheOwnerDoesNotStandByStaysOutside() throws OpenPgpException {
    TestKey key = TestKey.withUser("Carol").addUser("Somebody else");
    OpenPgpImport done = into(new byte[0], List.of(), key.ring());
    assertEquals(1, keys(done.keyring()).getFirst().userIds().size());
    assertEquals(
        0, into(new byte[0], List.of(), TestKey.primary().addUser("No").ring()).imported());
  }

  @Test
  void aSourceWithoutKeysIsRefused() {
    byte[] words = "just words".getBytes(StandardCharsets.UTF_8);
    for (byte[] none : List.of(new byte[0], words)) {
      assertThrows(OpenPgpException.Malformed.class, () -> into(new byte[0], List.of(), none));
    }
  }

  @Test
  void armourIsTakenOff() throws OpenPgpException {
    byte[] armoured = Armored.of("PUBLIC KEY BLOCK", alice.ring());
    assertEquals(1, into(new byte[0], List.of(), armoured).imported());
  }
}
