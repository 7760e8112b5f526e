// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.checksum.Pieces;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// The algorithm, from and to raw bytes, with one answer for each input.
///
/// ```text
/// public key, R:  32 bytes, little-endian: y below p = 2^255 - 19, top bit = sign of x
/// signature:      R | S      S: 32 bytes, little-endian, below the order L of the base point
/// ```
///
/// Implementations differ in what they let pass beyond RFC 8032. Here the strictest wins: S must be
/// below L, both points must be written in their one canonical form, and neither may be of small
/// order, since with such a key one signature fits many messages.
final class Ed25519 {
  static final int PUBLIC_BYTES = 32;
  static final int SEED_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;

  private static final HexFormat HEX = HexFormat.of();

  /// What DER puts in front of a raw public key.
  private static final byte[] PUBLIC_PREFIX = HEX.parseHex("302a300506032b6570032100");

  /// What DER puts in front of a seed.
  private static final byte[] SECRET_PREFIX = HEX.parseHex("302e020100300506032b657004220420");

  static final BigInteger FIELD = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /// The y of the eight points whose order divides eight; x and -x share one.
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          FIELD.subtract(BigInteger.ONE),
          number(HEX.parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
          number(HEX.parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")));

  /// Less is left to the JDK.
  private static final long COPIED_BYTES = 1 << 20;

  private Ed25519() {}

  static boolean verifies(byte[] publicKey, byte[] data, byte[] signature) {
    return isSound(publicKey, signature) && verifiesUnchecked(publicKey, data, signature);
  }

  /// The same for data that may be larger than the heap, piece by piece. The JDK would copy all of
  /// it, several times.
  static boolean verifies(byte[] publicKey, MemorySegment data, byte[] signature) {
    if (data.byteSize() <= COPIED_BYTES) {
      return verifies(publicKey, data.toArray(ValueLayout.JAVA_BYTE), signature);
    }
    return isSound(publicKey, signature) && verifiesByPieces(publicKey, data, signature);
  }

  /// Whether S·B - H(R | A | data)·A is R.
  static boolean verifiesByPieces(byte[] publicKey, MemorySegment data, byte[] signature) {
    Optional<EdwardsPoint> key = EdwardsPoint.decode(publicKey);
    if (key.isEmpty()) {
      return false;
    }
    byte[] commitment = Arrays.copyOf(signature, PUBLIC_BYTES);
    BigInteger scalar = number(Arrays.copyOfRange(signature, PUBLIC_BYTES, SIGNATURE_BYTES));
    MessageDigest digest = sha512();
    digest.update(commitment);
    digest.update(publicKey);
    for (ByteBuffer piece : new Pieces(data)) {
      digest.update(piece);
    }
    BigInteger challenge = number(digest.digest()).mod(ORDER);
    EdwardsPoint expected =
        EdwardsPoint.BASE.times(scalar).plus(key.get().negated().times(challenge));
    return Arrays.equals(commitment, expected.encode());
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSound(byte[] publicKey, byte[] signature) {
    if (publicKey.length != PUBLIC_BYTES || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    byte[] scalar = Arrays.copyOfRange(signature, PUBLIC_BYTES, SIGNATURE_BYTES);
    byte[] commitment = Arrays.copyOf(signature, PUBLIC_BYTES);
    return number(scalar).compareTo(ORDER) < 0 && isSound(publicKey) && isSound(commitment);
  }

  private static boolean verifiesUnchecked(byte[] publicKey, byte[] data, byte[] signature) {
    try {
      Signature verification = Signature.getInstance("Ed25519");
      verification.initVerify(publicKey(publicKey));
      verification.update(data);
      return verification.verify(signature);
    } catch (InvalidKeyException | SignatureException e) {
      return false; // The bytes are no point of the curve.
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] sign(PrivateKey key, byte[] data) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a seed of 32 bytes signs anything", e);
    }
  }

  /// Whether a point is written in its canonical form and not of small order.
  static boolean isSound(byte[] point) {
    byte[] y = point.clone();
    y[PUBLIC_BYTES - 1] &= 0x7F;
    BigInteger value = number(y);
    return value.compareTo(FIELD) < 0 && !SMALL_ORDER.contains(value);
  }

  /// The number that little-endian bytes write.
  static BigInteger number(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  private static PublicKey publicKey(byte[] raw) throws InvalidKeyException {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(join(PUBLIC_PREFIX, raw)));
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException(e);
    }
  }

  static PrivateKey secretKey(byte[] seed) {
    try {
      EncodedKeySpec spec = new PKCS8EncodedKeySpec(join(SECRET_PREFIX, seed));
      return factory().generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("any 32 bytes are a seed", e);
    }
  }

  private static KeyFactory factory() throws NoSuchAlgorithmException {
    return KeyFactory.getInstance("Ed25519");
  }

  private static byte[] join(byte[] prefix, byte[] raw) {
    byte[] all = Arrays.copyOf(prefix, prefix.length + raw.length);
    System.arraycopy(raw, 0, all, prefix.length, raw.length);
    return all;
  }
}
