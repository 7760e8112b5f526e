// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.PartialReason;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.Workers;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Goes through commits and imports what the destination lacks.
///
/// The caller's thread walks and takes the metadata; files are taken by all processors. What is
/// taken lies in the transaction, so the order does not matter before it is published.
final class ImportWalk implements AutoCloseable {
  /// Files a task takes: many enough that handing it over costs nothing beside.
  private static final int FILES_PER_TASK = 32;

  private final Repo source;
  private final Transaction transaction;
  private final LocalPullOptions options;
  private final PullListener listener;
  private final Workers workers = Workers.forAllProcessors();
  private final Set<Checksum> seenMetas = new HashSet<>();
  private final Set<Checksum> walkedTrees = new HashSet<>();
  private final Set<Checksum> seenFiles = new HashSet<>();
  private final Set<Checksum> whole = new LinkedHashSet<>();

  /// Guards the counters and the listener.
  private final Object telling = new Object();

  private long metadataObjects;
  private long contentObjects;

  ImportWalk(
      Repo source, Transaction transaction, LocalPullOptions options, PullListener listener) {
    this.source = source;
    this.transaction = transaction;
    this.options = options;
    this.listener = listener;
  }

  /// Waits until everything asked for so far is taken.
  void finish() throws IOException {
    workers.join();
  }

  /// Commits, directories and directory metadata that were not here before.
  long metadataObjects() {
    synchronized (telling) {
      return metadataObjects;
    }
  }

  /// Files that were not here before.
  long contentObjects() {
    synchronized (telling) {
      return contentObjects;
    }
  }

  /// Imports a commit and as many parents as the options say. A parent that the source does not
  /// have ends the history; the commit itself must be there.
  void addCommit(Checksum commit) throws IOException {
    Checksum next = commit;
    Depth left = options.depth();
    while (true) {
      addOne(next);
      var parent = source.objects().readCommit(next).parent();
      if (!left.reachesParent() || parent.isEmpty() || !isStored(parent.get())) {
        return;
      }
      next = parent.get();
      left = left.ofParent();
    }
  }

  /// Takes the partial mark off every commit that is whole now.
  void clearPartialMarks(Repo destination) throws IOException {
    for (Checksum commit : whole) {
      destination.clearPartial(commit);
    }
  }

  private boolean isStored(Checksum commit) throws IOException {
    return source.objects().has(new ObjectName(commit, ObjectType.COMMIT));
  }

  private void addOne(Checksum name) throws IOException {
    var object = new ObjectName(name, ObjectType.COMMIT);
    Commit commit = source.objects().readCommit(name);
    boolean isNew = !transaction.has(object);
    if (isNew) {
      transaction.markPartial(name, PartialReason.NOT_PULLED);
    }
    transaction.importDetachedMetadata(source, name);
    boolean incomplete = isNew || transaction.commitState(name) != CommitState.NORMAL;
    if (options.scope() == Scope.EVERYTHING && incomplete) {
      boolean sourceWhole = source.objects().commitState(name) == CommitState.NORMAL;
      addTree(commit, sourceWhole);
      if (sourceWhole) {
        whole.add(name);
      }
    }
    take(object);
  }

  private void addTree(Commit commit, boolean sourceWhole) throws IOException {
    addMeta(commit.rootMeta());
    Deque<Checksum> pending = new ArrayDeque<>();
    pending.push(commit.rootTree());
    while (!pending.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while pulling; run it again to go on");
      }
      Checksum next = pending.pop();
      var name = new ObjectName(next, ObjectType.DIRTREE);
      if (!walkedTrees.add(next) || (!sourceWhole && !source.objects().has(name))) {
        continue;
      }
      DirTree tree = readTree(next);
      addFiles(tree.files(), sourceWhole);
      for (DirTree.DirectoryEntry directory : tree.directories()) {
        addMeta(directory.meta());
        pending.push(directory.tree());
      }
      take(name);
    }
  }

  private DirTree readTree(Checksum tree) throws IOException {
    try {
      return source.objects().readDirTree(tree);
    } catch (RepoException.ObjectMissing e) {
      throw incomplete(e);
    }
  }

  private static PullException incomplete(RepoException.ObjectMissing missing) {
    return new PullException(
        missing.getMessage() + "; the source repository is incomplete: run fsck there");
  }

  private void addMeta(Checksum meta) throws IOException {
    if (seenMetas.add(meta)) {
      take(new ObjectName(meta, ObjectType.DIRMETA));
    }
  }

  private void addFiles(List<DirTree.FileEntry> files, boolean sourceWhole) throws IOException {
    var unseen = new ArrayList<ObjectName>();
    for (DirTree.FileEntry file : files) {
      if (seenFiles.add(file.checksum())) {
        unseen.add(new ObjectName(file.checksum(), ObjectType.FILE));
      }
    }
    for (int start = 0; start < unseen.size(); start += FILES_PER_TASK) {
      List<ObjectName> some =
          unseen.subList(start, Math.min(start + FILES_PER_TASK, unseen.size()));
      workers.fork(() -> takeFiles(some, sourceWhole));
    }
  }

  private void takeFiles(List<ObjectName> files, boolean sourceWhole) throws IOException {
    for (ObjectName file : files) {
      if (sourceWhole || source.objects().has(file)) {
        take(file);
      }
    }
  }

  private void take(ObjectName name) throws IOException {
    try {
      if (!transaction.importFrom(source, name, options.trust(), options.modes())) {
        return;
      }
    } catch (RepoException.ObjectMissing e) {
      throw incomplete(e);
    }
    synchronized (telling) {
      if (name.type().isMetadata()) {
        metadataObjects++;
      } else {
        contentObjects++;
      }
      listener.heard(new PullEvent.Imported(name));
    }
  }

  /// Cancels what is not taken yet.
  @Override
  public void close() {
    workers.close();
  }
}
