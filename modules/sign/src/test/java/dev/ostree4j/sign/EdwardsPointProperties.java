// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/// Judging by pieces gives the answer of the JDK, whatever there is to judge.
class EdwardsPointProperties {
  private static final EdwardsPoint NEUTRAL = EdwardsPoint.BASE.times(BigInteger.ZERO);

  private static byte[] littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[0];
    for (byte[] part : parts) {
      all = Arrays.copyOf(all, all.length + part.length);
      System.arraycopy(part, 0, all, all.length - part.length, part.length);
    }
    return all;
  }

  private static BigInteger hash(byte[]... parts) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(join(parts));
      return Ed25519.number(digest).mod(Ed25519.ORDER);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// A secret number and the point that is made of it, with something of small order added.
  private record Pair(BigInteger secret, EdwardsPoint point) {
    static Pair of(SplittableRandom random, EdwardsPoint added) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      BigInteger secret = Ed25519.number(bytes).mod(Ed25519.ORDER);
      return new Pair(secret, EdwardsPoint.BASE.times(secret).plus(added));
    }
  }

  private static byte[] signature(Pair key, Pair nonce, byte[] data) {
    byte[] commitment = nonce.point().encode();
    BigInteger challenge = hash(commitment, key.point().encode(), data);
    BigInteger scalar = nonce.secret().add(challenge.multiply(key.secret())).mod(Ed25519.ORDER);
    return join(commitment, littleEndian(scalar));
  }

  private static boolean agreed(byte[] key, byte[] data, byte[] signature) {
    boolean jdk = Ed25519.verifies(key, data, signature);
    if (signature.length == Ed25519.SIGNATURE_BYTES && key.length == Ed25519.PUBLIC_BYTES) {
      boolean pieces = Ed25519.verifiesByPieces(key, MemorySegment.ofArray(data), signature);
      boolean sound =
          Ed25519.isSound(key)
              && Ed25519.isSound(Arrays.copyOf(signature, 32))
              && Ed25519.number(Arrays.copyOfRange(signature, 32, 64)).compareTo(Ed25519.ORDER) < 0;
      assertEquals(jdk, sound && pieces);
    }
    return jdk;
  }

  @Property(tries = 100)
  void whatIsSignedVerifiesAndWhatIsChangedDoesNot(@ForAll byte[] data, @ForAll long seed) {
    var random = new SplittableRandom(seed);
    Pair key = Pair.of(random, NEUTRAL);
    byte[] good = signature(key, Pair.of(random, NEUTRAL), data);
    byte[] point = key.point().encode();
    assertTrue(agreed(point, data, good));
    byte[] changed = good.clone();
    changed[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
    assertEquals(false, agreed(point, data, changed));
    assertEquals(false, agreed(point, join(data, new byte[1]), good));
    byte[] other = point.clone();
    other[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
    assertEquals(false, agreed(other, data, good));
  }

  /// Here implementations differ: some multiply the equation by eight, and see nothing of it.
  @Property(tries = 100)
  void pointsWithAnAddendOfSmallOrderAreJudgedAsByTheJdk(@ForAll byte[] data, @ForAll long seed) {
    var random = new SplittableRandom(seed);
    EdwardsPoint eighth = eighth();
    Pair key = Pair.of(random, eighth.times(BigInteger.valueOf(random.nextInt(8))));
    Pair nonce = Pair.of(random, eighth.times(BigInteger.valueOf(random.nextInt(8))));
    agreed(key.point().encode(), data, signature(key, nonce, data));
  }

  private static EdwardsPoint eighth() {
    byte[] bytes = new byte[32];
    for (int i = 0; ; i++) {
      bytes[0] = (byte) i;
      Optional<EdwardsPoint> any = EdwardsPoint.decode(bytes);
      if (any.isPresent()) {
        EdwardsPoint small = any.get().times(Ed25519.ORDER);
        if (!Arrays.equals(small.times(BigInteger.valueOf(4)).encode(), NEUTRAL.encode())) {
          return small;
        }
      }
    }
  }

  @Example
  void thereIsAPointOfOrderEight() {
    EdwardsPoint eighth = eighth();
    assertArrayEquals(NEUTRAL.encode(), eighth.times(BigInteger.valueOf(8)).encode());
    assertEquals(false, Ed25519.isSound(eighth.encode()));
  }

  @Property(tries = 200)
  void anyBytesAreJudgedAsByTheJdk(
      @ForAll @Size(32) byte[] key, @ForAll byte[] data, @ForAll @Size(64) byte[] signature) {
    agreed(key, data, signature);
  }

  @Property(tries = 200)
  void aPointIsWrittenAsItWasRead(@ForAll @Size(32) byte[] bytes) {
    Optional<EdwardsPoint> point = EdwardsPoint.decode(bytes);
    if (point.isPresent() && Ed25519.isSound(bytes)) {
      assertArrayEquals(bytes, point.get().encode());
      EdwardsPoint none = point.get().plus(point.get().negated());
      assertArrayEquals(NEUTRAL.encode(), none.encode());
      BigInteger five = BigInteger.valueOf(5);
      EdwardsPoint sum = point.get();
      for (int i = 0; i < 4; i++) {
        sum = sum.plus(point.get());
      }
      assertArrayEquals(sum.encode(), point.get().times(five).encode());
    }
  }
}
