// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.sign.OpenPgpException;
import dev.ostree4j.sign.OpenPgpKeyring;
import dev.ostree4j.sign.OpenPgpSignature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Changed signatures and keys are refused or judged; they never make trust, trouble or a wait.
class HostileBytesProperties {
  private static final byte[] DOCUMENT = "a document".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "another one".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = TestKey.day(30);
  private static final TestKey KEY =
      TestKey.withUser("Alice <alice@example.com>")
          .add(TestKey.subkey(), TestKey.day(0), hashed -> hashed.setKeyFlags(false, TestKey.SIGN));
  private static final byte[] SIGNATURE = KEY.sign(DOCUMENT, TestKey.day(1));
  private static final byte[] RING = KEY.ring();
  private static final BouncyCastleEngine ENGINE = new BouncyCastleEngine();

  private static byte[] mutate(byte[] bytes, List<Integer> places, List<Integer> values) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < places.size(); i++) {
      changed[places.get(i) % changed.length] ^= values.get(i).byteValue();
    }
    return changed;
  }

  private static boolean isTrusted(byte[] document, byte[] signature, byte[] ring) {
    try {
      return ENGINE
          .verify(document, List.of(signature), List.of(OpenPgpKeyring.of("ring", ring)), NOW)
          .stream()
          .anyMatch(OpenPgpSignature::isValid);
    } catch (OpenPgpException.Malformed refused) {
      return false;
    } catch (OpenPgpException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 500)
  void aChangedSignatureIsGoodForNoOtherDocument(
      @ForAll @Size(3) List<@IntRange(max = 9999) Integer> places,
      @ForAll @Size(3) List<@IntRange(min = 1, max = 255) Integer> values) {
    byte[] changed = mutate(SIGNATURE, places, values);
    assertTrue(!isTrusted(OTHER, changed, RING));
  }

  @Property(tries = 300)
  void aChangedRingMakesNoForgedSignatureGood(
      @ForAll @Size(3) List<@IntRange(max = 9999) Integer> places,
      @ForAll @Size(3) List<@IntRange(min = 1, max = 255) Integer> values) {
    byte[] changed = mutate(RING, places, values);
    assertTrue(!isTrusted(OTHER, SIGNATURE, changed));
  }

  @Property(tries = 300)
  void aChangedRingIsListedAndImported(
      @ForAll @Size(3) List<@IntRange(max = 9999) Integer> places,
      @ForAll @Size(3) List<@IntRange(min = 1, max = 255) Integer> values)
      throws OpenPgpException {
    var changed = OpenPgpKeyring.of("ring", mutate(RING, places, values));
    assertTrue(ENGINE.keys(List.of(changed), NOW).size() <= 2);
    try {
      var empty = OpenPgpKeyring.of("target", new byte[0]);
      assertTrue(ENGINE.importKeys(empty, List.of(changed), List.of(), NOW).imported() <= 2);
    } catch (OpenPgpException.Malformed refused) {
      assertTrue(refused.getMessage().length() > 10);
    }
  }

  @Property(tries = 500)
  void anyBytesAreRefusedOrJudged(@ForAll @Size(max = 200) byte[] bytes) {
    assertTrue(!isTrusted(DOCUMENT, bytes, RING));
    assertTrue(!isTrusted(DOCUMENT, SIGNATURE, bytes));
  }

  /// Ten thousand keys before the one that counts.
  @Example
  void aBigRingTakesBoundedTime() {
    var ring = new ByteArrayOutputStream();
    for (int i = 0; i < 10_000; i++) {
      byte[] other = RING.clone();
      // The time of making is part of the name: each is another key.
      other[3] = (byte) (i >> 16);
      other[4] = (byte) (i >> 8);
      other[5] = (byte) i;
      ring.writeBytes(other);
    }
    ring.writeBytes(RING);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertTrue(isTrusted(DOCUMENT, SIGNATURE, ring.toByteArray())));
  }

  /// Keys with any number of signatures in the owner's name cost a bounded number of computations.
  @Example
  void aKeyBuriedUnderSignaturesTakesBoundedTime() {
    byte[] junk = KEY.sign(OTHER, TestKey.day(2));
    // Its type becomes that of a word on a user.
    junk[3] = SignatureFacts.USER_HIGHEST;
    var ring = new ByteArrayOutputStream();
    ring.writeBytes(RING);
    ring.writeBytes(TestKey.withUser("Bob").ring());
    ring.writeBytes(RING);
    for (int i = 0; i < 20_000; i++) {
      // The last bytes are the number that nobody can have computed.
      junk[junk.length - 1] = (byte) i;
      junk[junk.length - 2] = (byte) (i >> 8);
      ring.writeBytes(junk);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertTrue(!isTrusted(OTHER, SIGNATURE, ring.toByteArray())));
  }
}
