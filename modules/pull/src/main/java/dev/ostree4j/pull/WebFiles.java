// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.fetch.FetchEvent;
import dev.ostree4j.fetch.FetchRequest;
import dev.ostree4j.fetch.FetchedFile;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.summary.CachedFile;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The small files of a remote in the net. For one thread at a time.
final class WebFiles implements RemoteFiles {
  private final Fetcher fetcher;
  private final List<URI> mirrors;
  private final boolean gzip;
  private long receivedBytes;

  WebFiles(Fetcher fetcher, List<URI> mirrors) {
    this(fetcher, mirrors, false);
  }

  private WebFiles(Fetcher fetcher, List<URI> mirrors, boolean gzip) {
    this.fetcher = fetcher;
    this.mirrors = mirrors;
    this.gzip = gzip;
  }

  /// The same, which the server may compress on their way.
  WebFiles withGzip() {
    return new WebFiles(fetcher, mirrors, true);
  }

  @Override
  public Optional<FetchedFile> find(String path, long maxBytes, Optional<CachedFile> known)
      throws IOException {
    FetchRequest request = request(path, maxBytes);
    if (known.isPresent()) {
      request = request.withCondition(known.get().etag(), known.get().lastModified());
    }
    return fetcher.find(request);
  }

  @Override
  public byte[] fetch(String path, long maxBytes) throws IOException {
    return fetcher.fetch(request(path, maxBytes)).body();
  }

  private FetchRequest request(String path, long maxBytes) {
    FetchRequest plain =
        FetchRequest.of(mirrors, path).withMaxBytes(maxBytes).withListener(this::count);
    return gzip ? plain.withAcceptGzip() : plain;
  }

  private void count(FetchEvent event) {
    if (event instanceof FetchEvent.Received(int bytes)) {
      receivedBytes += bytes;
    }
  }

  /// What came of all that was asked for, in bytes; of what is not there, too.
  long receivedBytes() {
    return receivedBytes;
  }
}
