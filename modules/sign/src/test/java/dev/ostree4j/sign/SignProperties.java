// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SignProperties {
  /// A key of every kind with what it signs.
  private record Pair(Signer signer, VerifyingKey key) {
    static Pair of(SignatureEngine engine, Keys keys) {
      try {
        return new Pair(engine.signer(keys.secret()), engine.publicKey(keys.open()));
      } catch (SignException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final List<Pair> PAIRS =
      List.of(
          Pair.of(new Ed25519Engine(), Keys.ed25519()),
          Pair.of(new SpkiEngine(), Keys.spki("Ed25519", "")),
          Pair.of(new SpkiEngine(), Keys.spki("Ed448", "")),
          Pair.of(new SpkiEngine(), Keys.spki("EC", "secp256r1")),
          Pair.of(new SpkiEngine(), Keys.spki("RSA", "")));

  @Property(tries = 25)
  void whatIsSignedVerifies(@ForAll byte[] data) throws IOException {
    for (Pair pair : PAIRS) {
      assertTrue(pair.key().verifies(data, pair.signer().sign(data)));
    }
  }

  @Property(tries = 25)
  void aChangedSignatureNeverVerifies(@ForAll byte[] data, @ForAll long seed) throws IOException {
    for (Pair pair : PAIRS) {
      byte[] good = pair.signer().sign(data);
      byte[] changed = changed(good, new SplittableRandom(seed));
      assertFalse(pair.key().verifies(data, changed), pair.signer().toString());
    }
  }

  @Property(tries = 25)
  void changedBytesNeverVerify(@ForAll byte[] data, @ForAll long seed) throws IOException {
    for (Pair pair : PAIRS) {
      byte[] good = pair.signer().sign(data);
      byte[] changed = changed(data, new SplittableRandom(seed));
      assertFalse(pair.key().verifies(changed, good), pair.signer().toString());
    }
  }

  /// Flips a bit, cuts off, or appends.
  private static byte[] changed(byte[] bytes, SplittableRandom random) {
    int choice = bytes.length == 0 ? 2 : random.nextInt(4);
    if (choice == 1) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    if (choice == 2) {
      return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
    }
    byte[] changed = bytes.clone();
    changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  @Property(tries = 100)
  void anyBytesAreJudgedWithoutAnException(@ForAll byte[] data, @ForAll byte[] signature) {
    for (Pair pair : PAIRS) {
      assertFalse(pair.key().verifies(data, signature));
    }
  }

  @Property(tries = 100)
  void theKeyOfAnotherNeverVerifies(@ForAll long seed) throws IOException {
    byte[] raw = new byte[32];
    new SplittableRandom(seed).nextBytes(raw);
    byte[] data = {1, 2, 3};
    byte[] good = PAIRS.getFirst().signer().sign(data);
    assertFalse(new Ed25519Key(raw).verifies(data, good));
  }

  @Property(tries = 200)
  void anyTextIsAKeyOrRefused(@ForAll String text) {
    for (SignatureEngine engine : SignatureEngines.standard().all().subList(0, 2)) {
      try {
        engine.publicKey(text).verifies(new byte[1], new byte[64]);
      } catch (SignException.InvalidKey e) {
        assertEquals(engine.name(), e.engine());
      }
    }
  }

  @Property(tries = 300)
  void signaturesAreReadAsTheyWereWritten(@ForAll List<byte[]> signatures)
      throws ObjectFormatException {
    String key = "ostree.sign.any";
    SignedMetadata metadata = SignedMetadata.empty().with("ostree.sign.other", new byte[7]);
    for (byte[] signature : signatures) {
      metadata = metadata.with(key, signature);
    }
    List<byte[]> read = new ArrayList<>(SignedMetadata.parse(metadata.bytes()).signatures(key));
    assertEquals(signatures.size(), read.size());
    for (int i = 0; i < read.size(); i++) {
      assertArrayEquals(signatures.get(i), read.get(i));
    }
  }

  @Property(tries = 500)
  void anyBytesAreADictionaryOrRefused(@ForAll byte[] bytes) {
    try {
      SignedMetadata metadata = SignedMetadata.parse(bytes);
      assertArrayEquals(metadata.bytes(), SignedMetadata.of(metadata.toDict()).bytes());
    } catch (ObjectFormatException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }
}
