// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

/// How much of a value's type its printed text tells.
///
/// @since 0.1
public enum Annotation {
  /// The text alone; reading it back needs the type.
  NONE,
  /// Enough of the type for the text to be read back without it.
  FULL
}
