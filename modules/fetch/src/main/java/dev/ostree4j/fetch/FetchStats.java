// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

/// What a [Fetcher] did so far.
///
/// @param receivedBytes bytes of bodies as they came, of failed attempts too and of up to 64 KiB
///     that say why there is no file; those of redirects do not count
/// @param requestsDone exchanges with a server that came to their end, well or not; each redirect
///     and each retry is one
/// @param outstanding fetches that are under way now, without those which wait for their turn
/// @since 0.1
public record FetchStats(long receivedBytes, long requestsDone, int outstanding) {}
