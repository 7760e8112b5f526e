// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import dev.ostree4j.checksum.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// What an image says to overlayfs, besides what is in the tree: where content is, what digest it
/// must have, and that the directories which hold the content are not to be seen.
///
/// ```text
/// a file with content   trusted.overlay.redirect   "/" and the path of the content
///                       trusted.overlay.metacopy   00 24 00 01 and the digest, or nothing
/// the root              trusted.overlay.opaque     "y"
///                       00 … ff, where there is nothing of that name: masks
/// ```
final class Overlay {
  private static final byte[] METACOPY = ascii("trusted.overlay.metacopy");
  private static final byte[] REDIRECT = ascii("trusted.overlay.redirect");
  private static final ImageXattr OPAQUE =
      ImageXattr.adopt(ascii("trusted.overlay.opaque"), ascii("y"));
  private static final byte[] SELINUX = ascii("security.selinux");

  /// Version 0, length 36, no flags, SHA-256.
  private static final byte[] METACOPY_PREFIX = {0, 36, 0, 1};

  private static final int MASKS = 256;

  private Overlay() {}

  /// The root as it is written.
  static ImageDirectory root(ImageDirectory tree) {
    var children = new TreeMap<String, ImageNode>();
    for (int i = 0; i < tree.size(); i++) {
      children.put(tree.name(i), tree.node(i));
    }
    var mask = new Mask(maskAttributes(tree.attributes()));
    for (int i = 0; i < MASKS; i++) {
      children.putIfAbsent(HexFormat.of().toHexDigits((byte) i), mask);
    }
    var stored = new ArrayList<>(tree.attributes().stored());
    stored.add(OPAQUE);
    return ImageDirectory.sorted(tree.attributes().withStored(stored), children);
  }

  private static ImageAttributes maskAttributes(ImageAttributes root) {
    List<ImageXattr> label =
        root.stored().stream().filter(xattr -> Arrays.equals(xattr.name(), SELINUX)).toList();
    return root.withMode(0644).withStored(label);
  }

  /// The extended attributes of a node as they are written, by name.
  static List<ImageXattr> xattrs(ImageNode node) {
    List<ImageXattr> own = node.attributes().stored();
    if (!(node instanceof ImageFile file) || file.payload().isEmpty()) {
      return own;
    }
    var all = new ArrayList<ImageXattr>(own.size() + 2);
    all.addAll(own);
    all.add(ImageXattr.adopt(METACOPY, metacopy(file)));
    byte[] path = ("/" + file.payload().get()).getBytes(StandardCharsets.UTF_8);
    all.add(ImageXattr.adopt(REDIRECT, path));
    all.sort(ImageXattr::compareNames);
    return all;
  }

  private static byte[] metacopy(ImageFile file) {
    if (file.digest().isEmpty()) {
      return new byte[0];
    }
    byte[] value = new byte[METACOPY_PREFIX.length + Checksum.SIZE_BYTES];
    System.arraycopy(METACOPY_PREFIX, 0, value, 0, METACOPY_PREFIX.length);
    file.digest().get().copyTo(value, METACOPY_PREFIX.length);
    return value;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
