// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.math.BigInteger;
import java.util.Optional;

/// A point of the curve edwards25519, for what is public: how long anything takes depends on the
/// numbers.
///
/// ```text
/// -x² + y² = 1 + d·x²·y²  mod p      d = -121665/121666, p = 2^255 - 19
/// here x = X/Z, y = Y/Z, and T = X·Y/Z, so that the sum of two points needs no division
/// ```
///
/// The formulas are those of RFC 8032, 5.1.3 and 5.1.4; that of the sum holds for any two points.
record EdwardsPoint(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
  private static final BigInteger P = Ed25519.FIELD;
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  /// Of order [Ed25519#ORDER], with y = 4/5.
  static final EdwardsPoint BASE = base();

  private static final EdwardsPoint NEUTRAL = affine(BigInteger.ZERO, BigInteger.ONE);

  private static EdwardsPoint base() {
    BigInteger y = BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P);
    return affine(findX(y, false).orElseThrow(), y);
  }

  private static EdwardsPoint affine(BigInteger x, BigInteger y) {
    return new EdwardsPoint(x, y, BigInteger.ONE, x.multiply(y).mod(P));
  }

  /// The point that 32 bytes write: y, and in the top bit whether x is odd; nothing when there is
  /// none of this y.
  static Optional<EdwardsPoint> decode(byte[] bytes) {
    BigInteger number = Ed25519.number(bytes);
    boolean odd = number.testBit(255);
    BigInteger y = number.clearBit(255);
    return findX(y, odd).map(x -> affine(x, y));
  }

  private static Optional<BigInteger> findX(BigInteger y, boolean odd) {
    BigInteger square = y.multiply(y).mod(P);
    BigInteger above = square.subtract(BigInteger.ONE);
    BigInteger below = D.multiply(square).add(BigInteger.ONE);
    BigInteger wanted = above.multiply(below.modInverse(P)).mod(P);
    // p is 5 modulo 8: if there is a root it is this, or this times the root of -1.
    BigInteger x = wanted.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!x.multiply(x).mod(P).equals(wanted)) {
      x = x.multiply(TWO.modPow(P.shiftRight(2), P)).mod(P);
    }
    if (!x.multiply(x).mod(P).equals(wanted) || x.signum() == 0 && odd) {
      return Optional.empty();
    }
    return Optional.of(x.testBit(0) == odd ? x : P.subtract(x));
  }

  EdwardsPoint plus(EdwardsPoint other) {
    BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
    BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
    BigInteger c = TWO.multiply(D).multiply(t).mod(P).multiply(other.t).mod(P);
    BigInteger d = TWO.multiply(z).multiply(other.z).mod(P);
    BigInteger e = b.subtract(a);
    BigInteger f = d.subtract(c);
    BigInteger g = d.add(c);
    BigInteger h = b.add(a);
    return new EdwardsPoint(
        e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P));
  }

  EdwardsPoint negated() {
    return new EdwardsPoint(x.negate(), y, z, t.negate());
  }

  /// @param factor not negative
  EdwardsPoint times(BigInteger factor) {
    EdwardsPoint product = NEUTRAL;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      product = product.plus(product);
      if (factor.testBit(bit)) {
        product = product.plus(this);
      }
    }
    return product;
  }

  /// The one canonical way to write it.
  byte[] encode() {
    BigInteger inverse = z.modInverse(P);
    BigInteger affineY = y.multiply(inverse).mod(P);
    boolean odd = x.multiply(inverse).mod(P).testBit(0);
    BigInteger number = odd ? affineY.setBit(255) : affineY;
    byte[] bytes = new byte[Ed25519.PUBLIC_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}
