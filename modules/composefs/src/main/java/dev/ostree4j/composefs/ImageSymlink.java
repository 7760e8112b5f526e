// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.nio.charset.StandardCharsets;

/// A symlink.
///
/// @since 0.1
public final class ImageSymlink implements ImageNode {
  /// The longest target, as in the kernel.
  public static final int TARGET_BYTES_MAX = 4095;

  private final ImageAttributes attributes;
  private final String target;

  private ImageSymlink(ImageAttributes attributes, String target) {
    this.attributes = attributes;
    this.target = target;
  }

  /// A symlink to this target.
  ///
  /// @throws ImageLimitException when the target is empty, too long or has a NUL inside
  public static ImageSymlink of(ImageAttributes attributes, String target)
      throws ImageLimitException {
    int length = target.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > TARGET_BYTES_MAX) {
      throw new ImageLimitException("a symlink with a target of " + length + " bytes");
    }
    if (target.indexOf('\0') >= 0) {
      throw new ImageLimitException("a symlink with a NUL in its target");
    }
    return new ImageSymlink(attributes, target);
  }

  @Override
  public ImageAttributes attributes() {
    return attributes;
  }

  /// Where it points to.
  public String target() {
    return target;
  }

  byte[] targetBytes() {
    return target.getBytes(StandardCharsets.UTF_8);
  }
}
