// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.checksum;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Computes a [Checksum] from bytes which come in pieces.
///
/// Mutable; one thread at a time. Feed it pieces of 64 KiB or more where there is a choice: each
/// call costs as much as hashing some ten bytes.
///
/// @since 0.1
public final class Hasher {
  /// Never fed, so that all threads may copy it: to look for an implementation takes longer than
  /// to hash a small object.
  private static final MessageDigest FRESH = newDigest();

  private final MessageDigest digest;
  private final byte[] result = new byte[Checksum.SIZE_BYTES];

  private Hasher(MessageDigest digest) {
    this.digest = digest;
  }

  /// A new SHA-256 computation.
  public static Hasher sha256() {
    try {
      return new Hasher((MessageDigest) FRESH.clone());
    } catch (CloneNotSupportedException e) { // some providers have none to copy
      return new Hasher(newDigest());
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("each Java platform must have SHA-256", e);
    }
  }

  /// Adds all these bytes.
  public Hasher update(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /// Adds `length` bytes from `offset` on.
  ///
  /// @throws IllegalArgumentException when the range is not inside the array
  public Hasher update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    return this;
  }

  /// Adds the remaining bytes of the buffer, whose position becomes its limit.
  public Hasher update(ByteBuffer bytes) {
    digest.update(bytes);
    return this;
  }

  /// Adds one byte, the lowest eight bits of `value`.
  Hasher update(int value) {
    digest.update((byte) value);
    return this;
  }

  /// The checksum of all bytes added so far; the computation then starts anew.
  public Checksum finish() {
    try {
      digest.digest(result, 0, result.length);
    } catch (DigestException e) {
      throw new AssertionError("32 bytes hold a SHA-256", e);
    }
    return Checksum.of(result, 0);
  }
}
