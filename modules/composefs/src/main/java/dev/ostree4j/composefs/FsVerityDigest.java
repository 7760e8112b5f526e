// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Computes the fs-verity digest of bytes which come in pieces: what the kernel calls a sealed file
/// by.
///
/// Mutable; one thread at a time. Blocks of 4096 bytes, SHA-256, no salt. It never holds more than
/// one block of the content and one of each level of the tree above it.
///
/// ```text
/// content   blocks, the last one filled up with zeros
/// level 0   the hashes of these, 128 in a block, the last block filled up with zeros
/// level 1   the hashes of those, and so on until a level is one hash, the root
///
/// descriptor, whose hash is the digest:
///   01 01 0c 00 | 00000000 | size u64 | root, zeros to 64 | zeros to 256
/// ```
///
/// @since 0.1
public final class FsVerityDigest {
  private static final int BLOCK_BYTES = 4096;
  private static final int DESCRIPTOR_BYTES = 256;
  private static final int VERSION = 1;
  private static final int SHA256 = 1;
  private static final int BLOCK_BITS = 12;
  private static final int SIZE_OFFSET = 8;
  private static final int ROOT_OFFSET = 16;

  private final Hasher hasher = Hasher.sha256();
  private final byte[] block = new byte[BLOCK_BYTES];
  private final List<Level> levels = new ArrayList<>();
  private int filled;
  private long sizeBytes;

  /// A new computation.
  public FsVerityDigest() {}

  /// The digest of these bytes.
  public static Checksum of(byte[] content) {
    return new FsVerityDigest().update(content, 0, content.length).finish();
  }

  /// Adds `length` bytes from `offset` on.
  ///
  /// @throws IndexOutOfBoundsException when the range is not inside the array
  public FsVerityDigest update(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    sizeBytes += length;
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (filled == 0 && end - at >= BLOCK_BYTES) {
        add(0, hasher.update(bytes, at, BLOCK_BYTES).finish());
        at += BLOCK_BYTES;
        continue;
      }
      int taken = Math.min(BLOCK_BYTES - filled, end - at);
      System.arraycopy(bytes, at, block, filled, taken);
      filled += taken;
      at += taken;
      if (filled == BLOCK_BYTES) {
        add(0, hasher.update(block).finish());
        filled = 0;
      }
    }
    return this;
  }

  /// The digest of all bytes added so far; the computation then starts anew.
  public Checksum finish() {
    if (filled > 0) {
      Arrays.fill(block, filled, BLOCK_BYTES, (byte) 0);
      add(0, hasher.update(block).finish());
    }
    byte[] descriptor = new byte[DESCRIPTOR_BYTES];
    descriptor[0] = VERSION;
    descriptor[1] = SHA256;
    descriptor[2] = BLOCK_BITS;
    for (int i = 0; i < Long.BYTES; i++) {
      descriptor[SIZE_OFFSET + i] = (byte) (sizeBytes >>> 8 * i);
    }
    if (sizeBytes > 0) {
      // The root of no content is 32 zeros.
      root().copyTo(descriptor, ROOT_OFFSET);
    }
    levels.clear();
    filled = 0;
    sizeBytes = 0;
    return hasher.update(descriptor).finish();
  }

  private Checksum root() {
    for (int i = 0; ; i++) {
      Level level = levels.get(i);
      if (level.hashes == 1) {
        return Checksum.of(level.block, 0);
      }
      if (level.filled > 0) {
        Arrays.fill(level.block, level.filled, BLOCK_BYTES, (byte) 0);
        add(i + 1, hasher.update(level.block).finish());
      }
    }
  }

  private void add(int index, Checksum hash) {
    if (index == levels.size()) {
      levels.add(new Level());
    }
    Level level = levels.get(index);
    hash.copyTo(level.block, level.filled);
    level.filled += Checksum.SIZE_BYTES;
    level.hashes++;
    if (level.filled == BLOCK_BYTES) {
      level.filled = 0;
      add(index + 1, hasher.update(level.block).finish());
    }
  }

  /// The last block of a level, and how many hashes the level has had.
  private static final class Level {
    final byte[] block = new byte[BLOCK_BYTES];
    int filled;
    long hashes;
  }
}
