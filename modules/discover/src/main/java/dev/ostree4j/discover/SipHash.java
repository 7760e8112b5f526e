// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

/// SipHash-2-4 of Aumasson and Bernstein: a keyed hash of 64 bits.
final class SipHash {
  private long v0 = 0x736f6d6570736575L;
  private long v1 = 0x646f72616e646f6dL;
  private long v2 = 0x6c7967656e657261L;
  private long v3 = 0x7465646279746573L;

  private SipHash(long key0, long key1) {
    v0 ^= key0;
    v1 ^= key1;
    v2 ^= key0;
    v3 ^= key1;
  }

  /// The hash of these bytes.
  ///
  /// @param key0 the first eight bytes of the key, little-endian
  /// @param key1 the other eight
  static long hash(long key0, long key1, byte[] bytes) {
    var state = new SipHash(key0, key1);
    int whole = bytes.length & ~7;
    for (int i = 0; i < whole; i += 8) {
      state.absorb(word(bytes, i, 8));
    }
    long rest = word(bytes, whole, bytes.length - whole);
    state.absorb(rest | (long) bytes.length << 56);
    return state.finish();
  }

  private static long word(byte[] bytes, int start, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[start + i] & 0xFFL) << 8 * i;
    }
    return word;
  }

  private void absorb(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private long finish() {
    v2 ^= 0xFF;
    for (int i = 0; i < 4; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
