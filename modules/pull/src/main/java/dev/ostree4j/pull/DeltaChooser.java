// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Chooses the delta that leads to a commit: from the newest commit that is whole here. One from
/// nothing is taken only when nothing of the ref is here: else fetching what changed costs less.
final class DeltaChooser {
  private final DeltaOffer offer;
  private final DeltaUse use;
  private final Map<Checksum, Destination> wanted;
  private final Transaction transaction;

  /// @param wanted where each commit goes that was asked for; their parents come without deltas
  DeltaChooser(
      DeltaOffer offer, DeltaUse use, Map<Checksum, Destination> wanted, Transaction transaction) {
    this.offer = offer;
    this.use = use;
    this.wanted = Map.copyOf(wanted);
    this.transaction = transaction;
  }

  /// The delta to use, if there is one; to be closed.
  ///
  /// @throws PullException.DeltaRequired when there is none and one is required
  Optional<OfferedDelta> choose(Checksum to) throws IOException {
    Destination place = wanted.get(to);
    if (place == null || transaction.hasWhole(to)) {
      return Optional.empty();
    }
    Optional<Checksum> before = place.current();
    Optional<DeltaIndex> listing = offer.listing(to);
    use.requireList(listing.isPresent());
    Optional<DeltaName> name =
        listing.isPresent() ? best(to, before, listing.get()) : guess(to, before);
    Optional<OfferedDelta> found =
        name.isPresent()
            ? offer.find(name.get(), listing.flatMap(list -> list.find(name.get())))
            : Optional.empty();
    if (found.isEmpty() && use == DeltaUse.REQUIRED) {
      throw new PullException.DeltaRequired(
          "Static deltas required, but none found for "
              + name.map(DeltaChooser::start).orElse(place.ref())
              + " to "
              + to);
    }
    return found;
  }

  private static String start(DeltaName name) {
    return name.from().map(Checksum::hex).orElse("empty");
  }

  private Optional<DeltaName> best(Checksum to, Optional<Checksum> before, DeltaIndex listing)
      throws IOException {
    Optional<DeltaName> best = Optional.empty();
    long newest = 0;
    for (DeltaName name : listing.superblocks().keySet()) {
      if (name.from().isPresent() && transaction.hasWhole(name.from().get())) {
        long time = transaction.objects().readCommit(name.from().get()).timestampSeconds();
        if (best.isEmpty() || time > newest) {
          best = Optional.of(name);
          newest = time;
        }
      }
    }
    DeltaName scratch = DeltaName.fromScratch(to);
    boolean fromNothing = best.isEmpty() && before.isEmpty() && listing.find(scratch).isPresent();
    return fromNothing ? Optional.of(scratch) : best;
  }

  /// Without a list the usual ones are tried.
  private Optional<DeltaName> guess(Checksum to, Optional<Checksum> before) throws IOException {
    if (before.isEmpty()) {
      return Optional.of(DeltaName.fromScratch(to));
    }
    return transaction.hasWhole(before.get())
        ? Optional.of(DeltaName.between(before.get(), to))
        : Optional.empty();
  }
}
