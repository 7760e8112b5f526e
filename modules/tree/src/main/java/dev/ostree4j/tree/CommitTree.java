// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.object.MetadataLimits;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Read access to the paths of a commit, without checking it out.
///
/// @since 0.1
public final class CommitTree {

  /// As the Linux kernel counts.
  private static final int SYMLINKS_FOLLOWED_MAX = 40;

  private final ObjectStore objects;
  private final TreeRoot root;

  private CommitTree(ObjectStore objects, TreeRoot root) {
    this.objects = objects;
    this.root = root;
  }

  /// The tree of a commit.
  public static CommitTree open(Repo repo, Checksum commit) throws IOException {
    Commit read = repo.objects().readCommit(commit);
    return of(repo, new TreeRoot(read.rootTree(), read.rootMeta()));
  }

  /// A tree which need not belong to a commit.
  public static CommitTree of(Repo repo, TreeRoot root) {
    return new CommitTree(repo.objects(), root);
  }

  /// The root directory.
  public TreeEntry.Directory root() {
    return new TreeEntry.Directory("/", root);
  }

  /// What is at the path, symlinks not followed.
  public Optional<TreeEntry> find(String path) throws IOException {
    TreeEntry at = root();
    for (String name : names(path)) {
      if (!(at instanceof TreeEntry.Directory directory)) {
        return Optional.empty();
      }
      Optional<TreeEntry> next = child(directory, name);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  /// What is at the path, symlinks not followed.
  ///
  /// @throws TreeException.NotFound names the first part of the path that is not there
  public TreeEntry resolve(String path) throws IOException {
    TreeEntry at = root();
    for (String name : names(path)) {
      at = descend(at, name);
    }
    return at;
  }

  /// What is at the path; symlinks are followed inside the tree, never out of it: the root's parent
  /// is the root.
  ///
  /// @throws TreeException.NotFound names the first part of the path that is not there
  public TreeEntry resolveFollowing(String path) throws IOException {
    Deque<String> todo = new ArrayDeque<>(names(path));
    Deque<TreeEntry> trail = new ArrayDeque<>(List.of(root()));
    int followed = 0;
    while (!todo.isEmpty()) {
      String name = todo.removeFirst();
      if (name.equals("..")) {
        goUp(trail);
        continue;
      }
      TreeEntry next = descend(trail.getLast(), name);
      if (next instanceof TreeEntry.File file) {
        FileHeader header = objects.readHeader(file.checksum());
        if (header.isSymlink()) {
          if (++followed > SYMLINKS_FOLLOWED_MAX) {
            throw new TreeException.NotFound("Too many levels of symbolic links: " + path);
          }
          follow(header.symlinkTarget(), trail, todo);
          continue;
        }
      }
      trail.addLast(next);
    }
    return trail.getLast();
  }

  private static void goUp(Deque<TreeEntry> trail) throws TreeException.NotFound {
    if (!(trail.getLast() instanceof TreeEntry.Directory)) {
      throw new TreeException.NotFound("Not a directory");
    }
    if (trail.size() > 1) {
      trail.removeLast();
    }
  }

  private static void follow(String target, Deque<TreeEntry> trail, Deque<String> todo) {
    if (target.startsWith("/")) {
      while (trail.size() > 1) {
        trail.removeLast();
      }
    }
    List<String> names = names(target);
    for (int i = names.size() - 1; i >= 0; i--) {
      todo.addFirst(names.get(i));
    }
  }

  private TreeEntry descend(TreeEntry at, String name) throws IOException {
    if (!(at instanceof TreeEntry.Directory directory)) {
      throw new TreeException.NotFound("Not a directory");
    }
    return child(directory, name)
        .orElseThrow(
            () ->
                new TreeException.NotFound(
                    "No such file or directory: " + below(directory.path(), name)));
  }

  private Optional<TreeEntry> child(TreeEntry.Directory directory, String name) throws IOException {
    DirTree tree = objects.readDirTree(directory.root().tree());
    Optional<DirTree.FileEntry> file = tree.findFile(name);
    if (file.isPresent()) {
      return Optional.of(entry(directory, file.get()));
    }
    return tree.findDirectory(name).map(found -> entry(directory, found));
  }

  /// What is in a directory: files first, then directories, each sorted by name.
  public List<TreeEntry> children(TreeEntry.Directory directory) throws IOException {
    requireBounded(directory.path());
    DirTree tree = objects.readDirTree(directory.root().tree());
    var children = new ArrayList<TreeEntry>();
    for (DirTree.FileEntry file : tree.files()) {
      children.add(entry(directory, file));
    }
    for (DirTree.DirectoryEntry child : tree.directories()) {
      children.add(entry(directory, child));
    }
    return children;
  }

  /// Owner, mode, xattrs and symlink target of a file.
  public FileHeader header(TreeEntry.File file) throws IOException {
    return objects.readHeader(file.checksum());
  }

  /// Owner, mode and xattrs of a directory.
  public DirMeta meta(TreeEntry.Directory directory) throws IOException {
    return objects.readDirMeta(directory.root().meta());
  }

  /// The content of a file; the caller closes.
  public ContentObject content(TreeEntry.File file) throws IOException {
    return objects.openContent(file.checksum());
  }

  private static TreeEntry entry(TreeEntry.Directory parent, DirTree.FileEntry file) {
    return new TreeEntry.File(below(parent.path(), file.name()), file.checksum());
  }

  private static TreeEntry entry(TreeEntry.Directory parent, DirTree.DirectoryEntry child) {
    return new TreeEntry.Directory(
        below(parent.path(), child.name()), new TreeRoot(child.tree(), child.meta()));
  }

  private static String below(String path, String name) {
    return path.equals("/") ? "/" + name : path + "/" + name;
  }

  /// Whoever descends does so by recursion, which a forged commit may not exhaust.
  private static void requireBounded(String path) throws TreeException.InvalidName {
    if (path.length() > 2 * MetadataLimits.MAX_DEPTH
        && path.chars().filter(c -> c == '/').count() > MetadataLimits.MAX_DEPTH) {
      throw new TreeException.InvalidName("Directories too deep in the commit");
    }
  }

  /// The names of a path; empty ones and `.` say nothing.
  static List<String> names(String path) {
    var names = new ArrayList<String>();
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String name = path.substring(start, end);
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
      start = end + 1;
    }
    return names;
  }
}
