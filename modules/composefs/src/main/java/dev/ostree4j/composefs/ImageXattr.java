// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.util.Arrays;

/// One extended attribute: a name, which is bytes to the kernel, and a value.
///
/// @since 0.1
public final class ImageXattr implements Comparable<ImageXattr> {
  /// The longest name, its prefix included, as in the kernel.
  public static final int NAME_BYTES_MAX = 255;

  private final byte[] name;
  private final byte[] value;

  private ImageXattr(byte[] name, byte[] value) {
    this.name = name;
    this.value = value;
  }

  /// The attribute with this name, given without its final NUL. Both arrays are copied.
  ///
  /// @throws ImageLimitException when the name is empty, too long or has a NUL inside
  public static ImageXattr of(byte[] name, byte[] value) throws ImageLimitException {
    if (name.length == 0 || name.length > NAME_BYTES_MAX) {
      throw new ImageLimitException(
          "an extended attribute with a name of " + name.length + " bytes");
    }
    for (byte b : name) {
      if (b == 0) {
        throw new ImageLimitException("an extended attribute with a NUL in its name");
      }
    }
    return new ImageXattr(name.clone(), value.clone());
  }

  /// Keeps the arrays, which are of our own making.
  static ImageXattr adopt(byte[] name, byte[] value) {
    return new ImageXattr(name, value);
  }

  byte[] name() {
    return name;
  }

  byte[] value() {
    return value;
  }

  static int compareNames(ImageXattr a, ImageXattr b) {
    return Arrays.compareUnsigned(a.name, b.name);
  }

  /// By the unsigned bytes of the name, then of the value. Hash tables need an order where somebody
  /// makes many with the same hash.
  @Override
  public int compareTo(ImageXattr other) {
    int order = compareNames(this, other);
    return order != 0 ? order : Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageXattr that
        && Arrays.equals(name, that.name)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(name) + Arrays.hashCode(value);
  }
}
