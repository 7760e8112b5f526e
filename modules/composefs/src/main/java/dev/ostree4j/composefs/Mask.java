// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

/// The character device 0:0, by which overlayfs hides a name of the layer below: here a directory
/// of the content.
record Mask(ImageAttributes attributes) implements ImageNode {}
