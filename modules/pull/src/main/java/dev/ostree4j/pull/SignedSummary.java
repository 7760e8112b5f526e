// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.summary.Summary;
import java.util.Optional;

/// The summary of a remote as it was fetched, and as it may be believed: it has passed what the
/// remote demands.
///
/// @param summary the summary
/// @param signatures the bytes of `summary.sig`, when the remote has it
/// @since 0.1
public record SignedSummary(Summary summary, Optional<byte[]> signatures) {}
