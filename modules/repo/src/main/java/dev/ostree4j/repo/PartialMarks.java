// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.syscall.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The marks `state/HEX.commitpartial` of commits that are not complete.
final class PartialMarks {
  private static final int DIRECTORY_MODE = 0775;
  private final Repo repo;

  PartialMarks(Repo repo) {
    this.repo = repo;
  }

  private static String path(Checksum commit) {
    return "state/" + commit.hex() + ".commitpartial";
  }

  /// @param sync whether the mark is forced to disk before this returns
  void set(Checksum commit, PartialReason reason, boolean sync) throws IOException {
    // A later pull must not hide that a check found something missing.
    if (reason == PartialReason.NOT_PULLED
        && repo.objects().commitState(commit) != CommitState.NORMAL) {
      return;
    }
    Kernel kernel = repo.kernel();
    SmallFiles.ensureDirectory(kernel, repo.directory(), "state", DIRECTORY_MODE);
    byte[] content = reason.content().getBytes(StandardCharsets.US_ASCII);
    SmallFiles.replace(kernel, repo.tmpDirectory(), repo.directory(), path(commit), content, sync);
  }

  void clear(Checksum commit) throws IOException {
    SmallFiles.removeIfPresent(repo.kernel(), repo.directory(), path(commit));
  }
}
