// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.repo.RefListing;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a repository on this machine offers.
final class LocalOffer implements Offer {
  private final Repo source;
  private final RemoteSummary summaries;
  private final PullOptions options;

  /// @param options without a summary not everything can be mirrored
  LocalOffer(Repo source, RemoteSummary summaries, PullOptions options) {
    this.source = source;
    this.summaries = summaries;
    this.options = options;
  }

  @Override
  public Optional<Summary> summary() throws IOException {
    return summaries.find().map(SignedSummary::summary);
  }

  @Override
  public Checksum resolve(RefName ref) throws IOException {
    return source.refs().resolve(ref.text());
  }

  @Override
  public Checksum resolve(CollectionRef ref) throws IOException {
    return source.refs().find(ref).orElseThrow(() -> new RepoException.RefNotFound(ref.toString()));
  }

  @Override
  public List<Wanted> everything() throws IOException {
    Optional<Summary> summary = summary();
    if (summary.isPresent()) {
      return SummaryRefs.of(summary.get());
    }
    if (options.placement() == PullOptions.Placement.MIRROR) {
      throw PullException.NothingChosen.noSummary();
    }
    var refs = new ArrayList<Wanted>();
    var own = RefListing.defaults().withRemotes(RefListing.Show.EXCLUDED);
    for (String name : source.refs().list("", own).keySet()) {
      refs.add(new Wanted.Ref(RefName.parse(name)));
    }
    return refs;
  }

  @Override
  public Optional<CollectionId> collection() {
    return source.collectionId();
  }
}
