// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.Superblock;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The static deltas of a source.
final class DeltaOffer {
  /// What a source says of its deltas before it is asked for one.
  ///
  /// @param indexed whether the deltas that lead to a commit are listed in an index
  /// @param summary the summary, verified if that is demanded; nothing when the source has none, or
  ///     has an index and was not asked
  record Announcement(boolean indexed, Optional<Summary> summary) {}

  /// Asks for an announcement, each time anew.
  @FunctionalInterface
  interface Announcements {
    Announcement ask() throws IOException;
  }

  private final DeltaSource source;
  private final Announcements announcements;
  private final Runnable answered;

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
    return new Announcement(summary.filter(Summary::hasIndexedDeltas).isPresent(), summary);
  }

  /// The deltas that lead to a commit; nothing when the source does not tell. Where an index is
  /// missing or of no use the summary may know more.
  Optional<DeltaIndex> listing(Checksum to) throws IOException {
    Announcement announced = announcements.ask();
    if (announced.indexed) {
      Optional<DeltaIndex> index = index(to);
      if (index.isPresent()) {
        return index;
      }
    }
    if (announced.summary.isEmpty()) {
      return announced.indexed ? Optional.of(none()) : Optional.empty();
    }
    Optional<Variant> list = announced.summary.get().staticDeltas();
    return Optional.of(list.isPresent() ? DeltaIndex.parse(list.get()) : none());
  }

  /// The index of a commit, if it lists anything for it.
  private Optional<DeltaIndex> index(Checksum to) throws IOException {
    Optional<byte[]> bytes = source.findIndex(DeltaName.indexPath(to));
    answered.run();
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    DeltaIndex index = DeltaIndex.parse(bytes.get());
    boolean leadsThere =
        index.superblocks().keySet().stream().anyMatch(name -> name.to().equals(to));
    return leadsThere ? Optional.of(index) : Optional.empty();
  }

  private static DeltaIndex none() {
    return DeltaIndex.of(Map.of());
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
