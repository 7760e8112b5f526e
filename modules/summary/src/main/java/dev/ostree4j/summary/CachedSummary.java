// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import java.util.Objects;

/// The summary of a remote and its signatures: as they are kept, always both.
///
/// @param summary the summary
/// @param signatures the `summary.sig` that is over it
/// @since 0.1
public record CachedSummary(CachedFile summary, CachedFile signatures) {
  /// Neither may be absent.
  public CachedSummary {
    Objects.requireNonNull(summary);
    Objects.requireNonNull(signatures);
  }
}
