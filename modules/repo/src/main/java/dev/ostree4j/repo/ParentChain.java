// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.syscall.FileStatus;
import org.jspecify.annotations.Nullable;

/// The repositories which are being opened, from a parent down to the first child: one that is its
/// own ancestor would be opened for ever.
final class ParentChain {
  ParentChain(FileStatus status, @Nullable ParentChain children)
      throws RepoException.InvalidConfig {
    this.status = status;
    this.children = children;
    for (ParentChain child = children; child != null; child = child.children) {
      if (child.status.isSameFile(status)) {
        throw new RepoException.InvalidConfig("the repository is its own parent");
      }
    }
  }

  private final FileStatus status;
  private final @Nullable ParentChain children;
}
