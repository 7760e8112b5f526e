// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.fetch.FetchOptions.RetryOf;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Goes through the places that have a file, in order; when all have failed it waits and begins
/// again, as often as the options say.
final class Tour {

  /// What is done at a place.
  interface Stop<T> {
    /// Fetches the file there.
    T at(Target place, Meter meter) throws IOException;

    /// How far the fetch is, in bytes.
    default long progress() {
      return 0;
    }

    /// Whether it has come so far since then that the attempt does not count.
    default boolean progressed(long before) {
      return false;
    }
  }

  /// A directory, and its URL taken apart.
  private record Directory(URI url, Target target) {}

  private final FetchOptions.Values options;
  private final TimeLimits limits;
  private final Traffic traffic;
  private final StallWatch watch;

  /// The last one: thousands of files come from the same.
  private volatile @Nullable Directory directory;

  Tour(FetchOptions.Values options, Traffic traffic, StallWatch watch) {
    this.options = options;
    this.limits = options.limits();
    this.traffic = traffic;
    this.watch = watch;
  }

  <T> T run(FetchRequest request, Stop<T> stop) throws IOException {
    long deadlineNanos = System.nanoTime() + limits.total().toNanos();
    int retriesMax = request.retriesMax().orElse(options.retriesMax);
    for (int attempt = 1; ; attempt++) {
      long before = stop.progress();
      try {
        return round(request, stop, deadlineNanos);
      } catch (FetchException e) {
        attempt = stop.progressed(before) ? 1 : attempt;
        if (attempt > retriesMax || !isWorthIt(e)) {
          throw e;
        }
        pause(request, e, attempt, deadlineNanos);
      }
    }
  }

  /// Tries each place once; what the last one says counts.
  private <T> T round(FetchRequest request, Stop<T> stop, long deadlineNanos) throws IOException {
    int last = request.places().size() - 1;
    for (Place place : request.places().subList(0, last)) {
      try {
        return visit(place, stop, deadlineNanos);
      } catch (FetchException.Closed e) {
        throw e;
      } catch (FetchException e) {
        request.listener().on(new FetchEvent.Skipped(e));
      }
    }
    return visit(request.places().get(last), stop, deadlineNanos);
  }

  private <T> T visit(Place place, Stop<T> stop, long deadlineNanos) throws IOException {
    Target target = target(place);
    var meter = new Meter(target.shown(), limits, deadlineNanos);
    traffic.enter(target, deadlineNanos);
    watch.enter(meter);
    try {
      return stop.at(target, meter);
    } finally {
      watch.leave(meter);
      traffic.leave(target);
    }
  }

  private Target target(Place place) throws FetchException {
    if (place.path().isEmpty()) {
      return Target.of(place.url());
    }
    Directory known = directory;
    if (known == null || !known.url.equals(place.url())) {
      known = new Directory(place.url(), Target.of(place.url()));
      directory = known;
    }
    return known.target.below(place.path());
  }

  private boolean isWorthIt(FetchException e) {
    return switch (e.recovery()) {
      case NEVER -> false;
      case IF_ALL_ARE -> options.retryOf == RetryOf.ALL_NETWORK_ERRORS;
      case ALWAYS -> true;
    };
  }

  private void pause(FetchRequest request, FetchException e, int attempt, long deadlineNanos)
      throws IOException {
    Duration pause = pauseAfter(e, attempt);
    long left = deadlineNanos - System.nanoTime();
    if (pause.toNanos() >= left) {
      throw e;
    }
    request.listener().on(new FetchEvent.Retried(e, attempt, pause));
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException interrupted) {
      throw Interruption.of(e.url());
    }
  }

  private Duration pauseAfter(FetchException e, int attempt) {
    long longest = options.longestPause.toNanos();
    // Doubled thirty times the first pause would be a century.
    long doubled = options.firstPause.toNanos() * (1L << Math.min(attempt - 1, 30));
    long pause = doubled <= 0 || doubled > longest ? longest : doubled;
    long shaken = (long) (pause * (0.5 + options.chance.getAsDouble() / 2));
    long asked =
        e instanceof FetchException.ServerBusy busy
            ? busy.retryAfter().map(Duration::toNanos).orElse(0L)
            : 0;
    return Duration.ofNanos(Math.max(shaken, Math.min(asked, longest)));
  }
}
