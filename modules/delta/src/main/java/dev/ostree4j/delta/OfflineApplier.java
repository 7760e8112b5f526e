// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.object.ObjectType;
import dev.ostree4j.repo.CommitState;
import dev.ostree4j.repo.PartialReason;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.repo.TransactionOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Applies a delta that came some other way than over the net: afterwards the commit it leads to is
/// in the repository. No ref is changed.
///
/// The delta is carried out as a whole or not at all: nothing is visible before everything that the
/// commit needs is there. Who made the delta is not asked here; see
/// [DeltaFiles#signed()].
///
/// Stands for `ostree_repo_static_delta_execute_offline`.
///
/// @since 0.1
public final class OfflineApplier {
  private final Repo repo;
  private final TransactionOptions options;

  /// Writes into this repository.
  public OfflineApplier(Repo repo, TransactionOptions options) {
    this.repo = repo;
    this.options = options;
  }

  /// Applies a delta and returns the commit it leads to.
  ///
  /// @throws DeltaException.FromMissing when the commit it starts from is not here
  /// @throws DeltaException.SourceMissing when the commit would lack an object afterwards
  /// @throws DeltaException when it is malformed, or needs objects from elsewhere
  /// @throws dev.ostree4j.repo.RepoException.ObjectDamaged when it makes another object than it
  ///     should
  public Checksum apply(DeltaFiles delta) throws IOException {
    Superblock superblock = delta.superblock();
    Checksum to = superblock.name().to();
    try (Transaction transaction = repo.begin(options)) {
      requireFrom(superblock, transaction);
      if (!superblock.fallbacks().isEmpty()) {
        throw new DeltaException.NeedsFallbacks();
      }
      Commit commit = superblock.commit();
      applyParts(delta, new DeltaApplier(transaction));
      var closure = new CommitClosure(transaction.objects());
      Optional<ObjectName> missing = closure.findMissing(commit);
      if (missing.isPresent()) {
        requirePartialFrom(superblock, transaction, missing.get());
        transaction.markPartial(to, PartialReason.NOT_PULLED);
      }
      writeCommit(superblock, commit, transaction);
      transaction.publish();
      if (missing.isEmpty()) {
        repo.clearPartial(to);
      }
    }
    return to;
  }

  private static void requireFrom(Superblock superblock, Transaction transaction)
      throws IOException {
    Optional<Checksum> from = superblock.name().from();
    if (from.isPresent() && !transaction.has(new ObjectName(from.get(), ObjectType.COMMIT))) {
      throw new DeltaException.FromMissing(from.get());
    }
  }

  private static void applyParts(DeltaFiles delta, DeltaApplier applier) throws IOException {
    List<PartHeader> parts = delta.superblock().parts();
    List<PartSupply> missing = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      DeltaApplier.requireVersion(parts.get(i));
      if (!applier.isDone(parts.get(i))) {
        int index = i;
        missing.add(new PartSupply(parts.get(i), () -> delta.openPart(index)));
      }
    }
    applier.applyAll(missing, part -> {});
  }

  /// What starts from a commit of which not all is here may lack the same things.
  private static void requirePartialFrom(
      Superblock superblock, Transaction transaction, ObjectName missing) throws IOException {
    Optional<Checksum> from = superblock.name().from();
    if (from.isEmpty() || transaction.commitState(from.get()) == CommitState.NORMAL) {
      throw DeltaException.SourceMissing.afterwards(missing);
    }
  }

  private static void writeCommit(Superblock superblock, Commit commit, Transaction transaction)
      throws IOException {
    if (transaction.has(new ObjectName(superblock.name().to(), ObjectType.COMMIT))) {
      return;
    }
    Optional<VariantDict> attached = superblock.detachedMetadata();
    if (attached.isPresent()) {
      transaction.writeDetachedMetadata(superblock.name().to(), attached);
    }
    transaction.writeCommit(commit);
  }
}
