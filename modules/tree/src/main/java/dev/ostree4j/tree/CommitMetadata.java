// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.Collection;

/// The well-known entries of a commit's metadata.
public final class CommitMetadata {

  private CommitMetadata() {}

  /// Adds `ostree.bootable` and `ostree.linux` for the one kernel in `usr/lib/modules`.
  ///
  /// @throws TreeException.NoSingleKernel when there is none, or more than one
  public static void putBootable(VariantDict metadata, MutableTree tree) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Adds `ostree.ref-binding` (sorted; empty for no refs) and, where there is one,
  /// `ostree.collection-binding`.
  public static void putBindings(VariantDict metadata, Collection<String> refs, Repo repo) {
    throw new AssertionError("not yet");
  }

  /// Adds `ostree.sizes`: what each object reachable from the tree takes. Only archive repositories
  /// can tell; others are left without.
  public static void putSizes(VariantDict metadata, Transaction transaction, TreeRoot tree)
      throws IOException {
    throw new AssertionError("not yet");
  }
}
