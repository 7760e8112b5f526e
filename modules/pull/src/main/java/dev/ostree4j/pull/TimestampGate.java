// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.pull;

import dev.ostree4j.checksum.Checksum;
import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.object.Commit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Refuses commits that are older than those they would replace.
final class TimestampGate implements CommitGate {
  /// A commit that must not be followed by an older one.
  record Earlier(Checksum name, long timestampSeconds) {
    /// Whichever is later.
    Earlier later(Earlier other) {
      return Long.compareUnsigned(timestampSeconds, other.timestampSeconds) < 0 ? other : this;
    }
  }

  /// As GLib writes a date, with a space before a day of one digit that is as wide as a digit.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("EEE MMM ")
          .padNext(2, '\u2007')
          .appendPattern("d HH:mm:ss uuuu")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Map<Checksum, Earlier> earlier;

  /// @param earlier for each commit that will come, the one it must not be older than
  TimestampGate(Map<Checksum, Earlier> earlier) {
    this.earlier = Map.copyOf(earlier);
  }

  @Override
  public void check(Checksum name, Commit commit, byte[] bytes, Optional<VariantDict> detached)
      throws PullException {
    Earlier former = earlier.get(name);
    if (former == null || former.name.equals(name)) {
      return;
    }
    long time = commit.timestampSeconds();
    if (Long.compareUnsigned(time, former.timestampSeconds) < 0) {
      throw new PullException.OlderCommit(
          "Upgrade target revision '"
              + name
              + "' with timestamp '"
              + show(time)
              + "' is chronologically older than current revision '"
              + former.name
              + "' with timestamp '"
              + show(former.timestampSeconds)
              + "'; use --allow-downgrade to permit");
    }
  }

  private static String show(long seconds) {
    try {
      return FORMAT.format(Instant.ofEpochSecond(seconds));
    } catch (DateTimeException e) {
      return Long.toUnsignedString(seconds); // beyond any calendar
    }
  }
}
