// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.fetch.FetchRequest;
import dev.ostree4j.fetch.FetchedFile;
import dev.ostree4j.fetch.Fetcher;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The objects of an archive in the net: the fetch stage.
final class WebSource implements ObjectSource {
  /// It names a commit, which takes 78 bytes, and nobody says more in it.
  private static final int TOMBSTONE_MAX_BYTES = 4096;

  private final Fetcher fetcher;
  private final Mirrors mirrors;
  private final Spool spool;
  private final long metadataMaxBytes;

  /// @param metadataMaxBytes how large a metadata object may be
  WebSource(Fetcher fetcher, Mirrors mirrors, Spool spool, long metadataMaxBytes) {
    this.fetcher = fetcher;
    this.mirrors = mirrors;
    this.spool = spool;
    this.metadataMaxBytes = metadataMaxBytes;
  }

  @Override
  public byte[] fetchMetadata(ObjectName name) throws IOException {
    return fetcher.fetch(metadata(name)).body();
  }

  @Override
  public Optional<byte[]> findMetadata(ObjectName name) throws IOException {
    return fetcher.find(metadata(name)).map(FetchedFile::body);
  }

  /// Signatures stay with whoever publishes the commits; everything else may be somewhere else.
  private FetchRequest metadata(ObjectName name) {
    boolean attached = name.type() == ObjectType.COMMIT_METADATA;
    List<URI> from = attached ? mirrors.repository() : mirrors.content();
    long maxBytes =
        name.type() == ObjectType.TOMBSTONE_COMMIT
            ? Math.min(TOMBSTONE_MAX_BYTES, metadataMaxBytes)
            : metadataMaxBytes;
    return FetchRequest.of(from, path(name)).withMaxBytes(maxBytes);
  }

  @Override
  public Body fetchContent(Checksum content) throws IOException {
    String path = path(new ObjectName(content, ObjectType.FILE));
    return spool.downloadObject(fetcher, FetchRequest.of(mirrors.content(), path), content);
  }

  private static String path(ObjectName name) {
    return "objects/" + name.loosePath(true);
  }
}
