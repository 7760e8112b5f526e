// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.fetch.FetchException;
import dev.ostree4j.fetch.FetchRequest;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The deltas of a server.
final class WebDeltas implements DeltaSource {
  private final Repo repo;
  private final Fetcher fetcher;
  private final Spool spool;
  private final List<URI> mirrors;

  /// @param repo in whose `tmp` superblocks lie that are too large for memory
  WebDeltas(Repo repo, Fetcher fetcher, Spool spool, List<URI> mirrors) {
    this.repo = repo;
    this.fetcher = fetcher;
    this.spool = spool;
    this.mirrors = mirrors;
  }

  @Override
  public Optional<byte[]> findIndex(String path) throws IOException {
    return new WebFiles(fetcher, mirrors).find(path, MetadataLimits.MAX_SIZE_BYTES);
  }

  @Override
  public Optional<SuperblockFile> findSuperblock(String path) throws IOException {
    FetchRequest request =
        FetchRequest.of(mirrors, path).withMaxBytes(MetadataLimits.MAX_SIZE_BYTES);
    try (var sink = new SuperblockSink(repo)) {
      fetcher.download(request, sink);
      return Optional.of(sink.finished());
    } catch (FetchException.NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream openPart(String path, PartHeader header) throws IOException {
    return spool.downloadPart(fetcher, FetchRequest.of(mirrors, path), header);
  }
}
