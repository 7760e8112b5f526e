// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

/// The keys of a commit's metadata that this project gives a meaning to.
///
/// @since 0.1
public final class CommitKeys {
  /// The version people know the tree by; a string.
  public static final String VERSION = "version";

  /// The refs under which the commit may be published; strings, sorted.
  public static final String REF_BINDING = "ostree.ref-binding";

  /// The collection to which the commit belongs; a string.
  public static final String COLLECTION_BINDING = "ostree.collection-binding";

  /// The sizes of the objects it reaches: [SizesEntry].
  public static final String SIZES = "ostree.sizes";

  /// Why no commit will follow on this ref; a string.
  public static final String END_OF_LIFE = "ostree.endoflife";

  /// The ref to follow instead; a string.
  public static final String END_OF_LIFE_REBASE = "ostree.endoflife-rebase";

  /// Whether the tree has a kernel; a boolean.
  public static final String BOOTABLE = "ostree.bootable";

  /// The release of that kernel, a directory in `usr/lib/modules`; a string.
  public static final String LINUX = "ostree.linux";

  /// The machines that can run the tree; a string.
  public static final String ARCHITECTURE = "ostree.architecture";

  /// Where the tree came from, shown in the status; a string.
  public static final String SOURCE_TITLE = "ostree.source-title";

  /// The fs-verity digest of the composefs image; 32 bytes.
  public static final String COMPOSEFS_DIGEST = "ostree.composefs.digest.v0";

  private CommitKeys() {}
}
