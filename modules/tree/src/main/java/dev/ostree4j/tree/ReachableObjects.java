// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/// The objects that make up a tree.
final class ReachableObjects {

  private ReachableObjects() {}

  /// Adds the tree's objects, each once.
  static void addAll(ObjectStore objects, TreeRoot root, Set<ObjectName> found) throws IOException {
    Deque<Checksum> todo = new ArrayDeque<>();
    visit(root, found, todo);
    while (!todo.isEmpty()) {
      DirTree tree = objects.readDirTree(todo.removeLast());
      for (DirTree.FileEntry file : tree.files()) {
        found.add(new ObjectName(file.checksum(), ObjectType.FILE));
      }
      for (DirTree.DirectoryEntry directory : tree.directories()) {
        visit(new TreeRoot(directory.tree(), directory.meta()), found, todo);
      }
    }
  }

  static Set<ObjectName> of(ObjectStore objects, TreeRoot root) throws IOException {
    var found = new LinkedHashSet<ObjectName>();
    addAll(objects, root, found);
    return found;
  }

  private static void visit(TreeRoot root, Set<ObjectName> found, Deque<Checksum> todo) {
    found.add(new ObjectName(root.meta(), ObjectType.DIRMETA));
    if (found.add(new ObjectName(root.tree(), ObjectType.DIRTREE))) {
      todo.addLast(root.tree());
    }
  }
}
