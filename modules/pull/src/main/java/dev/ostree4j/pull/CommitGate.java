// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import java.io.IOException;
import java.util.Optional;

/// What every commit has to pass before anything of it is stored, whichever way it came.
@FunctionalInterface
interface CommitGate {
  /// Returns when the commit may come in.
  ///
  /// @param bytes the commit as it is stored and signed
  /// @param detached what is said about it, signatures among it
  void check(Checksum name, Commit commit, byte[] bytes, Optional<VariantDict> detached)
      throws IOException;

  /// Whether it looks at what is said about a commit. When it does not, that may be anything.
  default boolean readsDetached() {
    return false;
  }

  /// Both gates, one after the other.
  default CommitGate then(CommitGate next) {
    return (name, commit, bytes, detached) -> {
      check(name, commit, bytes, detached);
      next.check(name, commit, bytes, detached);
    };
  }
}
