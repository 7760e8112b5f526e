// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.delta.DeltaApplier;
import dev.ostree4j.delta.FallbackObject;
import dev.ostree4j.delta.PartHeader;
import dev.ostree4j.delta.PartListener;
import dev.ostree4j.delta.PartSupply;
import dev.ostree4j.delta.Superblock;
import dev.ostree4j.object.DetachedMetadata;
import dev.ostree4j.object.ObjectName;
import dev.ostree4j.repo.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings commits by static deltas where they fit, and leaves everything else to another intake.
///
/// The commit comes out of the superblock and passes the same gates as any. Once it has, and before
/// the first of its directories is asked for, the parts are carried out: what they make is then
/// found to be here, and what they do not make, its fallbacks among it, is fetched as usual.
final class DeltaIntake implements Intake {
  private final Intake rest;
  private final DeltaChooser chooser;
  private final DeltaApplier applier;
  private final DeltaRoom room;
  private final Transaction transaction;
  private final Tally tally;

  /// Those whose commit was asked for and is not looked at yet.
  private final Set<OfferedDelta> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /// The delta whose commit is being looked at.
  private @Nullable OfferedDelta pending;

  DeltaIntake(Intake rest, DeltaChooser chooser, Transaction transaction, Tally tally) {
    this.rest = rest;
    this.chooser = chooser;
    this.applier = new DeltaApplier(transaction);
    this.room = new DeltaRoom(transaction, applier);
    this.transaction = transaction;
    this.tally = tally;
  }

  /// Counts what would be fetched for a commit, and does nothing else.
  void measure(Checksum commit) throws IOException {
    Optional<OfferedDelta> chosen = chooser.choose(commit);
    if (chosen.isPresent()) {
      try (OfferedDelta delta = chosen.get()) {
        measure(delta.superblock());
      }
    }
  }

  private void measure(Superblock superblock) throws IOException {
    room.require(superblock);
    count(superblock);
    for (FallbackObject fallback : superblock.fallbacks()) {
      tally.deltas(tally.deltas().withPlanned(fallback));
      if (transaction.has(fallback.name())) {
        tally.deltas(tally.deltas().withDone(fallback));
      }
    }
  }

  private void count(Superblock superblock) throws IOException {
    plan(superblock);
    for (PartHeader part : superblock.parts()) {
      countIfPresent(part);
    }
  }

  @Override
  public void bringCommit(Checksum commit, Need need, CommitVisitor next) throws IOException {
    Optional<OfferedDelta> chosen = chooser.choose(commit);
    if (chosen.isEmpty()) {
      rest.bringCommit(commit, need, next);
      return;
    }
    OfferedDelta delta = chosen.get();
    open.add(delta);
    Superblock superblock = delta.superblock();
    byte[] bytes = superblock.commit().bytes();
    Optional<byte[]> attached = superblock.detachedMetadata().map(DetachedMetadata::serialise);
    // What is said about a commit may have changed since the delta was made.
    rest.bringCommit(
        commit,
        Need.DETACHED,
        papers -> {
          pending = delta;
          try {
            next.visit(new CommitPapers(Optional.of(bytes), papers.detached().or(() -> attached)));
            if (pending != null) {
              // Everything that the commit needs is here already.
              count(superblock);
            }
          } finally {
            pending = null;
            open.remove(delta);
            delta.close();
          }
        });
  }

  @Override
  public void bringTombstone(Checksum commit) throws IOException {
    rest.bringTombstone(commit);
  }

  @Override
  public void storeCommit(Checksum commit, CommitPapers papers) throws IOException {
    rest.storeCommit(commit, papers);
  }

  @Override
  public void storeDetached(Checksum commit, CommitPapers papers) throws IOException {
    rest.storeDetached(commit, papers);
  }

  @Override
  public void bringTree(Checksum tree, TreeVisitor next) throws IOException {
    carryOutPending();
    rest.bringTree(tree, next);
  }

  @Override
  public void bring(ObjectName leaf) throws IOException {
    carryOutPending();
    rest.bring(leaf);
  }

  private void carryOutPending() throws IOException {
    OfferedDelta delta = pending;
    if (delta == null) {
      return;
    }
    pending = null;
    Superblock superblock = delta.superblock();
    room.require(superblock);
    plan(superblock);
    List<PartHeader> parts = superblock.parts();
    List<PartSupply> missing = new ArrayList<>();
    Set<PartHeader> inline = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      Crew.checkInterrupt();
      if (!countIfPresent(parts.get(i))) {
        int index = i;
        missing.add(new PartSupply(parts.get(i), () -> delta.openPart(index)));
        if (superblock.inlinePart(i).isPresent()) {
          inline.add(parts.get(i));
        }
      }
    }
    applier.applyAll(missing, listener(inline));
    tally.madeByDeltas(applier.contentBytesWritten());
  }

  private PartListener listener(Set<PartHeader> inline) {
    return new PartListener() {
      @Override
      public void done(PartHeader part) {
        DeltaCount before = tally.deltas();
        tally.deltas(inline.contains(part) ? before.withInline(part) : before.withDone(part));
        tally.tick();
      }

      @Override
      public void waiting() {
        tally.tick();
      }
    };
  }

  private void plan(Superblock superblock) throws IOException {
    for (PartHeader part : superblock.parts()) {
      DeltaApplier.requireVersion(part);
      tally.deltas(tally.deltas().withPlanned(part));
    }
  }

  private boolean countIfPresent(PartHeader part) throws IOException {
    boolean present = applier.isDone(part);
    if (present) {
      tally.deltas(tally.deltas().withDone(part));
    }
    return present;
  }

  @Override
  public void finish() throws IOException {
    rest.finish();
  }

  @Override
  public void close() throws IOException {
    try {
      rest.close();
    } finally {
      open.forEach(OfferedDelta::close);
      open.clear();
    }
  }
}
