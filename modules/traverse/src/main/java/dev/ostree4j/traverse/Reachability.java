// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.ObjectStore;
import dev.ostree4j.repo.RepoException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The set of objects that commits need, grown commit by commit.
///
/// Memory: one name (about 120 bytes) an object reached. Directories are walked with an explicit
/// stack, so that a deep tree cannot exhaust the thread's. Not safe for use by several threads.
///
/// Stands for `ostree_repo_traverse_commit` and its variants.
///
/// @since 0.1
public final class Reachability {
  private final ObjectStore store;
  private final Scope scope;
  private final Set<ObjectName> reached = new HashSet<>();

  /// How far back each commit's history was followed: a later, deeper request must go on from it.
  private final Map<Checksum, Depth> followed = new HashMap<>();

  /// Starts with nothing reached.
  ///
  /// @param store where the objects are read from
  /// @param scope whether trees and files are walked or commits only
  public Reachability(ObjectStore store, Scope scope) {
    this.store = store;
    this.scope = scope;
  }

  /// Everything that one commit and its parents need.
  ///
  /// @throws RepoException.ObjectMissing when a directory of a complete commit is not stored
  public static Set<ObjectName> from(ObjectStore store, Checksum commit, Depth depth)
      throws IOException {
    var reachability = new Reachability(store, Scope.EVERYTHING);
    reachability.add(commit, depth);
    return reachability.objects();
  }

  /// What has been reached so far; a view that grows with each `add`.
  public Set<ObjectName> objects() {
    return Collections.unmodifiableSet(reached);
  }

  /// Adds a commit, what it needs, and `depth` generations of parents.
  ///
  /// A commit that is not stored adds nothing: it is history that is not kept here.
  ///
  /// @throws RepoException.ObjectMissing when a directory of a complete commit is not stored
  /// @throws InterruptedIOException when the thread is interrupted
  public void add(Checksum commit, Depth depth) throws IOException {
    Checksum next = commit;
    Depth left = depth;
    while (true) {
      if (alreadyFollowed(next, left)) {
        return;
      }
      Optional<Commit> found = find(next);
      if (found.isEmpty()) {
        return;
      }
      addOne(next, found.get());
      followed.put(next, left);
      if (!left.reachesParent() || found.get().parent().isEmpty()) {
        return;
      }
      next = found.get().parent().get();
      left = left.ofParent();
    }
  }

  private boolean alreadyFollowed(Checksum commit, Depth depth) {
    Depth before = followed.get(commit);
    if (before == null) {
      return false;
    }
    return before.parents() < 0 || (depth.parents() >= 0 && depth.parents() <= before.parents());
  }

  private Optional<Commit> find(Checksum commit) throws IOException {
    if (!store.has(new ObjectName(commit, ObjectType.COMMIT))) {
      return Optional.empty();
    }
    return Optional.of(store.readCommit(commit));
  }

  private void addOne(Checksum name, Commit commit) throws IOException {
    if (!reached.add(new ObjectName(name, ObjectType.COMMIT)) || scope == Scope.COMMITS_ONLY) {
      return;
    }
    boolean partial = store.commitState(name) != CommitState.NORMAL;
    reached.add(new ObjectName(commit.rootMeta(), ObjectType.DIRMETA));
    addTree(commit.rootTree(), partial);
  }

  private void addTree(Checksum root, boolean partial) throws IOException {
    Deque<Checksum> pending = new ArrayDeque<>();
    pending.push(root);
    while (!pending.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while walking " + root + ".dirtree");
      }
      Checksum next = pending.pop();
      var name = new ObjectName(next, ObjectType.DIRTREE);
      if (reached.contains(name) || (partial && !store.has(name))) {
        continue;
      }
      DirTree tree = store.readDirTree(next);
      reached.add(name);
      for (DirTree.FileEntry file : tree.files()) {
        addFile(file.checksum());
      }
      for (DirTree.DirectoryEntry directory : tree.directories()) {
        reached.add(new ObjectName(directory.meta(), ObjectType.DIRMETA));
        pending.push(directory.tree());
      }
    }
  }

  private void addFile(Checksum file) throws IOException {
    if (!reached.add(new ObjectName(file, ObjectType.FILE))) {
      return;
    }
    Optional<Checksum> xattrs = store.findSplitXattrs(file);
    if (xattrs.isPresent()) {
      reached.add(new ObjectName(file, ObjectType.FILE_XATTRS_LINK));
      reached.add(new ObjectName(xattrs.get(), ObjectType.FILE_XATTRS));
    }
  }
}
