// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.discover;

import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RemoteName;
import dev.ostree4j.pull.PullOptions;
import dev.ostree4j.pull.RemoteSummary;
import dev.ostree4j.pull.SignedSummary;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.summary.Summary;
import dev.ostree4j.summary.SummaryRef;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks refs up in the summary of a remote.
final class SummaryLookup {
  private final Repo repo;
  private final PullOptions options;

  SummaryLookup(Repo repo, PullOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// What a remote says of these refs; nothing when it has none of them.
  ///
  /// @param refs all of collections for which this remote's keys count
  /// @throws IOException when its summary cannot be had or may not be believed
  Optional<FoundRemote> look(
      FinderKind finder, RemoteName remote, String url, Set<CollectionRef> refs)
      throws IOException {
    Optional<SignedSummary> signed = RemoteSummary.fetch(repo, remote.text(), options);
    if (signed.isEmpty()) {
      return Optional.empty();
    }
    Summary summary = signed.get().summary();
    SortedMap<CollectionRef, FoundRef> found = new TreeMap<>();
    for (CollectionRef ref : refs) {
      summary.find(ref.collection(), ref.ref()).ifPresent(said -> found.put(ref, found(said)));
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    FoundRemote result = FoundRemote.of(finder, url, remote, found);
    var seconds = summary.lastModifiedSeconds();
    return Optional.of(
        seconds.isPresent() ? result.withSummarySeconds(seconds.getAsLong()) : result);
  }

  private static FoundRef found(SummaryRef said) {
    return new FoundRef(said.commit(), said.timestampSeconds().orElse(0));
  }
}
