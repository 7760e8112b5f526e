// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import java.util.Optional;

/// A commit and what its source says about it.
///
/// @param commit the bytes of the commit; nothing when the source does not have it, or nobody asked
/// @param detached the bytes of its detached metadata; nothing when there is none
record CommitPapers(Optional<byte[]> commit, Optional<byte[]> detached) {
  CommitPapers withoutDetached() {
    return new CommitPapers(commit, Optional.empty());
  }
}
