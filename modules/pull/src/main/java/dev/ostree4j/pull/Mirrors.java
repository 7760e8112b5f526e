// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where a remote is, once lists of mirrors are resolved. Each list has the first to try first.
///
/// @param repository for the summary, refs and what is said about commits
/// @param content for objects and deltas
/// @param summary the summary, when the way to the remote led over it
record Mirrors(List<URI> repository, List<URI> content, Optional<byte[]> summary) {
  Mirrors {
    repository = List.copyOf(repository);
    content = List.copyOf(content);
  }
}
