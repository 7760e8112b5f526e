// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Where a file came from, and what was said about it there.
sealed interface Origin {
  URI from();

  Optional<String> etag();

  Optional<Instant> lastModified();

  /// What is known.
  record Known(URI from, Optional<String> etag, Optional<Instant> lastModified) implements Origin {}

  /// What a server answered, read when it is asked for: of most files nobody does.
  record Answered(Target target, Headers headers) implements Origin {
    @Override
    public URI from() {
      return target.uri();
    }

    @Override
    public Optional<String> etag() {
      return headers.first("ETag");
    }

    @Override
    public Optional<Instant> lastModified() {
      return headers.first("Last-Modified").flatMap(HttpDates::parse);
    }
  }
}
