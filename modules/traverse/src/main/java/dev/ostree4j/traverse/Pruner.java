// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoLock;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;

/// Deletes what no commit needs.
///
/// The repository is locked exclusively for the whole of it: no transaction can rely on an object
/// that is about to go. A parent repository is never touched.
///
/// Stands for `ostree_repo_prune` and `ostree_repo_prune_from_reachable`.
///
/// @since 0.1
public final class Pruner {
  private final Repo repo;
  private final PruneOptions options;

  /// Prepares a prune; nothing happens yet.
  public Pruner(Repo repo, PruneOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// Finds the rubbish and, unless told only to report, deletes it.
  ///
  /// @throws RepoException when a directory of a complete commit is missing: then nothing is
  ///     deleted, since what the commit needs is not known
  public PruneReport prune() throws IOException {
    try (RepoLock _ = repo.lock(LockKind.EXCLUSIVE)) {
      var reachability = new Reachability(repo.objects(), options.scope());
      if (options.isPerBranch()) {
        new BranchRetention(repo, options, reachability).addAll();
      } else {
        addRoots(reachability);
      }
      var report = new RubbishSweep(repo, options, reachability.objects()).run();
      if (options.action() == PruneOptions.Action.DELETE) {
        new StaleDeltas(repo).deleteThoseOfMissingCommits();
      }
      return report;
    }
  }

  /// Deletes commits, though not those which a ref names, and switches tombstones on. What they
  /// alone needed goes with the next prune.
  ///
  /// @param revision the commit
  /// @throws CommitReferencedException when a ref names it
  /// @throws RepoException.ObjectMissing when it is not stored
  public void deleteCommit(Checksum revision) throws IOException {
    try (RepoLock _ = repo.lock(LockKind.EXCLUSIVE)) {
      refuseWhenReferenced(revision);
      new Tombstones(repo).switchOn();
      repo.objects().delete(new ObjectName(revision, ObjectType.COMMIT));
    }
  }

  /// Deletes the static deltas that lead to a commit, and nothing else.
  ///
  /// @return how many were deleted
  public int deleteDeltas(Checksum commit) throws IOException {
    try (RepoLock _ = repo.lock(LockKind.EXCLUSIVE)) {
      return new StaleDeltas(repo).deleteThoseTo(commit);
    }
  }

  private void addRoots(Reachability reachability) throws IOException {
    if (options.roots() == PruneOptions.Roots.ALL_COMMITS) {
      for (Checksum commit : new TreeSet<>(repo.objects().commitsStartingWith(""))) {
        reachability.add(commit, options.depth());
      }
      return;
    }
    for (Checksum commit : EveryRef.named(repo).values()) {
      reachability.add(commit, options.depth());
    }
    for (Checksum commit : EveryRef.ofCollections(repo).values()) {
      reachability.add(commit, options.depth());
    }
  }

  private void refuseWhenReferenced(Checksum commit) throws IOException {
    for (Map.Entry<String, Checksum> ref : EveryRef.named(repo).entrySet()) {
      if (ref.getValue().equals(commit)) {
        throw new CommitReferencedException(commit, ref.getKey());
      }
    }
    for (Map.Entry<CollectionRef, Checksum> ref : EveryRef.ofCollections(repo).entrySet()) {
      if (ref.getValue().equals(commit)) {
        throw new CommitReferencedException(commit, ref.getKey());
      }
    }
  }
}
