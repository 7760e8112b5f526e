// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.tree;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.DirMeta;
import dev.ostree4j.object.FileHeader;
import dev.ostree4j.repo.ContentObject;
import dev.ostree4j.repo.Repo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Read access to the paths of a commit, without checking it out.
public final class CommitTree {

  private final Repo repo;
  private final TreeRoot root;

  private CommitTree(Repo repo, TreeRoot root) {
    this.repo = repo;
    this.root = root;
  }

  /// The tree of a commit.
  public static CommitTree open(Repo repo, Checksum commit) throws IOException {
    throw new AssertionError("not yet");
  }

  /// A tree which need not belong to a commit.
  public static CommitTree of(Repo repo, TreeRoot root) {
    return new CommitTree(repo, root);
  }

  /// The root directory.
  public TreeEntry.Directory root() {
    return new TreeEntry.Directory("/", root);
  }

  /// What is at the path, symlinks not followed.
  public Optional<TreeEntry> find(String path) throws IOException {
    throw new AssertionError("not yet");
  }

  /// What is at the path, symlinks not followed.
  ///
  /// @throws TreeException.NotFound `No such file or directory: PATH`
  public TreeEntry resolve(String path) throws IOException {
    throw new AssertionError("not yet");
  }

  /// What is at the path; symlinks are followed inside the tree, never out of it.
  public TreeEntry resolveFollowing(String path) throws IOException {
    throw new AssertionError("not yet");
  }

  /// What is in a directory: files first, then directories, each sorted by name.
  public List<TreeEntry> children(TreeEntry.Directory directory) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Owner, mode, xattrs and symlink target of a file.
  public FileHeader header(TreeEntry.File file) throws IOException {
    throw new AssertionError("not yet");
  }

  /// Owner, mode and xattrs of a directory.
  public DirMeta meta(TreeEntry.Directory directory) throws IOException {
    throw new AssertionError("not yet");
  }

  /// The content of a file; the caller closes.
  public ContentObject content(TreeEntry.File file) throws IOException {
    throw new AssertionError("not yet");
  }
}
