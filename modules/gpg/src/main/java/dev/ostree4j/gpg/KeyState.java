// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.gpg;

/// A primary key or a subkey, judged.
///
/// @param key the key
/// @param expiresSeconds when it ends, since 1970; zero for never
/// @param isExpired whether it has ended, or the primary key above it
/// @param isRevoked whether the owner took it back, or the primary key above it
/// @param isValid whether the owner stands by it
/// @param maySign whether it is for signing documents
/// @param isCrossSigned whether it says itself that it belongs to the primary key; true of that
record KeyState(
    KeyPacket key,
    long expiresSeconds,
    boolean isExpired,
    boolean isRevoked,
    boolean isValid,
    boolean maySign,
    boolean isCrossSigned) {
  private static final int FLAG_SIGN = 0x02;

  static boolean maySign(KeyPacket key, int flags) {
    return Algorithms.canSign(key.algorithm()) && (flags < 0 || (flags & FLAG_SIGN) != 0);
  }

  /// When a key ends that lasts so long.
  static long end(KeyPacket key, long lifeSeconds) {
    return lifeSeconds == 0 ? 0 : key.createdSeconds() + lifeSeconds;
  }

  static boolean isPast(long endSeconds, long nowSeconds) {
    return endSeconds != 0 && endSeconds < nowSeconds;
  }
}
