// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.fetch.FetchException.Limit;
import java.time.Duration;

/// How long a fetch waits, and for what.
///
/// @param connect for a connection
/// @param idle for the next byte
/// @param lowSpeedBytes per second, on average over the time `lowSpeed`; 0 for no such limit
/// @param total for the whole of a fetch
record TimeLimits(
    Duration connect, Duration idle, long lowSpeedBytes, Duration lowSpeed, Duration total) {

  /// For how long the watch may sleep so that it is late by an eighth of a limit at most.
  Duration tick() {
    long nanos = Math.min(connect.toNanos(), Math.min(idle.toNanos(), total.toNanos()));
    if (lowSpeedBytes > 0) {
      nanos = Math.min(nanos, lowSpeedNanos());
    }
    return Duration.ofNanos(Math.clamp(nanos / 8, 5_000_000, 250_000_000));
  }

  long lowSpeedNanos() {
    return lowSpeed.toNanos();
  }

  long lowSpeedWindowBytes() {
    return Math.round(lowSpeedBytes * (lowSpeed.toNanos() / 1e9));
  }

  FetchException tooSlow(String url) {
    return new FetchException.Stalled(
        url,
        Limit.LOW_SPEED,
        "Operation too slow. Less than "
            + lowSpeedBytes
            + " bytes/sec transferred the last "
            + text(lowSpeed)
            + "; lower the limit if the network is that slow");
  }

  static FetchException exceeded(String url, Limit limit, Duration after) {
    String waited = text(after);
    return new FetchException.Stalled(
        url,
        limit,
        switch (limit) {
          case CONNECT ->
              "Timeout was reached: no connection after "
                  + waited
                  + "; check the network and the server";
          case IDLE ->
              "Timeout was reached: nothing received for "
                  + waited
                  + "; check the network and the server";
          default -> "Timeout was reached: not done after " + waited + "; allow more time";
        });
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0
        ? time.toSeconds() + " seconds"
        : time.toMillis() + " milliseconds";
  }
}
