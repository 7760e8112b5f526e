// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// How a download ended. Immutable.
///
/// @since 0.1
public final class Downloaded {
  private final long sizeBytes;
  private final Origin origin;

  Downloaded(long sizeBytes, Origin origin) {
    this.sizeBytes = sizeBytes;
    this.origin = origin;
  }

  /// The length of the whole file, with what an earlier download had of it.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// The URL that had its end, behind all redirects, without user and password.
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
}
