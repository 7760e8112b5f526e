// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

/// What a server has done so far.
///
/// @param requests requests of all kinds
/// @param files answers with a file or a part of it
/// @param failures failures made up at random
/// @param bodyBytes bytes of files sent
/// @since 0.1
public record ServerCounts(long requests, long files, long failures, long bodyBytes) {}
