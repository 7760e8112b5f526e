// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a commit's tree consists of: its metadata, and its files with the first path of each, in
/// the order in which a walk meets them.
final class CommitFiles {
  private final Set<ObjectName> metadata = new LinkedHashSet<>();
  private final Map<Checksum, String> files = new LinkedHashMap<>();
  private final Map<String, Checksum> paths = new LinkedHashMap<>();

  private record Pending(String path, Checksum tree) {}

  private CommitFiles() {}

  /// Nothing.
  static CommitFiles none() {
    return new CommitFiles();
  }

  /// Walks the tree of a commit.
  ///
  /// @throws dev.ostree4j.repo.RepoException.ObjectMissing when a directory is not stored
  static CommitFiles of(ObjectStore store, Commit commit) throws IOException {
    var found = new CommitFiles();
    found.metadata.add(new ObjectName(commit.rootMeta(), ObjectType.DIRMETA));
    found.walk(store, commit.rootTree());
    return found;
  }

  private void walk(ObjectStore store, Checksum root) throws IOException {
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending("", root));
    while (!pending.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while walking " + root + ".dirtree");
      }
      Pending next = pending.pop();
      if (metadata.add(new ObjectName(next.tree(), ObjectType.DIRTREE))) {
        addTree(next.path(), store.readDirTree(next.tree()), pending);
      }
    }
  }

  private void addTree(String path, DirTree tree, Deque<Pending> pending) {
    for (DirTree.FileEntry file : tree.files()) {
      String name = path + "/" + file.name();
      paths.put(name, file.checksum());
      files.putIfAbsent(file.checksum(), name);
    }
    for (DirTree.DirectoryEntry directory : tree.directories().reversed()) {
      metadata.add(new ObjectName(directory.meta(), ObjectType.DIRMETA));
      pending.push(new Pending(path + "/" + directory.name(), directory.tree()));
    }
  }

  /// The dirtrees and dirmetas.
  Set<ObjectName> metadata() {
    return Collections.unmodifiableSet(metadata);
  }

  /// The files and symlinks, each with its first path from `/` on.
  Map<Checksum, String> files() {
    return Collections.unmodifiableMap(files);
  }

  /// What is at each path. A directory that occurs twice counts once, where it is met first.
  Map<String, Checksum> paths() {
    return Collections.unmodifiableMap(paths);
  }
}
