// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What a fetch brought.
///
/// @since 0.1
public final class FetchedFile {
  private final byte[] body;
  private final Origin origin;
  private final boolean notModified;

  FetchedFile(byte[] body, Origin origin, boolean notModified) {
    this.body = body;
    this.origin = origin;
    this.notModified = notModified;
  }

  /// A file that is here, of which nobody said when it changed.
  ///
  /// @param body all bytes; not copied
  /// @param from where it is
  public static FetchedFile of(byte[] body, URI from) {
    return new FetchedFile(body, new Origin.Known(from, Optional.empty(), Optional.empty()), false);
  }

  /// The same file, had from another URL.
  FetchedFile withFrom(URI url) {
    return new FetchedFile(body, new Origin.Known(url, etag(), lastModified()), notModified);
  }

  /// All bytes, decoded; empty when the file is not modified. Not copied.
  public byte[] body() {
    return body;
  }

  /// The URL that had it, behind all redirects, without user and password.
  public URI from() {
    return origin.from();
  }

  /// The ETag which the server sent.
  public Optional<String> etag() {
    return origin.etag();
  }

  /// When it was changed last, as the server says.
  public Optional<Instant> lastModified() {
    return origin.lastModified();
  }

  /// Whether the condition of the request says that the caller has it already.
  public boolean notModified() {
    return notModified;
  }
}
