// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.summary.SummaryRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The plan stage: turns what was asked for into refs and commits, with the help of what the source
/// offers.
///
/// What a summary says counts, since it may be signed; only where there is none the refs are asked
/// for one by one.
final class Planner {
  private final Offer offer;
  private final List<PullPlan.Target> targets = new ArrayList<>();
  private final List<Checksum> singles = new ArrayList<>();

  Planner(Offer offer) {
    this.offer = offer;
  }

  /// Plans to pull these.
  PullPlan plan(List<Wanted> wanted) throws IOException {
    for (Wanted one : wanted) {
      switch (one) {
        case Wanted.Ref(RefName ref) -> addTip(ref);
        case Wanted.PinnedRef(RefName ref, Checksum commit) -> add(ref, Optional.empty(), commit);
        case Wanted.Single(Checksum commit) -> singles.add(commit);
        case Wanted.Shared(CollectionRef ref) -> addTip(ref);
        case Wanted.PinnedShared(CollectionRef ref, Checksum commit) ->
            add(ref.ref(), Optional.of(ref.collection()), commit);
      }
    }
    return new PullPlan(targets, singles);
  }

  private void addTip(RefName ref) throws IOException {
    Optional<Summary> summary = offer.summary();
    if (summary.isEmpty()) {
      add(ref, Optional.empty(), offer.resolve(ref));
      return;
    }
    SummaryRef found =
        summary
            .get()
            .find(ref)
            .orElseThrow(
                () ->
                    new PullException.RefNotOffered(
                        "No such branch '" + ref + "' in repository summary"));
    add(ref, summary.get().collectionId(), found.commit());
  }

  private void addTip(CollectionRef ref) throws IOException {
    Optional<CollectionId> asked = Optional.of(ref.collection());
    Optional<Summary> summary = offer.summary();
    if (summary.isEmpty()) {
      add(ref.ref(), asked, offer.resolve(ref));
      return;
    }
    SummaryRef found =
        summary
            .get()
            .find(ref.collection(), ref.ref())
            .orElseThrow(
                () ->
                    new PullException.RefNotOffered(
                        "No such branch " + ref + " in repository summary"));
    add(ref.ref(), asked, found.commit());
  }

  private void add(RefName ref, Optional<CollectionId> asked, Checksum commit) {
    targets.add(new PullPlan.Target(ref, asked, offer.collection(), commit));
  }
}
