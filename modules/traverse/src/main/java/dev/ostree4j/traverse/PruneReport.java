// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

/// What a prune did, or would do.
///
/// @param objects how many objects were looked at, kept ones included
/// @param pruned how many of them are rubbish
/// @param freedBytes how much storage the rubbish takes
/// @since 0.1
public record PruneReport(long objects, long pruned, long freedBytes) {}
