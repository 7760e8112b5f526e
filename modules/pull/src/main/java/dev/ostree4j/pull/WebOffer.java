// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What a remote in the net offers.
final class WebOffer implements Offer {
  /// A ref is 64 digits and a line end; what is much longer is an error page.
  private static final int REF_MAX_BYTES = 4096;

  private static final int SHOWN_MAX = 200;

  private final RemoteFiles files;
  private final RemoteSummary summaries;
  private final Optional<CollectionId> collection;
  private final DeltaUse deltas;

  /// @param deltas without a summary none can be required
  WebOffer(
      RemoteFiles files,
      RemoteSummary summaries,
      Optional<CollectionId> collection,
      DeltaUse deltas) {
    this.files = files;
    this.summaries = summaries;
    this.collection = collection;
    this.deltas = deltas;
  }

  @Override
  public Optional<Summary> summary() throws IOException {
    return summaries.find().map(SignedSummary::summary);
  }

  @Override
  public Checksum resolve(RefName ref) throws IOException {
    return resolve("refs/heads/" + ref, "((empty), " + ref + ")");
  }

  @Override
  public Checksum resolve(CollectionRef ref) throws IOException {
    return resolve("refs/mirrors/" + ref.collection() + "/" + ref.ref(), ref.toString());
  }

  private Checksum resolve(String path, String shown) throws IOException {
    deltas.requireList(false);
    String text = new String(files.fetch(path, REF_MAX_BYTES), StandardCharsets.UTF_8).strip();
    return Checksum.find(text)
        .orElseThrow(
            () ->
                new PullException.RefNotOffered(
                    "Fetching checksum for ref " + shown + ": Invalid rev " + oneLine(text)));
  }

  /// An error page is shown in so far that one can see what it is.
  private static String oneLine(String text) {
    String line = text.replace('\n', ' ');
    return line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) + "…" : line;
  }

  @Override
  public List<Wanted> everything() throws IOException {
    Optional<Summary> summary = summary();
    if (summary.isEmpty()) {
      throw PullException.NothingChosen.noSummary();
    }
    return SummaryRefs.of(summary.get());
  }

  @Override
  public Optional<CollectionId> collection() {
    return collection;
  }
}
