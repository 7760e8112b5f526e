// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.traverse;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.PartialReason;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoLock;
import dev.ostree4j.syscall.LockKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Verifies a repository: refs, bindings, structure, and the bytes of every object that a complete
/// commit needs.
///
/// The content is hashed on all processors; events arrive one at a time. The repository is locked
/// shared while its objects are read, so that a prune does not take them away meanwhile.
///
/// @since 0.1
public final class Fsck {
  private final Repo repo;
  private final FsckOptions options;
  private final FsckListener listener;

  private long missing;
  private long damaged;
  private int partialCommits;
  private int damagedCommits;

  /// Prepares a check; nothing is read yet. One object checks once.
  public Fsck(Repo repo, FsckOptions options, FsckListener listener) {
    this.repo = repo;
    this.options = options;
    this.listener = listener;
  }

  /// Checks everything.
  ///
  /// @return what was found; damage that did not stop the check is counted there
  /// @throws FsckException at the first thing wrong which the options do not tolerate
  /// @throws RepoException when directories are missing, so that the check cannot go on
  public FsckReport run() throws IOException {
    try (RepoLock _ = repo.lock(LockKind.SHARED)) {
      new RefCheck(repo, options, listener).run();
      listener.heard(new FsckEvent.EnumeratingCommits());
      List<Checksum> complete = enumerateCommits();
      listener.heard(new FsckEvent.VerifyingContent(complete.size()));
      long objects = verifyContent(complete);
      return new FsckReport(
          complete.size(), objects, missing, damaged, partialCommits, damagedCommits);
    }
  }

  private List<Checksum> enumerateCommits() throws IOException {
    var complete = new ArrayList<Checksum>();
    var lost = new TreeSet<Checksum>();
    for (Checksum name : new TreeSet<>(repo.objects().commitsStartingWith(""))) {
      Commit commit = repo.objects().readCommit(name);
      new BackRefCheck(repo, options).verify(name, commit);
      commit
          .parent()
          .filter(parent -> options.missingParents() == FsckOptions.MissingParents.ADD_TOMBSTONE)
          .ifPresent(lost::add);
      CommitState state = repo.objects().commitState(name);
      if (state == CommitState.NORMAL) {
        complete.add(name);
      } else {
        partialCommits++;
        damagedCommits += state == CommitState.FSCK_PARTIAL ? 1 : 0;
      }
    }
    addTombstones(lost);
    return complete;
  }

  private void addTombstones(Set<Checksum> parents) throws IOException {
    for (Checksum parent : parents) {
      if (!repo.objects().has(new ObjectName(parent, ObjectType.COMMIT))) {
        new Tombstones(repo).add(parent);
        listener.heard(new FsckEvent.TombstoneAdded(parent));
      }
    }
  }

  private long verifyContent(List<Checksum> commits) throws IOException {
    var reachability = new Reachability(repo.objects(), Scope.EVERYTHING);
    for (Checksum commit : commits) {
      reachability.add(commit, Depth.NONE);
    }
    List<ObjectName> names = new ArrayList<>(reachability.objects());
    names.removeIf(Fsck::isVerifiedWithItsFile);
    names.sort(null);
    var findings = new ContentCheck(repo.objects(), listener).run(names, options.onDamage());
    for (ContentCheck.Finding finding : findings) {
      report(finding, commits);
    }
    return names.size();
  }

  /// The link from a file to its xattrs is followed when the file itself is read.
  private static boolean isVerifiedWithItsFile(ObjectName name) {
    return name.type() == ObjectType.FILE_XATTRS_LINK;
  }

  private void report(ContentCheck.Finding finding, List<Checksum> commits) throws IOException {
    List<Checksum> needing = new CommitsNeeding(repo.objects(), commits).find(finding.name());
    if (finding.isMissing()) {
      missing++;
      listener.heard(new FsckEvent.Missing(finding.name(), needing));
      markPartial(needing);
      return;
    }
    damaged++;
    String message = "In commits " + joined(needing) + ": " + finding.message();
    if (options.onDamage() == FsckOptions.OnDamage.STOP) {
      throw new FsckException(message);
    }
    listener.heard(new FsckEvent.Damaged(finding.name(), message));
    if (options.onDamage() == FsckOptions.OnDamage.DELETE) {
      repo.objects().delete(finding.name());
      markPartial(needing);
    }
  }

  private void markPartial(List<Checksum> commits) throws IOException {
    for (Checksum commit : commits) {
      if (repo.objects().commitState(commit) != CommitState.FSCK_PARTIAL) {
        repo.markPartial(commit, PartialReason.FSCK);
        listener.heard(new FsckEvent.MarkedPartial(commit));
      }
    }
  }

  private static String joined(List<Checksum> commits) {
    var text = new StringBuilder();
    for (Checksum commit : commits) {
      text.append(text.isEmpty() ? "" : ", ").append(commit.hex());
    }
    return text.toString();
  }
}
