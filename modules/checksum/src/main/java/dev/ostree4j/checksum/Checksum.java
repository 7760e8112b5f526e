// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import java.util.Objects;
import java.util.Optional;

/// A SHA-256 value: the name of an object, or of any other bytes.
///
/// Valid by construction, immutable, ordered like its bytes and therefore like its hex digits. The
/// value is kept in four `long`s: there is no array to copy and comparing is cheap.
///
/// @since 0.1
public final class Checksum implements Comparable<Checksum> {
  /// The number of raw bytes.
  public static final int SIZE_BYTES = 32;

  /// The number of digits in the [hex form][#hex()].
  public static final int HEX_LENGTH = 64;

  /// The number of characters in the [base64 form][#base64()].
  public static final int BASE64_LENGTH = 43;

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private Checksum(long first, long second, long third, long fourth) {
    this.first = first;
    this.second = second;
    this.third = third;
    this.fourth = fourth;
  }

  /// The checksum with these raw bytes.
  ///
  /// @throws IllegalArgumentException when there are not exactly 32
  public static Checksum of(byte[] raw) {
    if (raw.length != SIZE_BYTES) {
      throw new IllegalArgumentException(
          "Invalid checksum of length " + raw.length + " expected " + SIZE_BYTES);
    }
    return of(raw, 0);
  }

  /// The checksum whose 32 raw bytes start at `offset`.
  ///
  /// @throws IndexOutOfBoundsException when fewer than 32 bytes are left
  public static Checksum of(byte[] bytes, int offset) {
    Objects.checkFromIndexSize(offset, SIZE_BYTES, bytes.length);
    return new Checksum(
        longAt(bytes, offset),
        longAt(bytes, offset + 8),
        longAt(bytes, offset + 16),
        longAt(bytes, offset + 24));
  }

  /// The SHA-256 of these bytes.
  public static Checksum ofContent(byte[] content) {
    return Hasher.sha256().update(content).finish();
  }

  /// The checksum with these 64 lower-case digits.
  ///
  /// @throws IllegalArgumentException when the text is anything else; the message is the reference
  ///     program's
  public static Checksum parse(String hex) {
    if (hex.length() != HEX_LENGTH) {
      throw new IllegalArgumentException("Invalid rev " + hex);
    }
    int bad = Hex.firstNonDigit(hex);
    if (bad >= 0) {
      throw new IllegalArgumentException(
          "Invalid character '" + (int) hex.charAt(bad) + "' in rev '" + hex + "'");
    }
    return ofDigits(hex);
  }

  /// The checksum with these 64 lower-case digits, or nothing when the text is anything else.
  public static Optional<Checksum> find(String hex) {
    boolean valid = hex.length() == HEX_LENGTH && Hex.firstNonDigit(hex) < 0;
    return valid ? Optional.of(ofDigits(hex)) : Optional.empty();
  }

  /// The checksum with this [base64 form][#base64()].
  ///
  /// @throws IllegalArgumentException when the text is not the form of any checksum
  public static Checksum parseBase64(String text) {
    return findBase64(text)
        .orElseThrow(() -> new IllegalArgumentException("Invalid base64 checksum " + text));
  }

  /// The checksum with this [base64 form][#base64()], or nothing when the text is not the form of
  /// any checksum. A last character with surplus bits is refused: each checksum has one form.
  public static Optional<Checksum> findBase64(String text) {
    if (text.length() != BASE64_LENGTH) {
      return Optional.empty();
    }
    return ModifiedBase64.decode(text).map(Checksum::of);
  }

  /// The 64 lower-case hexadecimal digits.
  public String hex() {
    byte[] digits = new byte[HEX_LENGTH];
    Hex.put(first, digits, 0);
    Hex.put(second, digits, 16);
    Hex.put(third, digits, 32);
    Hex.put(fourth, digits, 48);
    return Hex.ascii(digits);
  }

  /// The 43 characters of base64 without padding and with `_` in the place of `/`, as used in file
  /// names of static deltas.
  public String base64() {
    return ModifiedBase64.encode(bytes());
  }

  /// A copy of the 32 raw bytes.
  public byte[] bytes() {
    byte[] raw = new byte[SIZE_BYTES];
    copyTo(raw, 0);
    return raw;
  }

  /// Writes the 32 raw bytes to `target`, starting at `offset`.
  ///
  /// @throws IndexOutOfBoundsException when there is not enough room; nothing is written then
  public void copyTo(byte[] target, int offset) {
    Objects.checkFromIndexSize(offset, SIZE_BYTES, target.length);
    putLong(first, target, offset);
    putLong(second, target, offset + 8);
    putLong(third, target, offset + 16);
    putLong(fourth, target, offset + 24);
  }

  @Override
  public int compareTo(Checksum other) {
    int order = Long.compareUnsigned(first, other.first);
    if (order == 0) {
      order = Long.compareUnsigned(second, other.second);
    }
    if (order == 0) {
      order = Long.compareUnsigned(third, other.third);
    }
    return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checksum that
        && first == that.first
        && second == that.second
        && third == that.third
        && fourth == that.fourth;
  }

  /// A part of the value: a SHA-256 is as mixed as a hash code can be.
  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  /// The [hex form][#hex()].
  @Override
  public String toString() {
    return hex();
  }

  private static Checksum ofDigits(String hex) {
    return new Checksum(
        Hex.longAt(hex, 0), Hex.longAt(hex, 16), Hex.longAt(hex, 32), Hex.longAt(hex, 48));
  }

  private static long longAt(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | bytes[offset + i] & 0xff;
    }
    return value;
  }

  private static void putLong(long value, byte[] target, int offset) {
    for (int i = 0; i < Long.BYTES; i++) {
      target[offset + i] = (byte) (value >>> 56 - 8 * i);
    }
  }
}
