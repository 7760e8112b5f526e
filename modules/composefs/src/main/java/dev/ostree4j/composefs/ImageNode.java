// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

/// Something in the tree of an image. Immutable; the same one may be in a tree many times.
///
/// @since 0.1
public sealed interface ImageNode permits ImageDirectory, ImageFile, ImageSymlink, Mask {
  /// Owner, mode and extended attributes.
  ImageAttributes attributes();
}
