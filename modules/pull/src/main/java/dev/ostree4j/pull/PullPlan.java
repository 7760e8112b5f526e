// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What will be pulled: decided before the first object is asked for. Immutable.
///
/// @param targets the refs that will be set
/// @param singles commits that no ref will name
record PullPlan(List<Target> targets, List<Checksum> singles) {
  PullPlan {
    targets = List.copyOf(targets);
    singles = List.copyOf(singles);
  }

  /// A ref and the commit that it will name.
  ///
  /// @param ref what it is called in its repository or collection
  /// @param asked the collection for which it was asked for, if it was
  /// @param bound the collection to which its commit must belong, if it must
  record Target(
      RefName ref, Optional<CollectionId> asked, Optional<CollectionId> bound, Checksum commit) {
    /// As a ref of a collection, when it was asked for as that.
    Optional<CollectionRef> shared() {
      return asked.map(collection -> new CollectionRef(collection, ref));
    }
  }

  /// The commits at which the pull starts, each once.
  Collection<Checksum> commits() {
    Set<Checksum> commits = new LinkedHashSet<>(singles);
    targets.forEach(target -> commits.add(target.commit()));
    return commits;
  }

  /// The refs that will name this commit.
  List<Target> targetsOf(Checksum commit) {
    return targets.stream().filter(target -> target.commit().equals(commit)).toList();
  }
}
