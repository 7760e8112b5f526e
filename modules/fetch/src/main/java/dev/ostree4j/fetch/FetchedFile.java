// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What a fetch brought.
///
/// @param body all bytes, decoded; empty when the file is not modified
/// @param from the URL that had it, behind all redirects, without user and password
/// @param etag the ETag which the server sent
/// @param lastModified when it was changed last, as the server says
/// @param notModified whether the condition of the request says that the caller has it already
/// @since 0.1
public record FetchedFile(
    byte[] body,
    URI from,
    Optional<String> etag,
    Optional<Instant> lastModified,
    boolean notModified) {}
