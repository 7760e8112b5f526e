// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.Superblock;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The static deltas of a source.
final class DeltaOffer {
  /// What a source says of its deltas before it is asked for one.
  ///
  /// @param indexed whether the deltas that lead to a commit are listed in an index
  /// @param summary what the summary lists, verified if that is demanded; nothing when the source
  ///     has no summary, or has an index and was not asked
  record Announcement(boolean indexed, Optional<SummaryDeltas> summary) {}

  /// Asks for an announcement. As long as it is one without summary the next may tell more.
  @FunctionalInterface
  interface Announcements {
    Announcement ask() throws IOException;
  }

  private final DeltaSource source;
  private final Announcements announcements;
  private final Runnable answered;
  private @Nullable Announcement announced;

  /// @param answered told of each answer about an index or a superblock, if only that there is none
  DeltaOffer(DeltaSource source, Announcements announcements, Runnable answered) {
    this.source = source;
    this.announcements = announcements;
    this.answered = answered;
  }

  /// How sources announce their deltas: where the refs came from a summary, that tells. Where
  /// nobody had to ask for it, the configuration may name an index, and the summary is not needed
  /// at all.
  static Announcement announced(RemoteSummary summaries, SourceConfig config) throws IOException {
    if (!summaries.isKnown() && config.hasIndexedDeltas()) {
      return new Announcement(true, Optional.empty());
    }
    Optional<Summary> summary = summaries.find().map(SignedSummary::summary);
    return new Announcement(
        summary.filter(Summary::hasIndexedDeltas).isPresent(), summary.map(SummaryDeltas::new));
  }

  /// The deltas that lead to a commit; nothing when the source does not tell. Where an index is
  /// missing or of no use the summary may know more.
  Optional<DeltaIndex> listing(Checksum to) throws IOException {
    Announcement now = announcement();
    if (now.indexed) {
      Optional<DeltaIndex> index = index(to);
      if (index.isPresent()) {
        return index;
      }
    }
    if (now.summary.isPresent()) {
      return Optional.of(now.summary.get().leadingTo(to));
    }
    return now.indexed ? Optional.of(SummaryDeltas.NONE) : Optional.empty();
  }

  /// One with a summary stays, so that its list is read once.
  private Announcement announcement() throws IOException {
    Announcement known = announced;
    if (known == null || known.summary.isEmpty()) {
      known = announcements.ask();
      announced = known;
    }
    return known;
  }

  /// The index of a commit, if it lists anything for it.
  private Optional<DeltaIndex> index(Checksum to) throws IOException {
    Optional<byte[]> bytes = source.findIndex(DeltaName.indexPath(to));
    answered.run();
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(DeltaIndex.parse(bytes.get()).byTarget().get(to));
  }

  /// Reads a superblock; nothing when the source does not have it.
  ///
  /// @param listed its checksum, when that is known
  /// @throws DeltaException when it has another, or is another delta's
  Optional<OfferedDelta> find(DeltaName name, Optional<Checksum> listed) throws IOException {
    Optional<SuperblockFile> found = source.findSuperblock(name.superblockPath());
    answered.run();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SuperblockFile file = found.get();
    try {
      if (listed.isPresent()) {
        requireChecksum(file, name, listed.get());
      }
      Superblock superblock = file.parse();
      if (!superblock.name().equals(name)) {
        throw new DeltaException.Malformed(
            "Superblock of delta " + name + " is that of " + superblock.name());
      }
      return Optional.of(new OfferedDelta(file, superblock, source));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void requireChecksum(SuperblockFile file, DeltaName name, Checksum listed)
      throws DeltaException.Malformed {
    Checksum actual = file.checksum();
    if (!listed.equals(actual)) {
      throw new DeltaException.Malformed(
          "Superblock of delta " + name + " has checksum " + actual + " instead of " + listed);
    }
  }
}
