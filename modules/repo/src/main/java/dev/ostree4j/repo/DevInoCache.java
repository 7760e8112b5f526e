// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import java.io.IOException;
import java.util.Optional;

/// Knows which files on disk are which objects, by device and inode. Mutable.
public final class DevInoCache {
  private DevInoCache() {}

  /// A cache that knows nothing yet.
  public static DevInoCache empty() {
    return new DevInoCache();
  }

  /// A cache of all files of a repository.
  public static DevInoCache scan(Repo repo) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The object that this inode is.
  public Optional<Checksum> find(long device, long inode) {
    throw new AssertionError("not yet");
  }

  /// Remembers an inode.
  public void put(long device, long inode, Checksum content) {
    throw new AssertionError("not yet");
  }
}
