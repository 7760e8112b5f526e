// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.util.Optional;

/// Fetches files over HTTP and HTTPS, and from `file://` URLs.
///
/// The thread that calls does the work and waits, platform thread or virtual; any number of
/// threads may call at the same time, of which as many proceed as the options allow. No wait is
/// without a limit, and each ends soon after the thread is interrupted, with
/// [java.io.InterruptedIOException] and the flag of the thread set.
///
/// ```text
/// Fetcher → Tour (mirrors, retries) → Journey (redirects) → Wire (one exchange)
/// ```
///
/// @since 0.1
public final class Fetcher implements AutoCloseable {
  private final Traffic traffic;
  private final StallWatch watch;
  private final Wire wire;
  private final Tour tour;
  private final Journey journey;

  /// A fetcher without connections; they are made when they are needed.
  public Fetcher(FetchOptions options) {
    FetchOptions.Values values = options.values();
    this.traffic = new Traffic(values);
    this.watch = new StallWatch(values.limits().tick());
    var choice = new WireChoice(values);
    this.wire =
        values.requestLog.isPresent() ? new LoggedWire(choice, values.requestLog.get()) : choice;
    this.tour = new Tour(values, traffic, watch);
    this.journey = new Journey(wire, new Courtesy(values), traffic);
  }

  /// Fetches a file into memory.
  ///
  /// @throws FetchException when no mirror has it, after all retries
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  public FetchedFile fetch(FetchRequest request) throws IOException {
    return tour.run(request, new WholeFetch(request, journey, traffic));
  }

  /// Fetches a file into memory which need not exist; empty when the last mirror does not have
  /// it.
  ///
  /// @throws FetchException when that cannot be found out, after all retries
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  public Optional<FetchedFile> find(FetchRequest request) throws IOException {
    try {
      return Optional.of(fetch(request));
    } catch (FetchException.NotFound e) {
      return Optional.empty();
    }
  }

  /// Fetches a file of any size into a sink, in constant memory. When it breaks off, the next
  /// attempt continues where the server allows and still has the same file.
  ///
  /// @throws FetchException when no mirror has it, after all retries
  /// @throws java.io.InterruptedIOException when this thread is interrupted
  /// @throws IOException what the sink throws
  public Downloaded download(FetchRequest request, DownloadSink sink) throws IOException {
    return tour.run(request, new RangedFetch(request, sink, journey, traffic));
  }

  /// What happened so far. May be called at any time by any thread.
  public FetchStats stats() {
    return traffic.stats();
  }

  /// Ends all connections; fetches which are under way end with [FetchException.Closed].
  @Override
  public void close() {
    watch.close();
    wire.close();
  }
}
