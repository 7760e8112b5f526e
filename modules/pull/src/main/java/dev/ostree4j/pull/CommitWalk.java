// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.Variant;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.gvariant.VariantType;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.DirTree;
import dev.ostree4j.object.ObjectFormatException;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.PartialReason;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.traverse.Depth;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes from commit to parent, as far as the options say, and has everything of each brought that
/// passes the gates.
///
/// A commit is marked partial before it is stored and until the last object of it is here, so that
/// whoever is interrupted, or looks on, knows which commits are not whole.
final class CommitWalk {
  private final Transaction transaction;
  private final PullOptions options;
  private final Intake intake;
  private final CommitGate names;
  private final CommitGate signatures;
  private final Tombstones tombstones;
  private final Tally tally;
  private final Selection selection;
  private final Map<Checksum, Destination> destinations;
  private final TreeWalk trees;

  /// How far back each commit's history was followed: a deeper request must go on from it.
  private final Map<Checksum, Depth> followed = new HashMap<>();

  /// @param destinations where each commit goes that is asked for
  /// @param names passed by every commit, also by one that is here: it may get a new name
  /// @param signatures the same: what one remote may sign, another may not
  /// @param tombstones whether a missing parent must have one
  CommitWalk(
      Transaction transaction,
      PullOptions options,
      Intake intake,
      Map<Checksum, Destination> destinations,
      CommitGate names,
      CommitGate signatures,
      Tombstones tombstones,
      Tally tally) {
    this.transaction = transaction;
    this.options = options;
    this.intake = intake;
    this.names = names;
    this.signatures = signatures;
    this.tombstones = tombstones;
    this.tally = tally;
    this.destinations = destinations;
    this.selection = Selection.of(options.subpaths());
    this.trees = new TreeWalk(transaction.objects(), intake);
  }

  /// Asks for a commit, which the source must have, and for as many parents as the options say.
  void add(Checksum commit) throws IOException {
    ask(commit, options.depth(), Intake.Need.COMMIT);
  }

  private void ask(Checksum commit, Depth depth, Intake.Need need) throws IOException {
    Depth before = followed.get(commit);
    if (before != null && !isDeeper(depth, before)) {
      return;
    }
    followed.put(commit, depth);
    boolean here = transaction.has(new ObjectName(commit, ObjectType.COMMIT));
    intake.bringCommit(
        commit, here ? Intake.Need.DETACHED : need, papers -> arrived(commit, depth, papers, here));
  }

  private static boolean isDeeper(Depth depth, Depth before) {
    return before.parents() >= 0 && (depth.parents() < 0 || depth.parents() > before.parents());
  }

  private void arrived(Checksum name, Depth depth, CommitPapers papers, boolean here)
      throws IOException {
    Optional<byte[]> bytes =
        here
            ? transaction.objects().findMetadata(new ObjectName(name, ObjectType.COMMIT))
            : papers.commit();
    if (bytes.isEmpty()) {
      endHistory(name);
      return;
    }
    Commit commit = parse(name, bytes.get());
    boolean incomplete = !here || transaction.commitState(name) != CommitState.NORMAL;
    names.check(name, commit, bytes.get(), Optional.empty());
    CommitPapers readable = readable(name, papers);
    // Somebody else's keys may have let in what is here already.
    signatures.check(name, commit, bytes.get(), detached(name, readable));
    if (incomplete) {
      tally.tell(new PullEvent.Accepted(name));
    }
    store(name, readable, here);
    if (incomplete && options.scope() == Scope.EVERYTHING) {
      bringTree(name, commit);
    }
    if (depth.reachesParent() && commit.parent().isPresent()) {
      ask(commit.parent().get(), depth.ofParent(), Intake.Need.COMMIT_IF_THERE);
    }
  }

  private void endHistory(Checksum missing) throws IOException {
    if (tombstones.areKept()) {
      intake.bringTombstone(missing);
    }
  }

  private static Commit parse(Checksum name, byte[] bytes) throws RepoException {
    try {
      return Commit.parse(bytes);
    } catch (ObjectFormatException e) {
      var object = new ObjectName(name, ObjectType.COMMIT);
      throw new RepoException.ObjectDamaged(object, object + ": " + e.getMessage());
    }
  }

  /// The papers without what is said about the commit when it is no dictionary and nobody asks
  /// for it: then it is left where it is.
  private CommitPapers readable(Checksum commit, CommitPapers papers) throws RepoException {
    Optional<Variant> said = papers.detached().map(bytes -> Variant.of(VariantType.DICT, bytes));
    if (said.isEmpty() || said.get().isNormal()) {
      return papers;
    }
    if (signatures.readsDetached()) {
      var name = new ObjectName(commit, ObjectType.COMMIT_METADATA);
      throw new RepoException.ObjectDamaged(name, name + ": Not normal form");
    }
    return papers.withoutDetached();
  }

  /// What the source says counts; when it says nothing, what was said here before.
  private Optional<VariantDict> detached(Checksum commit, CommitPapers papers) throws IOException {
    if (!signatures.readsDetached()) {
      return Optional.empty();
    }
    if (papers.detached().isEmpty()) {
      return transaction.objects().detachedMetadata(commit);
    }
    return papers.detached().map(bytes -> VariantDict.of(Variant.of(VariantType.DICT, bytes)));
  }

  private void store(Checksum name, CommitPapers papers, boolean here) throws IOException {
    if (!here) {
      transaction.markPartial(name, PartialReason.NOT_PULLED);
    }
    intake.storeDetached(name, papers);
    if (!here) {
      intake.storeCommit(name, papers);
    }
  }

  private void bringTree(Checksum name, Commit commit) throws IOException {
    if (selection.isAll()) {
      transaction.markWhole(name);
    }
    trees.add(root(commit), selection, before(name, commit));
  }

  /// The root of a commit that is whole here and has most in common with this one.
  private Optional<DirTree.DirectoryEntry> before(Checksum name, Commit commit) throws IOException {
    Optional<Checksum> named = destinations.getOrDefault(name, Destination.NONE).current();
    for (Optional<Checksum> candidate : List.of(named, commit.parent())) {
      if (candidate.isPresent() && transaction.hasWhole(candidate.get())) {
        return Optional.of(root(transaction.objects().readCommit(candidate.get())));
      }
    }
    return Optional.empty();
  }

  private static DirTree.DirectoryEntry root(Commit commit) {
    return new DirTree.DirectoryEntry("/", commit.rootTree(), commit.rootMeta());
  }
}
