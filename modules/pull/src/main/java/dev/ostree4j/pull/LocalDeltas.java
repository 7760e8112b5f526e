// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// The deltas of a repository on the same machine.
final class LocalDeltas implements DeltaSource {
  private static final int PIECE_BYTES = 64 * 1024;

  private final Repo repo;
  private final Repo source;

  /// @param repo in whose `tmp` files lie that are too large for memory
  LocalDeltas(Repo repo, Repo source) {
    this.repo = repo;
    this.source = source;
  }

  @Override
  public Optional<byte[]> findIndex(String path) throws IOException {
    return source.files().find(path, MetadataLimits.MAX_SIZE_BYTES);
  }

  /// A copy: what was verified must not change any more.
  @Override
  public Optional<SuperblockFile> findSuperblock(String path) throws IOException {
    InputStream found;
    try {
      found = LocalPart.open(source, path, MetadataLimits.MAX_SIZE_BYTES);
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return Optional.empty();
    }
    try (InputStream in = found;
        var sink = new SuperblockSink(repo)) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        sink.write(piece, 0, n);
      }
      return Optional.of(sink.finished());
    }
  }

  @Override
  public InputStream openPart(String path, PartHeader header) throws IOException {
    return LocalPart.open(source, path, header.sizeBytes());
  }
}
