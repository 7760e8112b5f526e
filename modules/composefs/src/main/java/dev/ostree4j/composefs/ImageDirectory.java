// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// A directory.
///
/// @since 0.1
public final class ImageDirectory implements ImageNode {
  /// The longest name, as in the kernel.
  public static final int NAME_BYTES_MAX = 255;

  private final ImageAttributes attributes;
  private final String[] names;
  private final ImageNode[] nodes;
  private final long nodeCount;

  private ImageDirectory(ImageAttributes attributes, String[] names, ImageNode[] nodes) {
    this.attributes = attributes;
    this.names = names;
    this.nodes = nodes;
    this.nodeCount = count(nodes);
  }

  /// A directory with these things in it, in any order.
  ///
  /// @throws ImageLimitException when something has no name, or one that is no name or too long
  public static ImageDirectory of(
      ImageAttributes attributes, Map<String, ? extends ImageNode> children)
      throws ImageLimitException {
    for (String name : children.keySet()) {
      requireValid(name);
    }
    return sorted(attributes, children);
  }

  static ImageDirectory sorted(
      ImageAttributes attributes, Map<String, ? extends ImageNode> children) {
    String[] names = children.keySet().toArray(String[]::new);
    Arrays.sort(names, (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));
    ImageNode[] nodes = new ImageNode[names.length];
    for (int i = 0; i < names.length; i++) {
      nodes[i] = children.get(names[i]);
    }
    return new ImageDirectory(attributes, names, nodes);
  }

  private static void requireValid(String name) throws ImageLimitException {
    int length = utf8(name).length;
    if (length == 0 || length > NAME_BYTES_MAX) {
      throw new ImageLimitException("a name of " + length + " bytes");
    }
    boolean special = name.equals(".") || name.equals("..");
    if (special || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      throw new ImageLimitException("the name '" + name + "'");
    }
  }

  private static byte[] utf8(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /// Where directories are shared, a small graph can stand for more than anyone could store.
  private static long count(ImageNode[] nodes) {
    long count = 1;
    for (ImageNode node : nodes) {
      count += node instanceof ImageDirectory directory ? directory.nodeCount : 1;
      if (count < 0) {
        return Long.MAX_VALUE;
      }
    }
    return count;
  }

  @Override
  public ImageAttributes attributes() {
    return attributes;
  }

  /// How many things are in it directly.
  public int size() {
    return names.length;
  }

  /// The name of one of them; they are in the order of the names' bytes.
  public String name(int index) {
    return names[index];
  }

  /// One of them.
  public ImageNode node(int index) {
    return nodes[index];
  }

  /// What has this name.
  public Optional<ImageNode> find(String name) {
    int index =
        Arrays.binarySearch(names, name, (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b)));
    return index < 0 ? Optional.empty() : Optional.of(nodes[index]);
  }

  /// How many things there are altogether, each as often as it occurs, this directory included;
  /// `Long.MAX_VALUE` for more than that.
  public long nodeCount() {
    return nodeCount;
  }

  byte[] nameBytes(int index) {
    return utf8(names[index]);
  }
}
