// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.repo;

/// What a transaction was given and what of it was new.
///
/// @param metadataObjects metadata objects that were given
/// @param metadataObjectsWritten metadata objects that were new
/// @param contentObjects content objects that were given
/// @param contentObjectsWritten content objects that were new
/// @param contentBytesWritten the bytes of the new content, before compression
/// @param cacheHits files that were known by device and inode and not read again
/// @since 0.1
public record TransactionStats(
    long metadataObjects,
    long metadataObjectsWritten,
    long contentObjects,
    long contentObjectsWritten,
    long contentBytesWritten,
    long cacheHits) {}
