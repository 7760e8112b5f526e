// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

/// Whether an image says what the content of its files must be.
///
/// @since 0.1
public enum ContentDigests {
  /// It has the fs-verity digest of each file, for which all content is read.
  INCLUDED,

  /// It has none: whoever mounts it trusts the repository.
  LEFT_OUT
}
