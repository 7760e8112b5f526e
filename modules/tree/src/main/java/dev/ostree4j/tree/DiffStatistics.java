// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

/// How many objects two commits share.
///
/// @param objectsA objects reachable from the first
/// @param objectsB objects reachable from the second
/// @param commonObjects objects reachable from both
/// @param commonBytes what those take in the repository
/// @since 0.1
public record DiffStatistics(int objectsA, int objectsB, int commonObjects, long commonBytes) {}
