// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.composefs;

/// All nodes of a tree, breadth first, children by name: the order of inodes in the image, whose
/// numbers are the indices here. What is in a directory has consecutive numbers.
final class NodeTable {
  private final ImageNode[] nodes;
  private final int[] parents;
  private final int[] firstChildren;

  NodeTable(ImageDirectory root) {
    int count = Math.toIntExact(root.nodeCount());
    nodes = new ImageNode[count];
    parents = new int[count];
    firstChildren = new int[count];
    nodes[0] = root;
    int next = 1;
    for (int i = 0; i < count; i++) {
      firstChildren[i] = next;
      if (nodes[i] instanceof ImageDirectory directory) {
        for (int child = 0; child < directory.size(); child++) {
          nodes[next] = directory.node(child);
          parents[next++] = i;
        }
      }
    }
  }

  int count() {
    return nodes.length;
  }

  ImageNode node(int index) {
    return nodes[index];
  }

  /// The directory that it is in; the root is in itself.
  int parent(int index) {
    return parents[index];
  }

  /// The index of the first thing in a directory.
  int firstChild(int index) {
    return firstChildren[index];
  }
}
