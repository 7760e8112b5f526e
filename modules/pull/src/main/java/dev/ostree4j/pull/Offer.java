// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What a source has: asked by the planner, before anything is pulled.
interface Offer {
  /// The summary, verified if that is demanded; nothing when the source has none. Not asked for
  /// when every commit is known already.
  Optional<Summary> summary() throws IOException;

  /// Where a ref points, when there is no summary to tell.
  ///
  /// @throws IOException when there is no such ref
  Checksum resolve(RefName ref) throws IOException;

  /// Where a ref of a collection points, when there is no summary to tell.
  ///
  /// @throws IOException when there is no such ref
  Checksum resolve(CollectionRef ref) throws IOException;

  /// Every ref, when nothing in particular is asked for.
  List<Wanted> everything() throws IOException;

  /// The collection to which commits from here must belong.
  Optional<CollectionId> collection();
}
