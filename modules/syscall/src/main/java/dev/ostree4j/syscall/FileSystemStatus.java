// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.syscall;

/// How full a file system is.
///
/// @param blockSizeBytes the unit of the next three
/// @param blocks the size of the file system
/// @param freeBlocks free, counting those reserved for root
/// @param availableBlocks free for everybody
/// @param readOnly whether it is mounted read-only
/// @since 0.1
public record FileSystemStatus(
    long blockSizeBytes, long blocks, long freeBlocks, long availableBlocks, boolean readOnly) {}
