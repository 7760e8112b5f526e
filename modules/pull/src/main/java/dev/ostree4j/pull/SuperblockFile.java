// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.checksum.Pieces;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.SignedSuperblock;
import dev.ostree4j.delta.Superblock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A superblock as it came; verified by nobody.
///
/// @param bytes in memory, or those of a file
/// @param arena which they lie in, unless they are an array
record SuperblockFile(MemorySegment bytes, Arena arena) implements AutoCloseable {
  /// The checksum of the file, as lists of deltas have it.
  Checksum checksum() {
    Hasher hasher = Hasher.sha256();
    for (ByteBuffer piece : new Pieces(bytes)) {
      hasher.update(piece);
    }
    return hasher.finish();
  }

  /// What is in it, within signatures or not. Not to be used after this is closed.
  Superblock parse() throws DeltaException.Malformed {
    return SignedSuperblock.isSigned(bytes)
        ? Superblock.parse(SignedSuperblock.parse(bytes).superblock())
        : Superblock.parse(bytes);
  }

  /// Gives back what it takes on disk.
  @Override
  public void close() {
    arena.close();
  }
}
