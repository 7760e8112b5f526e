// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.DeltaApplier;
import dev.ostree4j.delta.FallbackObject;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.delta.Superblock;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.SizeText;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.syscall.FileSystemStatus;
import java.io.IOException;

/// Asks whether there is room for what a delta makes, before any of it is fetched.
///
/// What counts is what the superblock says, as far as it is not here yet. That is a claim of the
/// server's: one that is too low is noticed when a file does not fit.
final class DeltaRoom {
  private final Transaction transaction;
  private final DeltaApplier applier;

  DeltaRoom(Transaction transaction, DeltaApplier applier) {
    this.transaction = transaction;
    this.applier = applier;
  }

  /// @throws RepoException.NoSpace when the file system has less room
  void require(Superblock superblock) throws IOException {
    long needed = needed(superblock);
    long free = free(transaction.repo());
    if (Long.compareUnsigned(needed, free) > 0) {
      throw new RepoException.NoSpace(
          "Delta requires "
              + SizeText.of(needed)
              + " free space, but only "
              + SizeText.of(free)
              + " available");
    }
  }

  /// As an unsigned number, like those it is added up from.
  private long needed(Superblock superblock) throws IOException {
    long bytes = 0;
    for (PartHeader part : superblock.parts()) {
      if (!applier.isDone(part)) {
        bytes = add(bytes, part.uncompressedBytes());
      }
    }
    for (FallbackObject fallback : superblock.fallbacks()) {
      if (!transaction.has(fallback.name())) {
        bytes = add(bytes, fallback.uncompressedBytes());
      }
    }
    return bytes;
  }

  private static long add(long bytes, long more) {
    long sum = bytes + more;
    return Long.compareUnsigned(sum, bytes) < 0 ? -1 : sum;
  }

  /// What whoever runs this may fill; only root may take what is reserved for root.
  private static long free(Repo repo) throws IOException {
    FileSystemStatus disk = repo.kernel().fileSystem(repo.directory());
    boolean root = repo.kernel().effectiveUser() == 0;
    return (root ? disk.freeBlocks() : disk.availableBlocks()) * disk.blockSizeBytes();
  }
}
