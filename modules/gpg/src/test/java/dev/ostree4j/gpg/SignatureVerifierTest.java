// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import dev.ostree4j.sign.OpenPgpSignature.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignatureVerifierTest {
  private static final byte[] DOCUMENT = "a document".getBytes(StandardCharsets.UTF_8);
  private static final String ALICE = "Alice (first) <alice@example.com>";
  private static final Instant NOW = TestKey.day(30);
  private static final long DAY = 86_400;

  private static List<OpenPgpSignature> verify(byte[] signatures, byte[]... rings)
      throws OpenPgpException {
    List<OpenPgpKeyring> keyrings = new ArrayList<>();
    for (byte[] ring : rings) {
      keyrings.add(OpenPgpKeyring.of("ring " + keyrings.size(), ring));
    }
    return new BouncyCastleEngine().verify(DOCUMENT, List.of(signatures), keyrings, NOW);
  }

  private static Standing standing(byte[] signature, byte[]... rings) throws OpenPgpException {
    return verify(signature, rings).getFirst().standing();
  }

  private static Consumer<PGPSignatureSubpacketGenerator> flags(int flags) {
    return hashed -> hashed.setKeyFlags(false, flags);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Nested
  class OfTheDocument {
    @Test
    void aKnownKeyIsValidAndAllIsTold() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      OpenPgpSignature answer = verify(key.sign(DOCUMENT, TestKey.day(1)), key.ring()).getFirst();
      assertEquals(
          new OpenPgpSignature(
              Standing.VALID,
              key.fingerprint(),
              key.fingerprint(),
              TestKey.day(1),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              "EdDSA",
              "SHA256",
              "Alice",
              "alice@example.com"),
          answer);
    }

    @Test
    void otherBytesAreForgedAndNothingIsRepeated() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] signature = key.sign("another".getBytes(StandardCharsets.UTF_8), TestKey.day(1));
      OpenPgpSignature answer = verify(signature, key.ring()).getFirst();
      assertEquals(Standing.BAD, answer.standing());
      assertEquals(Instant.EPOCH, answer.made());
      assertEquals(key.fingerprint().substring(24), answer.fingerprint());
      assertEquals(OpenPgpSignature.UNKNOWN_NAME, answer.hashAlgorithm());
    }

    @Test
    void aKeyThatIsNowhereIsMissing() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] signature = key.sign(DOCUMENT, TestKey.day(1));
      OpenPgpSignature answer = verify(signature, TestKey.withUser("Bob").ring()).getFirst();
      assertEquals(Standing.KEY_MISSING, answer.standing());
      assertEquals(key.fingerprint(), answer.fingerprint());
      assertEquals("", answer.primaryFingerprint());
      assertEquals(OpenPgpSignature.UNKNOWN_EMAIL, answer.userEmail());
    }

    @Test
    void severalAreAnsweredInTheirOrder() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] good = key.sign(DOCUMENT, TestKey.day(1));
      byte[] stranger = TestKey.withUser("Bob").sign(DOCUMENT, TestKey.day(1));
      List<OpenPgpSignature> answers = verify(concat(stranger, good), key.ring());
      assertEquals(
          List.of(Standing.KEY_MISSING, Standing.VALID),
          answers.stream().map(OpenPgpSignature::standing).toList());
    }

    @Test
    void oneThatHasEndedIsExpired() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] signature =
          key.sign(
              PGPSignature.BINARY_DOCUMENT,
              DOCUMENT,
              TestKey.day(1),
              hashed -> hashed.setSignatureExpirationTime(false, 2 * DAY));
      OpenPgpSignature answer = verify(signature, key.ring()).getFirst();
      assertEquals(Standing.SIGNATURE_EXPIRED, answer.standing());
      assertEquals(Optional.of(TestKey.day(3)), answer.expires());
    }

    @Test
    void oneFromBeforeTheKeyIsBad() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      assertEquals(Standing.BAD, standing(key.sign(DOCUMENT, TestKey.day(-1)), key.ring()));
    }

    @Test
    void md5IsBadAndSha1Counts() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] weak = key.withHash(HashAlgorithmTags.MD5).sign(DOCUMENT, TestKey.day(1));
      byte[] old = key.withHash(HashAlgorithmTags.SHA1).sign(DOCUMENT, TestKey.day(1));
      assertEquals(Standing.BAD, standing(weak, key.ring()));
      assertEquals(Standing.VALID, standing(old, key.ring()));
    }

    @Test
    void oneOfAnotherTypeIsBad() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] signature = key.sign(PGPSignature.STAND_ALONE, DOCUMENT, TestKey.day(1), hashed -> {});
      assertEquals(Standing.BAD, standing(signature, key.ring()));
    }

    @Test
    void somethingCriticalThatNobodyKnowsIsBad() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] signature =
          key.sign(
              PGPSignature.BINARY_DOCUMENT,
              DOCUMENT,
              TestKey.day(1),
              hashed ->
                  hashed.addCustomSubpacket(
                      new SignatureSubpacket(100, true, false, new byte[] {1}) {}));
      assertEquals(Standing.BAD, standing(signature, key.ring()));
    }
  }

  @Nested
  class OfTheKey {
    @Test
    void oneThatHasEndedIsExpired() throws OpenPgpException {
      TestKey key =
          TestKey.primary()
              .add(ALICE, TestKey.day(0), hashed -> hashed.setKeyExpirationTime(false, 10 * DAY));
      OpenPgpSignature answer = verify(key.sign(DOCUMENT, TestKey.day(1)), key.ring()).getFirst();
      assertEquals(Standing.KEY_EXPIRED, answer.standing());
      assertEquals(Optional.of(TestKey.day(10)), answer.keyExpires());
    }

    @Test
    void theNewestWordOnItsEndCounts() throws OpenPgpException {
      TestKey key =
          TestKey.primary()
              .add(ALICE, TestKey.day(0), hashed -> hashed.setKeyExpirationTime(false, 10 * DAY));
      byte[] longer =
          key.certification(
              ALICE,
              PGPSignature.POSITIVE_CERTIFICATION,
              TestKey.day(5),
              hashed -> hashed.setKeyExpirationTime(false, 100 * DAY));
      assertEquals(
          Standing.VALID, standing(key.sign(DOCUMENT, TestKey.day(1)), key.add(longer).ring()));
    }

    @Test
    void oneThatWasTakenBackIsRevoked() throws OpenPgpException {
      TestKey key = TestKey.primary();
      key.add(key.overKey(PGPSignature.KEY_REVOCATION, key, TestKey.day(2), hashed -> {}));
      key.add(ALICE, TestKey.day(0), flags(TestKey.SIGN));
      assertEquals(Standing.KEY_REVOKED, standing(key.sign(DOCUMENT, TestKey.day(1)), key.ring()));
    }

    @Test
    void aRevocationInAnyOfTheRingsIsEnough() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] before = key.ring();
      byte[] revocation =
          key.overKey(PGPSignature.KEY_REVOCATION, key, TestKey.day(2), hashed -> {});
      byte[] after = concat(TestKey.primary().ring(), new byte[0]);
      byte[] bare = concat(Packet.of(Packet.PUBLIC_KEY, body(before)).bytes(), revocation);
      byte[] signature = key.sign(DOCUMENT, TestKey.day(1));
      assertEquals(Standing.VALID, standing(signature, before, after));
      assertEquals(Standing.KEY_REVOKED, standing(signature, before, bare));
    }

    private static byte[] body(byte[] ring) throws OpenPgpException {
      return new PacketReader("ring", ring).next().orElseThrow().body();
    }

    @Test
    void aRevocationBySomebodyElseIsNothing() throws OpenPgpException {
      TestKey other = TestKey.withUser("Bob");
      TestKey key = TestKey.primary();
      key.add(other.overKey(PGPSignature.KEY_REVOCATION, key, TestKey.day(2), hashed -> {}));
      key.add(ALICE, TestKey.day(0), flags(TestKey.SIGN));
      byte[] signature = key.sign(DOCUMENT, TestKey.day(1));
      assertEquals(Standing.VALID, standing(signature, key.ring(), other.ring()));
    }

    @Test
    void aRevocationByWhomTheOwnerNamedCounts() throws OpenPgpException {
      TestKey other = TestKey.withUser("Bob");
      byte[] revoker = HexFormat.of().parseHex("8016" + other.fingerprint());
      TestKey key = TestKey.primary();
      key.add(
          key.overKey(
              PGPSignature.DIRECT_KEY,
              key,
              TestKey.day(0),
              hashed ->
                  hashed.addCustomSubpacket(new SignatureSubpacket(12, false, false, revoker) {})));
      key.add(other.overKey(PGPSignature.KEY_REVOCATION, key, TestKey.day(2), hashed -> {}));
      key.add(ALICE, TestKey.day(0), flags(TestKey.SIGN));
      byte[] signature = key.sign(DOCUMENT, TestKey.day(1));
      assertEquals(Standing.KEY_REVOKED, standing(signature, key.ring(), other.ring()));
      assertEquals(Standing.VALID, standing(signature, key.ring()));
    }

    @Test
    void oneWithoutAUserItStandsByIsBad() throws OpenPgpException {
      TestKey bare = TestKey.primary().addUser(ALICE);
      assertEquals(Standing.BAD, standing(bare.sign(DOCUMENT, TestKey.day(1)), bare.ring()));
      TestKey none = TestKey.primary();
      assertEquals(Standing.BAD, standing(none.sign(DOCUMENT, TestKey.day(1)), none.ring()));
    }

    @Test
    void theWordOfSomebodyElseForAUserIsNothing() throws OpenPgpException {
      TestKey other = TestKey.withUser("Bob");
      TestKey key = TestKey.primary().addUser(ALICE);
      key.add(
          other.certification(
              ALICE, PGPSignature.POSITIVE_CERTIFICATION, TestKey.day(0), hashed -> {}));
      assertEquals(Standing.BAD, standing(key.sign(DOCUMENT, TestKey.day(1)), key.ring()));
    }

    @Test
    void oneThatIsForCertifyingOnlyIsBad() throws OpenPgpException {
      TestKey key = TestKey.primary().add(ALICE, TestKey.day(0), flags(TestKey.CERTIFY));
      assertEquals(Standing.BAD, standing(key.sign(DOCUMENT, TestKey.day(1)), key.ring()));
    }

    @Test
    void aMarkedUserIsTheMainOne() throws OpenPgpException {
      TestKey key =
          TestKey.primary()
              .add(
                  "Old <old@example.com>",
                  TestKey.day(1),
                  hashed -> hashed.setPrimaryUserID(false, true))
              .add("New <new@example.com>", TestKey.day(2), flags(TestKey.SIGN));
      byte[] signature = key.sign(DOCUMENT, TestKey.day(3));
      assertEquals("Old", verify(signature, key.ring()).getFirst().userName());
    }

    @Test
    void aUserThatWasTakenBackIsNotTheMainOne() throws OpenPgpException {
      TestKey key =
          TestKey.withUser("Old <old@example.com>")
              .add("New <new@example.com>", TestKey.day(2), flags(TestKey.SIGN));
      key.add(
          key.certification(
              "New <new@example.com>",
              PGPSignature.CERTIFICATION_REVOCATION,
              TestKey.day(3),
              hashed -> {}));
      byte[] signature = key.sign(DOCUMENT, TestKey.day(4));
      assertEquals("Old", verify(signature, key.ring()).getFirst().userName());
    }
  }

  @Nested
  class OfASubkey {
    private final TestKey subkey = TestKey.subkey();

    private byte[] signature() {
      return subkey.sign(DOCUMENT, TestKey.day(1));
    }

    @Test
    void oneBoundBothWaysIsValid() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE).add(subkey, TestKey.day(0), flags(TestKey.SIGN));
      OpenPgpSignature answer = verify(signature(), key.ring()).getFirst();
      assertEquals(Standing.VALID, answer.standing());
      assertEquals(subkey.fingerprint(), answer.fingerprint());
      assertEquals(key.fingerprint(), answer.primaryFingerprint());
    }

    @Test
    void oneThatDoesNotSignBackIsBad() throws OpenPgpException {
      TestKey thief =
          TestKey.withUser("Eve").addSubkey(subkey, TestKey.day(0), flags(TestKey.SIGN));
      assertEquals(Standing.BAD, standing(signature(), thief.ring()));
    }

    @Test
    void aThiefDoesNotHideTheOwner() throws OpenPgpException {
      TestKey thief =
          TestKey.withUser("Eve").addSubkey(subkey, TestKey.day(0), flags(TestKey.SIGN));
      TestKey owner = TestKey.withUser(ALICE).add(subkey, TestKey.day(0), flags(TestKey.SIGN));
      OpenPgpSignature answer = verify(signature(), thief.ring(), owner.ring()).getFirst();
      assertEquals("Alice", answer.userName());
      assertTrue(answer.isValid());
    }

    @Test
    void oneForSomethingElseIsBad() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE).add(subkey, TestKey.day(0), flags(4));
      assertEquals(Standing.BAD, standing(signature(), key.ring()));
    }

    @Test
    void oneThatHasEndedIsExpired() throws OpenPgpException {
      TestKey key =
          TestKey.withUser(ALICE)
              .add(
                  subkey,
                  TestKey.day(0),
                  flags(TestKey.SIGN)
                      .andThen(hashed -> hashed.setKeyExpirationTime(false, 5 * DAY)));
      OpenPgpSignature answer = verify(signature(), key.ring()).getFirst();
      assertEquals(Standing.KEY_EXPIRED, answer.standing());
      assertEquals(Optional.of(TestKey.day(5)), answer.keyExpires());
      assertEquals(Optional.empty(), answer.primaryKeyExpires());
    }

    @Test
    void theEndOfThePrimaryKeyIsItsEnd() throws OpenPgpException {
      TestKey key =
          TestKey.primary()
              .add(ALICE, TestKey.day(0), hashed -> hashed.setKeyExpirationTime(false, 5 * DAY))
              .add(subkey, TestKey.day(0), flags(TestKey.SIGN));
      OpenPgpSignature answer = verify(signature(), key.ring()).getFirst();
      assertEquals(Standing.KEY_EXPIRED, answer.standing());
      assertEquals(Optional.empty(), answer.keyExpires());
      assertEquals(Optional.of(TestKey.day(5)), answer.primaryKeyExpires());
    }

    @Test
    void aRevocationCountsWhateverIsSaidLater() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE).add(subkey, TestKey.day(9), flags(TestKey.SIGN));
      key.add(key.overSubkey(PGPSignature.SUBKEY_REVOCATION, subkey, TestKey.day(2), hashed -> {}));
      assertEquals(Standing.KEY_REVOKED, standing(signature(), key.ring()));
    }

    @Test
    void aRevokedPrimaryKeyRevokesIt() throws OpenPgpException {
      TestKey key = TestKey.primary();
      key.add(key.overKey(PGPSignature.KEY_REVOCATION, key, TestKey.day(2), hashed -> {}));
      key.add(ALICE, TestKey.day(0), flags(TestKey.CERTIFY));
      key.add(subkey, TestKey.day(0), flags(TestKey.SIGN));
      assertEquals(Standing.KEY_REVOKED, standing(signature(), key.ring()));
    }
  }

  @Nested
  class OfWhatIsNoSignature {
    private void assertMalformed(byte[] value) {
      assertThrows(OpenPgpException.Malformed.class, () -> verify(value));
    }

    @Test
    void anythingElseIsRefused() {
      assertMalformed(new byte[0]);
      assertMalformed("borkborkbork\n".getBytes(StandardCharsets.UTF_8));
      assertMalformed(TestKey.withUser(ALICE).ring());
    }

    @Test
    void compressedOnesAreRefused() {
      byte[] signature = TestKey.withUser(ALICE).sign(DOCUMENT, TestKey.day(1));
      // "Uncompressed" is a method of compression, too.
      assertMalformed(Packet.of(8, concat(new byte[] {0}, signature)).bytes());
    }

    @Test
    void aTruncatedOneIsRefused() {
      byte[] signature = TestKey.withUser(ALICE).sign(DOCUMENT, TestKey.day(1));
      for (int length = 1; length < signature.length; length++) {
        assertMalformed(java.util.Arrays.copyOf(signature, length));
      }
    }

    @Test
    void moreThanTheLimitAreRefused() {
      byte[] one = TestKey.withUser(ALICE).sign(DOCUMENT, TestKey.day(1));
      byte[] many = new byte[one.length * (SignatureReader.MOST_SIGNATURES + 1)];
      for (int i = 0; i < many.length; i += one.length) {
        System.arraycopy(one, 0, many, i, one.length);
      }
      assertMalformed(many);
    }

    @Test
    void armourIsTakenOff() throws OpenPgpException {
      TestKey key = TestKey.withUser(ALICE);
      byte[] signature = key.sign(DOCUMENT, TestKey.day(1));
      assertEquals(Standing.VALID, standing(Armored.of("SIGNATURE", signature), key.ring()));
    }
  }
}
