// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

/// What a server answers for a directory.
///
/// @since 0.1
public enum Directories {
  /// Status 404.
  HIDDEN,
  /// The `index.html` in it, else a page which lists its names.
  LISTED
}
