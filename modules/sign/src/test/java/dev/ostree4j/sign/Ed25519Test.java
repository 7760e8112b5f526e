// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class Ed25519Test {
  private static final HexFormat HEX = HexFormat.of();
  private static final BigInteger FIELD =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /// RFC 8032, 7.1: TEST 1 to TEST 3.
  private record Vector(String seed, String publicKey, String data, String signature) {}

  private static final List<Vector> VECTORS =
      List.of(
          new Vector(
              "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
              "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
              "",
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                  + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
          new Vector(
              "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
              "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
              "72",
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
          new Vector(
              "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
              "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
              "af82",
              "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                  + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"));

  private static byte[] bytes(String hex) {
    return HEX.parseHex(hex);
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  @Test
  void theVectorsOfTheStandardAreSignedAndVerified() {
    for (Vector vector : VECTORS) {
      byte[] data = bytes(vector.data());
      byte[] signature = Ed25519.sign(Ed25519.secretKey(bytes(vector.seed())), data);
      assertArrayEquals(bytes(vector.signature()), signature);
      assertTrue(Ed25519.verifies(bytes(vector.publicKey()), data, signature));
    }
  }

  @Nested
  class Strictness {
    private final byte[] key = bytes(VECTORS.get(1).publicKey());
    private final byte[] data = bytes(VECTORS.get(1).data());
    private final byte[] signature = bytes(VECTORS.get(1).signature());

    @Test
    void anSThatIsNotReducedIsRefused() {
      byte[] commitment = Arrays.copyOf(signature, 32);
      BigInteger scalar = BigInteger.ZERO;
      for (int i = 31; i >= 0; i--) {
        scalar = scalar.shiftLeft(8).or(BigInteger.valueOf(signature[32 + i] & 0xFF));
      }
      assertTrue(Ed25519.verifies(key, data, join(commitment, littleEndian(scalar))));
      for (int times = 1; times < 16; times++) {
        BigInteger other = scalar.add(ORDER.multiply(BigInteger.valueOf(times)));
        if (other.bitLength() <= 256) {
          assertFalse(Ed25519.verifies(key, data, join(commitment, littleEndian(other))));
        }
      }
    }

    @Test
    void theSmallOrderPointsAreThoseWhichTheCurveHas() {
      // 8 P = 0 for each of them: doubled three times, the point is (0, 1).
      int found = 0;
      for (BigInteger y : SMALL) {
        assertFalse(Ed25519.isSound(littleEndian(y)), y.toString(16));
        BigInteger point = y;
        for (int i = 0; i < 3; i++) {
          point = doubledY(point);
        }
        assertEquals(BigInteger.ONE, point);
        found++;
      }
      assertEquals(5, found);
    }

    @Test
    void aKeyOfSmallOrderVerifiesNothing() {
      // With the neutral element as key and as R, S = 0 solves the equation for every message.
      byte[] neutral = littleEndian(BigInteger.ONE);
      assertFalse(Ed25519.verifies(neutral, data, join(neutral, new byte[32])));
      for (BigInteger y : SMALL) {
        for (int sign = 0; sign < 2; sign++) {
          byte[] point = littleEndian(y);
          point[31] |= (byte) (sign << 7);
          assertFalse(Ed25519.verifies(point, data, join(neutral, new byte[32])));
          assertFalse(Ed25519.verifies(point, data, signature));
        }
      }
    }

    @Test
    void anRofSmallOrderIsRefused() {
      for (BigInteger y : SMALL) {
        byte[] forged = join(littleEndian(y), Arrays.copyOfRange(signature, 32, 64));
        assertFalse(Ed25519.verifies(key, data, forged));
      }
    }

    @Test
    void aPointInASecondSpellingIsRefused() {
      // y + p is the same residue while it fits into 255 bits, that is for y below 19.
      for (int y = 0; y < 19; y++) {
        byte[] point = littleEndian(FIELD.add(BigInteger.valueOf(y)));
        assertFalse(Ed25519.isSound(point));
        assertFalse(Ed25519.verifies(point, data, signature));
      }
    }

    @Test
    void lengthsAreExact() {
      for (int length : new int[] {0, 1, 31, 32, 33, 63, 65, 128}) {
        assertFalse(Ed25519.verifies(key, data, Arrays.copyOf(signature, length)));
      }
      for (int length : new int[] {0, 1, 31, 33, 64}) {
        assertFalse(Ed25519.verifies(Arrays.copyOf(key, length), data, signature));
      }
    }

    private static final List<BigInteger> SMALL =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            FIELD.subtract(BigInteger.ONE),
            eighth(),
            FIELD.subtract(eighth()));

    /// A y of order 8: x² = y² · (−1) there, which with −x² + y² = 1 + d x² y² gives
    /// d y⁴ + 2 y² − 1 = 0.
    private static BigInteger eighth() {
      BigInteger d = curveConstant();
      BigInteger root = squareRoot(BigInteger.ONE.add(d).mod(FIELD));
      BigInteger square = root.subtract(BigInteger.ONE).multiply(d.modInverse(FIELD)).mod(FIELD);
      if (!isSquare(square)) {
        square = root.negate().subtract(BigInteger.ONE).multiply(d.modInverse(FIELD)).mod(FIELD);
      }
      return squareRoot(square);
    }

    private static BigInteger curveConstant() {
      return BigInteger.valueOf(-121665)
          .multiply(BigInteger.valueOf(121666).modInverse(FIELD))
          .mod(FIELD);
    }

    private static boolean isSquare(BigInteger number) {
      return number
          .modPow(FIELD.subtract(BigInteger.ONE).shiftRight(1), FIELD)
          .equals(BigInteger.ONE);
    }

    private static BigInteger squareRoot(BigInteger square) {
      BigInteger root = square.modPow(FIELD.add(BigInteger.valueOf(3)).shiftRight(3), FIELD);
      if (!root.multiply(root).mod(FIELD).equals(square)) {
        BigInteger unit =
            BigInteger.TWO.modPow(FIELD.subtract(BigInteger.ONE).shiftRight(2), FIELD);
        root = root.multiply(unit).mod(FIELD);
      }
      assertEquals(square, root.multiply(root).mod(FIELD));
      return root;
    }

    /// The y of 2P: (y² + x²) / (1 − d x² y²), where x² = (y² − 1) / (d y² + 1).
    private static BigInteger doubledY(BigInteger y) {
      BigInteger yy = y.multiply(y).mod(FIELD);
      BigInteger d = curveConstant();
      BigInteger xx =
          yy.subtract(BigInteger.ONE)
              .multiply(d.multiply(yy).add(BigInteger.ONE).modInverse(FIELD))
              .mod(FIELD);
      BigInteger below = BigInteger.ONE.subtract(d.multiply(xx).multiply(yy)).mod(FIELD);
      return yy.add(xx).multiply(below.modInverse(FIELD)).mod(FIELD);
    }
  }
}
