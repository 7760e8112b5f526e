// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.FileSystemStatus;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// The blocks that a transaction may still fill with content before it eats into the reserve which
/// the configuration keeps free. Metadata is small and not counted. Safe for many threads.
final class SpaceBudget {
  private static final SpaceBudget UNLIMITED = new SpaceBudget(Long.MAX_VALUE, 1, "");

  private final AtomicLong blocksLeft;
  private final long blockSizeBytes;
  private final String reserve;

  private SpaceBudget(long blocks, long blockSizeBytes, String reserve) {
    this.blocksLeft = new AtomicLong(blocks);
    this.blockSizeBytes = blockSizeBytes;
    this.reserve = reserve;
  }

  static SpaceBudget of(Repo repo) throws IOException {
    RepoConfig config = repo.config();
    int percent = config.minFreeSpacePercent();
    long reservedBytes = config.minFreeSpaceBytes();
    if (percent == 0 && reservedBytes == 0) {
      return UNLIMITED;
    }
    Kernel kernel = repo.kernel();
    FileSystemStatus disk = kernel.fileSystem(repo.directory());
    long free = kernel.effectiveUser() == 0 ? disk.freeBlocks() : disk.availableBlocks();
    // A size, where there is one, counts more than a percentage.
    return reservedBytes > 0 ? ofSize(disk, free, reservedBytes) : ofPercent(disk, free, percent);
  }

  private static SpaceBudget ofSize(FileSystemStatus disk, long free, long reservedBytes) {
    long reservedBlocks = reservedBytes / disk.blockSizeBytes();
    String what = "min-free-space-size " + (reservedBytes >> 20) + "MB";
    return new SpaceBudget(Math.max(0, free - reservedBlocks), disk.blockSizeBytes(), what);
  }

  private static SpaceBudget ofPercent(FileSystemStatus disk, long free, int percent) {
    long reservedBlocks = (long) (disk.blocks() * (percent / 100.0));
    String what = "min-free-space-percent '" + percent + "%'";
    return new SpaceBudget(Math.max(0, free - reservedBlocks), disk.blockSizeBytes(), what);
  }

  /// Accounts for one content object.
  void spend(long sizeBytes) throws RepoException.NoSpace {
    if (this == UNLIMITED) {
      return;
    }
    long blocks = sizeBytes / blockSizeBytes + 1;
    if (blocksLeft.addAndGet(-blocks) < 0) {
      blocksLeft.addAndGet(blocks);
      throw new RepoException.NoSpace(
          "Writing content object: "
              + reserve
              + " would be exceeded, at least "
              + SizeText.of(Math.max(sizeBytes, blocks * blockSizeBytes))
              + " requested");
    }
  }
}
