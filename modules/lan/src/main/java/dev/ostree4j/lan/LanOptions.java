// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where and how long to look around. Immutable.
///
/// @since 0.1
public final class LanOptions {
  private static final LanOptions DEFAULTS =
      new LanOptions(Optional.empty(), Duration.ofMillis(1500), Duration.ofSeconds(20));

  private final Optional<Set<String>> interfaces;
  private final Duration searchTime;
  private final Duration answerLimit;

  private LanOptions(Optional<Set<String>> interfaces, Duration searchTime, Duration answerLimit) {
    this.interfaces = interfaces;
    this.searchTime = searchTime;
    this.answerLimit = answerLimit;
  }

  /// In all networks, for a moment.
  public static LanOptions defaults() {
    return DEFAULTS;
  }

  /// On these network interfaces only, such as `eth0`.
  public LanOptions withInterfaces(List<String> names) {
    return new LanOptions(Optional.of(Set.copyOf(names)), searchTime, answerLimit);
  }

  /// How long to listen for services. Default: 1.5 seconds, which is time for two questions. Where
  /// somebody has told but half of what is needed it becomes twice as long.
  ///
  /// @throws IllegalArgumentException when it is not positive
  public LanOptions withSearchTime(Duration time) {
    return new LanOptions(interfaces, positive(time), answerLimit);
  }

  /// How long to wait for the summaries of all who may have something. Default: 20 seconds.
  ///
  /// @throws IllegalArgumentException when it is not positive
  public LanOptions withAnswerLimit(Duration limit) {
    return new LanOptions(interfaces, searchTime, positive(limit));
  }

  private static Duration positive(Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("not positive: " + duration);
    }
    return duration;
  }

  boolean uses(String interfaceName) {
    return interfaces.isEmpty() || interfaces.get().contains(interfaceName);
  }

  /// How long to listen for services.
  public Duration searchTime() {
    return searchTime;
  }

  /// How long to wait for summaries.
  public Duration answerLimit() {
    return answerLimit;
  }
}
