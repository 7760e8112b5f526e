// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.discover.DiscoveryListener;
import dev.ostree4j.discover.FinderKind;
import dev.ostree4j.discover.FoundRemote;
import dev.ostree4j.discover.PeerLookup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Asks several neighbours for their summaries at a time, and waits for none longer than for all.
final class SummaryRound {
  private static final int AT_A_TIME = 8;

  /// An interrupt ends a fetch within a second.
  private static final int FAREWELL_SECONDS = 1;

  private final PeerLookup lookup;
  private final Duration limit;
  private final DiscoveryListener listener;

  SummaryRound(PeerLookup lookup, Duration limit, DiscoveryListener listener) {
    this.lookup = lookup;
    this.limit = limit;
    this.listener = listener;
  }

  /// What they have; who does not answer is told to the listener.
  ///
  /// @throws InterruptedIOException when this thread is interrupted; its flag is kept
  List<FoundRemote> ask(Collection<Candidate> candidates) throws InterruptedIOException {
    ExecutorService askers =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().name("lan-", 0).factory());
    try {
      List<Callable<Optional<FoundRemote>>> tasks = new ArrayList<>();
      candidates.forEach(candidate -> tasks.add(() -> ask(candidate)));
      List<Future<Optional<FoundRemote>>> answers =
          askers.invokeAll(tasks, limit.toNanos(), TimeUnit.NANOSECONDS);
      var found = new ArrayList<FoundRemote>();
      int next = 0;
      for (Candidate candidate : candidates) {
        answer(candidate, answers.get(next++)).ifPresent(found::add);
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking for summaries");
    } finally {
      end(askers);
    }
  }

  private Optional<FoundRemote> ask(Candidate candidate) throws IOException {
    return lookup.look(FinderKind.LAN, candidate.url(), candidate.keyring(), candidate.refs());
  }

  private Optional<FoundRemote> answer(Candidate candidate, Future<Optional<FoundRemote>> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (CancellationException e) {
      listener.passedOver(candidate.url(), new LanException.Silent(limit));
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException reason -> listener.passedOver(candidate.url(), reason);
        case RuntimeException fault -> throw fault;
        case Error fault -> throw fault;
        case null, default -> throw new AssertionError(e);
      }
    }
    return Optional.empty();
  }

  /// The repository may be closed after this, so nobody should use it any more.
  private static void end(ExecutorService askers) {
    askers.shutdownNow();
    try {
      if (!askers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger(SummaryRound.class.getName())
            .log(System.Logger.Level.DEBUG, "a fetch goes on after it was interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
