// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.checksum.Hasher;
import dev.ostree4j.delta.DeltaException;
import dev.ostree4j.delta.DeltaIndex;
import dev.ostree4j.delta.DeltaName;
import dev.ostree4j.delta.SignedSuperblock;
import dev.ostree4j.delta.Superblock;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.summary.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The static deltas of a source.
final class DeltaOffer {
  /// Opens a part.
  @FunctionalInterface
  interface Parts {
    /// The part, verified by nobody.
    ///
    /// @param maxBytes what is longer is refused
    InputStream open(String path, long maxBytes) throws IOException;
  }

  /// Finds the summary, verified if that is demanded.
  @FunctionalInterface
  interface Summaries {
    Optional<Summary> find() throws IOException;
  }

  private final RemoteFiles files;
  private final Parts parts;
  private final Summaries summaries;
  private final boolean indexed;

  /// Of a source which was not asked for its summary, because every commit was known, no deltas are
  /// wanted either.
  private final BooleanSupplier mayGuess;

  /// @param indexed whether the source is known to have indexes, whatever its summary says
  DeltaOffer(
      RemoteFiles files,
      Parts parts,
      Summaries summaries,
      boolean indexed,
      BooleanSupplier mayGuess) {
    this.files = files;
    this.parts = parts;
    this.summaries = summaries;
    this.indexed = indexed;
    this.mayGuess = mayGuess;
  }

  /// The deltas that lead to a commit; nothing when the source does not tell.
  Optional<DeltaIndex> listing(Checksum to) throws IOException {
    Optional<Summary> summary = summaries.find();
    if (indexed || summary.filter(Summary::hasIndexedDeltas).isPresent()) {
      Optional<byte[]> index = files.find(DeltaName.indexPath(to), MetadataLimits.MAX_SIZE_BYTES);
      return Optional.of(index.isPresent() ? DeltaIndex.parse(index.get()) : none());
    }
    if (summary.isEmpty()) {
      return mayGuess.getAsBoolean() ? Optional.empty() : Optional.of(none());
    }
    Optional<Variant> list = summary.get().staticDeltas();
    return Optional.of(list.isPresent() ? DeltaIndex.parse(list.get()) : none());
  }

  private static DeltaIndex none() {
    return DeltaIndex.of(Map.of());
  }

  /// Reads a superblock; nothing when the source does not have it.
  ///
  /// @param listed its checksum, when that is known
  /// @throws DeltaException when it has another, or is another delta's
  Optional<Superblock> find(DeltaName name, Optional<Checksum> listed) throws IOException {
    Optional<byte[]> bytes = files.find(name.superblockPath(), MetadataLimits.MAX_SIZE_BYTES);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Checksum actual = Hasher.sha256().update(bytes.get()).finish();
    if (listed.isPresent() && !listed.get().equals(actual)) {
      throw new DeltaException.Malformed(
          "Superblock of delta "
              + name
              + " has checksum "
              + actual
              + " instead of "
              + listed.get());
    }
    MemorySegment file = MemorySegment.ofArray(bytes.get());
    Superblock superblock =
        SignedSuperblock.isSigned(file)
            ? Superblock.parse(SignedSuperblock.parse(file).superblock())
            : Superblock.parse(file);
    if (!superblock.name().equals(name)) {
      throw new DeltaException.Malformed(
          "Superblock of delta " + name + " is that of " + superblock.name());
    }
    return Optional.of(superblock);
  }

  /// Opens a part, which may lie in the superblock.
  InputStream openPart(Superblock superblock, int index) throws IOException {
    Optional<InputStream> inline = superblock.openInlinePart(index);
    return inline.isPresent()
        ? inline.get()
        : parts.open(superblock.name().partPath(index), superblock.parts().get(index).sizeBytes());
  }
}
