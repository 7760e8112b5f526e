// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// How a download ended.
///
/// @param sizeBytes the length of the whole file, with what an earlier download had of it
/// @param from the URL that had its end, behind all redirects, without user and password
/// @param etag the ETag which the server sent
/// @param lastModified when it was changed last, as the server says
/// @since 0.1
public record Downloaded(
    long sizeBytes, URI from, Optional<String> etag, Optional<Instant> lastModified) {}
