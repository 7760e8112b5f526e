// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.pull.DeltaCount;
import dev.ostree4j.pull.PullEvent;
import dev.ostree4j.pull.PullListener;
import dev.ostree4j.repo.SizeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Shows on a terminal how far a pull is; elsewhere it is silent. What it showed last stays there
/// when it is closed, and what follows begins on a new line.
final class PullPrinter implements PullListener, AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final long NANOS = 1_000_000_000L;

  private final Console console;
  private final ProgressLine progress;
  private final LongSupplier nanos;
  private final long stepNanos;
  private final long startedNanos;
  private long shownNanos;
  private long asked;
  private long arrived;
  private long contentAsked;
  private long imported;
  private long bytes;
  private long wholeBytes;
  private DeltaCount deltas = DeltaCount.NONE;

  PullPrinter(Console console) {
    this(console, STEP);
  }

  /// @param step how often the line changes, at most; what comes last is shown in any case
  PullPrinter(Console console, Duration step) {
    this(console, step, System::nanoTime);
  }

  /// @param nanos a clock
  PullPrinter(Console console, Duration step, LongSupplier nanos) {
    this.console = console;
    this.progress = new ProgressLine(console);
    this.nanos = nanos;
    this.stepNanos = step.toNanos();
    this.startedNanos = nanos.getAsLong();
    this.shownNanos = startedNanos;
  }

  @Override
  public void heard(PullEvent event) {
    if (!console.isTerminal()) {
      return;
    }
    count(event);
    long now = nanos.getAsLong();
    boolean last = event instanceof PullEvent.Publishing;
    if (!last && now - shownNanos < stepNanos) {
      return;
    }
    shownNanos = now;
    try {
      progress.show(text(now));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(PullEvent event) {
    switch (event) {
      case PullEvent.Asked(var name) -> {
        asked++;
        if (!name.type().isMetadata()) {
          contentAsked++;
        }
      }
      case PullEvent.Fetched(var name, long sizeBytes) -> {
        arrived++;
        wholeBytes += sizeBytes;
        bytes = Math.max(bytes, wholeBytes);
      }
      case PullEvent.Received(long total) -> bytes = Math.max(bytes, total);
      case PullEvent.Deltas(var count) -> deltas = count;
      case PullEvent.Imported one -> imported++;
      case PullEvent.Planned plan -> asked += plan.commits();
      case PullEvent.Judged signatures -> {}
      case PullEvent.Accepted commit -> {}
      case PullEvent.CachedSummaryRefused summary -> {}
      case PullEvent.Publishing now -> {}
    }
  }

  private String text(long now) {
    if (bytes == 0) {
      return "Writing objects: " + imported;
    }
    double seconds = Math.max(1, now - startedNanos) / (double) NANOS;
    String speed = SizeText.of((long) (bytes / seconds)) + "/s";
    if (deltas.parts() < deltas.partsTotal()) {
      return deltaText(speed, seconds);
    }
    String rate = speed + " " + SizeText.of(bytes);
    if (contentAsked == 0) {
      return "Receiving metadata objects: " + arrived + "/(estimating) " + rate;
    }
    long total = Math.max(asked, arrived);
    return "Receiving objects: "
        + arrived * 100 / total
        + "% ("
        + arrived
        + "/"
        + total
        + ") "
        + rate
        + remaining(seconds, total);
  }

  private String deltaText(String speed, double seconds) {
    long came = Math.min(bytes, deltas.bytesTotal());
    long left = (long) (seconds / Math.max(1, came) * (deltas.bytesTotal() - came));
    return "Receiving delta parts: "
        + deltas.parts()
        + "/"
        + deltas.partsTotal()
        + " "
        + SizeText.of(came)
        + "/"
        + SizeText.of(deltas.bytesTotal())
        + " "
        + speed
        + (left < 1 ? "" : " " + left + " s remaining");
  }

  private String remaining(double seconds, long total) {
    long left = (long) (seconds / Math.max(1, arrived) * (total - arrived));
    return left < 1 ? "" : " " + left + " s remaining";
  }

  /// Leaves the line, be it empty, so that something else can be printed below; another one may
  /// follow.
  void leaveLine() throws IOException {
    progress.leave();
  }

  @Override
  public void close() throws IOException {
    progress.end();
  }
}
