// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import java.io.IOException;

/// A commit was to be deleted, but a ref names it; delete the ref first.
///
/// @since 0.1
public final class CommitReferencedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Checksum commit;

  CommitReferencedException(Checksum commit, String ref) {
    super("Commit '" + commit + "' is referenced by '" + ref + "'");
    this.commit = commit;
  }

  CommitReferencedException(Checksum commit, CollectionRef ref) {
    super("Commit '%s' is referenced by (%s, %s)".formatted(commit, ref.collection(), ref.ref()));
    this.commit = commit;
  }

  /// The commit that stays.
  public Checksum commit() {
    return commit;
  }
}
