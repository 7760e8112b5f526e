// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

/// The keys of a summary's metadata that this project gives a meaning to.
///
/// @since 0.1
public final class SummaryKeys {
  /// How the repository stores content; a string.
  public static final String MODE = "ostree.summary.mode";

  /// When the summary was made, in seconds since 1970; a big-endian `t`.
  public static final String LAST_MODIFIED = "ostree.summary.last-modified";

  /// When the summary should no longer be used, in seconds since 1970; a big-endian `t`.
  public static final String EXPIRES = "ostree.summary.expires";

  /// Whether deleted commits leave a mark; a boolean.
  public static final String TOMBSTONE_COMMITS = "ostree.summary.tombstone-commits";

  /// Whether there are indexes of deltas; a boolean.
  public static final String INDEXED_DELTAS = "ostree.summary.indexed-deltas";

  /// The deltas there are: a dictionary from their names to the SHA-256 of their superblocks.
  public static final String STATIC_DELTAS = "ostree.static-deltas";

  /// The collection to which the refs belong; a string.
  public static final String COLLECTION_ID = "ostree.summary.collection-id";

  /// The refs of other collections: a dictionary from collections to tables of refs.
  public static final String COLLECTION_MAP = "ostree.summary.collection-map";

  private SummaryKeys() {}
}
