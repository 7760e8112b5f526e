// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.FetchRequest;
import dev.ostree4j.fetch.FetchedFile;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.summary.CachedFile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The small files of a remote in the net.
final class WebFiles implements RemoteFiles {
  private final Fetcher fetcher;
  private final List<URI> mirrors;

  WebFiles(Fetcher fetcher, List<URI> mirrors) {
    this.fetcher = fetcher;
    this.mirrors = mirrors;
  }

  @Override
  public Optional<FetchedFile> find(String path, long maxBytes, Optional<CachedFile> known)
      throws IOException {
    FetchRequest request = FetchRequest.of(mirrors, path).withMaxBytes(maxBytes);
    if (known.isPresent()) {
      request = request.withCondition(known.get().etag(), known.get().lastModified());
    }
    return fetcher.find(request);
  }

  @Override
  public byte[] fetch(String path, long maxBytes) throws IOException {
    return fetcher.fetch(FetchRequest.of(mirrors, path).withMaxBytes(maxBytes)).body();
  }
}
