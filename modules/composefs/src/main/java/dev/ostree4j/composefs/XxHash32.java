// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

/// The 32-bit xxHash, by which EROFS tells quickly that an inode has no attribute of a name.
///
/// ```text 16 bytes or more   four lanes, each takes four bytes of every 16: rotl(lane + word * P2,
/// 13) * P1
///                    then the sum of the lanes, rotated by 1, 7, 12, 18
/// fewer              seed + P5
/// the rest           by four: rotl(h + word * P3, 17) * P4, by one: rotl(h + byte * P5, 11) * P1
/// at the end         h ^= h >>> 15, * P2, h ^= h >>> 13, * P3, h ^= h >>> 16
/// ```
final class XxHash32 {
  private static final int P1 = 0x9e3779b1;
  private static final int P2 = 0x85ebca77;
  private static final int P3 = 0xc2b2ae3d;
  private static final int P4 = 0x27d4eb2f;
  private static final int P5 = 0x165667b1;
  private static final int STRIPE_BYTES = 16;

  private XxHash32() {}

  static int hash(byte[] bytes, int start, int seed) {
    int length = bytes.length - start;
    int wholeStripes = start + length / STRIPE_BYTES * STRIPE_BYTES;
    int hash = length < STRIPE_BYTES ? seed + P5 : stripes(bytes, start, wholeStripes, seed);
    hash += length;
    int at = wholeStripes;
    for (; bytes.length - at >= Integer.BYTES; at += Integer.BYTES) {
      hash = Integer.rotateLeft(hash + word(bytes, at) * P3, 17) * P4;
    }
    for (; at < bytes.length; at++) {
      hash = Integer.rotateLeft(hash + (bytes[at] & 0xff) * P5, 11) * P1;
    }
    return avalanche(hash);
  }

  private static int stripes(byte[] bytes, int start, int end, int seed) {
    int[] lanes = {seed + P1 + P2, seed + P2, seed, seed - P1};
    for (int at = start; at < end; at += STRIPE_BYTES) {
      for (int i = 0; i < lanes.length; i++) {
        int word = word(bytes, at + i * Integer.BYTES);
        lanes[i] = Integer.rotateLeft(lanes[i] + word * P2, 13) * P1;
      }
    }
    return Integer.rotateLeft(lanes[0], 1)
        + Integer.rotateLeft(lanes[1], 7)
        + Integer.rotateLeft(lanes[2], 12)
        + Integer.rotateLeft(lanes[3], 18);
  }

  private static int avalanche(int hash) {
    int mixed = (hash ^ hash >>> 15) * P2;
    mixed = (mixed ^ mixed >>> 13) * P3;
    return mixed ^ mixed >>> 16;
  }

  private static int word(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
