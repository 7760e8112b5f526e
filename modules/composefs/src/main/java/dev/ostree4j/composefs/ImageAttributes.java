// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Owner, mode and extended attributes of something in an image. All times in an image are zero.
///
/// Immutable; many files may share one. Owners are 32-bit numbers without sign, kept in an `int`.
///
/// @since 0.1
public final class ImageAttributes {
  /// How much the attributes of one file may take: for each its name, its value and
  /// [#XATTR_COST_BYTES], and [#XATTRS_COST_BYTES] for all. The library's own limit.
  public static final int XATTRS_BYTES_MAX = 32767;

  /// What an attribute takes besides its name and value at worst: four bytes, three of padding.
  public static final int XATTR_COST_BYTES = 7;

  /// What attributes take when there are any.
  public static final int XATTRS_COST_BYTES = 12;

  private static final int PERMISSIONS = 07777;
  private static final byte[] OVERLAY = "trusted.overlay.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ESCAPE = "overlay.".getBytes(StandardCharsets.US_ASCII);

  private final int mode;
  private final int uid;
  private final int gid;
  private final List<ImageXattr> stored;

  private ImageAttributes(int mode, int uid, int gid, List<ImageXattr> stored) {
    this.mode = mode;
    this.uid = uid;
    this.gid = gid;
    this.stored = stored;
  }

  /// These attributes.
  ///
  /// @param mode the permissions, such as 0755, with or without the bits of the type
  /// @param xattrs in any order, each name once
  /// @throws ImageLimitException when the extended attributes take more than an image can hold
  public static ImageAttributes of(int mode, int uid, int gid, Collection<ImageXattr> xattrs)
      throws ImageLimitException {
    long cost = XATTRS_COST_BYTES;
    for (ImageXattr xattr : xattrs) {
      cost += (long) XATTR_COST_BYTES + xattr.name().length + xattr.value().length;
    }
    if (cost > XATTRS_BYTES_MAX) {
      throw new ImageLimitException(
          "extended attributes of " + cost + " bytes exceed limit " + XATTRS_BYTES_MAX);
    }
    List<ImageXattr> stored = xattrs.stream().map(ImageAttributes::escaped).toList();
    return new ImageAttributes(mode & PERMISSIONS, uid, gid, sorted(stored));
  }

  /// Attributes for overlayfs which are in the tree itself are hidden from the overlayfs that shows
  /// the image: it strips one `overlay.` from what it shows.
  private static ImageXattr escaped(ImageXattr xattr) {
    byte[] name = xattr.name();
    if (name.length < OVERLAY.length
        || !Arrays.equals(name, 0, OVERLAY.length, OVERLAY, 0, OVERLAY.length)) {
      return xattr;
    }
    byte[] longer = Arrays.copyOf(OVERLAY, ESCAPE.length + name.length);
    System.arraycopy(ESCAPE, 0, longer, OVERLAY.length, ESCAPE.length);
    System.arraycopy(
        name, OVERLAY.length, longer, OVERLAY.length + ESCAPE.length, name.length - OVERLAY.length);
    return ImageXattr.adopt(longer, xattr.value());
  }

  static List<ImageXattr> sorted(Collection<ImageXattr> xattrs) {
    var sorted = new ArrayList<>(xattrs);
    sorted.sort(ImageXattr::compareNames);
    for (int i = 1; i < sorted.size(); i++) {
      if (ImageXattr.compareNames(sorted.get(i - 1), sorted.get(i)) == 0) {
        throw new IllegalArgumentException("an extended attribute occurs twice");
      }
    }
    return List.copyOf(sorted);
  }

  /// The same with other permissions.
  ImageAttributes withMode(int permissions) {
    return new ImageAttributes(permissions, uid, gid, stored);
  }

  /// The same with these extended attributes, as they are stored.
  ImageAttributes withStored(Collection<ImageXattr> xattrs) {
    return new ImageAttributes(mode, uid, gid, sorted(xattrs));
  }

  /// The permissions, such as 0755.
  public int mode() {
    return mode;
  }

  /// The owner, a number without sign.
  public int uid() {
    return uid;
  }

  /// The group, a number without sign.
  public int gid() {
    return gid;
  }

  /// The extended attributes as they are stored, by name.
  List<ImageXattr> stored() {
    return stored;
  }
}
