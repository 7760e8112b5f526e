// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file as a server gave it, with what the server needs to say that it has not changed since.
/// Immutable.
///
/// @since 0.1
public final class CachedFile {
  private final byte[] content;
  private final @Nullable String etag;
  private final @Nullable Instant lastModified;

  private CachedFile(byte[] content, @Nullable String etag, @Nullable Instant lastModified) {
    this.content = content;
    this.etag = etag;
    this.lastModified = lastModified;
  }

  /// A file with this content; the bytes are copied.
  public static CachedFile of(byte[] content) {
    return new CachedFile(content.clone(), null, null);
  }

  /// The same with the `ETag` that the server gave it.
  public CachedFile withEtag(String tag) {
    return new CachedFile(content, Objects.requireNonNull(tag), lastModified);
  }

  /// The same with the `Last-Modified` that the server gave it.
  public CachedFile withLastModified(Instant time) {
    return new CachedFile(content, etag, Objects.requireNonNull(time));
  }

  /// A copy of the content.
  public byte[] content() {
    return content.clone();
  }

  /// The `ETag` of the server, if it gave one.
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  /// The `Last-Modified` of the server, if it gave one.
  public Optional<Instant> lastModified() {
    return Optional.ofNullable(lastModified);
  }
}
