// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.object.Commit;
import dev.ostree4j.repo.Repo;
import dev.ostree4j.repo.RepoException;
import dev.ostree4j.repo.RepoMode;
import dev.ostree4j.repo.Transaction;
import dev.ostree4j.traverse.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One pull into a transaction: carries out a plan, whatever the source is.
///
/// Refs are set together, after everything they need has arrived. When anything fails no ref
/// changes, and what arrived is kept aside for the next try.
final class PullRun {
  /// Makes the intake when the transaction is open.
  @FunctionalInterface
  interface IntakeMaker {
    Intake open(Transaction transaction) throws IOException;
  }

  private final Repo repo;
  private final PullOptions options;
  private final Tally tally;
  private final CommitGate signatures;
  private final RefPlaces places;
  private final PullReport.Origin origin;
  private final DeltaOffer deltas;
  private final Tombstones tombstones;
  private final long startedNanos = System.nanoTime();

  /// @param signatures what a commit must pass which is not whole here
  PullRun(
      Repo repo,
      PullOptions options,
      Tally tally,
      CommitGate signatures,
      RefPlaces places,
      PullReport.Origin origin,
      DeltaOffer deltas,
      Tombstones tombstones) {
    this.repo = repo;
    this.options = options;
    this.tally = tally;
    this.signatures = signatures;
    this.places = places;
    this.origin = origin;
    this.deltas = deltas;
    this.tombstones = tombstones;
  }

  /// Pulls in a transaction of its own.
  PullReport run(PullPlan plan, IntakeMaker maker) throws IOException {
    try (Transaction transaction = repo.begin(options.transaction())) {
      bring(transaction, plan, maker);
      if (options.effect() == PullOptions.Effect.MEASURE) {
        return report(transaction);
      }
      tally.tell(new PullEvent.Publishing());
      transaction.publish();
      return report(transaction);
    }
  }

  /// Pulls into a transaction of the caller's, who publishes it.
  PullReport runIn(Transaction transaction, PullPlan plan, IntakeMaker maker) throws IOException {
    bring(transaction, plan, maker);
    return report(transaction);
  }

  private void bring(Transaction transaction, PullPlan plan, IntakeMaker maker) throws IOException {
    tally.tell(new PullEvent.Planned(plan.commits().size()));
    Map<Checksum, Destination> destinations = destinations(plan);
    if (options.effect() == PullOptions.Effect.MEASURE) {
      try (DeltaIntake intake = deltas(maker.open(transaction), transaction, destinations)) {
        measure(intake, plan);
      }
      return;
    }
    try (Intake intake = intake(maker, transaction, destinations)) {
      var walk =
          new CommitWalk(
              transaction,
              options,
              intake,
              destinations,
              names(plan),
              signatures,
              tombstones,
              tally);
      for (Checksum commit : plan.commits()) {
        walk.add(commit);
      }
      intake.finish();
    }
    places.set(transaction, plan);
  }

  private Intake intake(
      IntakeMaker maker, Transaction transaction, Map<Checksum, Destination> destinations)
      throws IOException {
    Intake plain = maker.open(transaction);
    return usesDeltas() ? deltas(plain, transaction, destinations) : plain;
  }

  private boolean usesDeltas() {
    return options.deltas() != DeltaUse.NEVER
        && options.scope() == Scope.EVERYTHING
        && repo.mode() != RepoMode.ARCHIVE
        && (options.deltas() == DeltaUse.REQUIRED || origin == PullReport.Origin.SERVER);
  }

  /// Where each commit goes that was asked for.
  private Map<Checksum, Destination> destinations(PullPlan plan) throws IOException {
    var destinations = new HashMap<Checksum, Destination>();
    plan.singles().forEach(commit -> destinations.put(commit, Destination.NONE));
    for (PullPlan.Target target : plan.targets()) {
      var destination = new Destination(target.ref().text(), places.current(target));
      destinations.put(target.commit(), destination);
    }
    return destinations;
  }

  /// @param rest which is closed with it
  private DeltaIntake deltas(
      Intake rest, Transaction transaction, Map<Checksum, Destination> destinations) {
    var chooser = new DeltaChooser(deltas, options.deltas(), destinations, transaction);
    return new DeltaIntake(rest, chooser, transaction, tally);
  }

  private static void measure(DeltaIntake intake, PullPlan plan) throws IOException {
    for (Checksum commit : plan.commits()) {
      intake.measure(commit);
    }
  }

  private CommitGate names(PullPlan plan) throws IOException {
    CommitGate timestamps = new TimestampGate(earlier(plan));
    return options.bindings() == PullOptions.Bindings.VERIFY
        ? new BindingGate(plan).then(timestamps)
        : timestamps;
  }

  private Map<Checksum, TimestampGate.Earlier> earlier(PullPlan plan) throws IOException {
    if (options.timestamps() instanceof TimestampCheck.Off) {
      return Map.of();
    }
    var earlier = new HashMap<Checksum, TimestampGate.Earlier>();
    switch (options.timestamps()) {
      case TimestampCheck.Off off -> {}
      case TimestampCheck.AgainstRef againstRef -> {
        for (PullPlan.Target target : plan.targets()) {
          for (Optional<Checksum> known : List.of(places.current(target), places.former(target))) {
            if (known.isPresent()) {
              earlier.merge(
                  target.commit(),
                  read(known.get(), target.ref() + " for timestamp-check"),
                  TimestampGate.Earlier::later);
            }
          }
        }
      }
      case TimestampCheck.AgainstRevision(String revision) -> {
        TimestampGate.Earlier former =
            read(repo.refs().resolve(revision), revision + " for timestamp-check-from-rev");
        plan.commits().forEach(commit -> earlier.put(commit, former));
      }
    }
    return earlier;
  }

  /// @param what it is read as, for messages
  private TimestampGate.Earlier read(Checksum name, String what) throws IOException {
    try {
      Commit commit = repo.objects().readCommit(name);
      return new TimestampGate.Earlier(name, commit.timestampSeconds());
    } catch (RepoException.ObjectMissing e) {
      throw PullException.OlderCommit.unknown(what, e);
    }
  }

  private PullReport report(Transaction transaction) {
    return new PullReport(
        places.refs(),
        places.sharedRefs(),
        origin,
        tally.remote(),
        tally.local(),
        tally.bytesTransferred(),
        Duration.ofNanos(System.nanoTime() - startedNanos),
        transaction.stats().contentBytesWritten() - tally.madeByDeltas(),
        tally.deltas());
  }
}
