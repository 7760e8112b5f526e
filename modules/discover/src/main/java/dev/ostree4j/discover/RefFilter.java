// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import java.nio.charset.StandardCharsets;

/// A set of refs in a few bytes, which answers "perhaps" or "certainly not": the Bloom filter with
/// which a machine tells its neighbours what it has. Mutable.
///
/// ```text
/// bits       8 a byte, the lowest first
/// a ref      sets the bits H(0), H(1), … H(k − 1) modulo their number
/// H(i)       SipHash-2-4 of the collection XOR that of the ref; all 16 bytes of the key are i
/// ```
///
/// @since 0.1
public final class RefFilter {
  /// The hashes may be at most 256, since each is named by a byte.
  public static final int HASHES_MAX = 255;

  /// Far more than fits into an announcement on the local network.
  public static final int SIZE_BYTES_MAX = 1 << 20;

  private static final long EACH_BYTE = 0x0101010101010101L;

  private final byte[] bits;
  private final int hashes;

  private RefFilter(byte[] bits, int hashes) {
    if (bits.length < 1 || bits.length > SIZE_BYTES_MAX || hashes < 1 || hashes > HASHES_MAX) {
      throw new IllegalArgumentException(
          "a filter of " + bits.length + " bytes and " + hashes + " hashes");
    }
    this.bits = bits;
    this.hashes = hashes;
  }

  /// An empty one.
  ///
  /// @throws IllegalArgumentException when a size is not from 1 to its maximum
  public static RefFilter empty(int sizeBytes, int hashes) {
    return new RefFilter(new byte[sizeBytes], hashes);
  }

  /// One with these bits, which are copied.
  ///
  /// @throws IllegalArgumentException when a size is not from 1 to its maximum
  public static RefFilter of(byte[] bits, int hashes) {
    return new RefFilter(bits.clone(), hashes);
  }

  /// Adds a ref.
  public RefFilter add(CollectionRef ref) {
    for (int i = 0; i < hashes; i++) {
      long bit = bit(ref, i);
      bits[(int) (bit / 8)] |= (byte) (1 << bit % 8);
    }
    return this;
  }

  /// Whether a ref may have been added; false when it certainly was not.
  public boolean mayContain(CollectionRef ref) {
    for (int i = 0; i < hashes; i++) {
      long bit = bit(ref, i);
      if ((bits[(int) (bit / 8)] & 1 << bit % 8) == 0) {
        return false;
      }
    }
    return true;
  }

  private long bit(CollectionRef ref, int index) {
    long hash = hash(ref.collection().text(), index) ^ hash(ref.ref().text(), index);
    return Long.remainderUnsigned(hash, bits.length * 8L);
  }

  private static long hash(String text, int index) {
    long key = EACH_BYTE * index;
    return SipHash.hash(key, key, text.getBytes(StandardCharsets.UTF_8));
  }

  /// How many bits each ref sets.
  public int hashes() {
    return hashes;
  }

  /// A copy of the bits.
  public byte[] bits() {
    return bits.clone();
  }
}
