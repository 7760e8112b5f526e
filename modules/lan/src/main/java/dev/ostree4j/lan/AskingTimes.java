// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.lan.dns.DnsQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// When which question is asked again: after a second, then after twice as long each time, as RFC
/// 6762 wants it. Mutable.
final class AskingTimes {
  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private record Turn(long nextNanos, long pause) {}

  private final Map<DnsQuestion, Turn> turns = new HashMap<>();

  /// Which of these questions are due, and become due again later; all others are forgotten.
  List<DnsQuestion> due(List<DnsQuestion> questions, long nanos) {
    turns.keySet().retainAll(questions);
    var due = new ArrayList<DnsQuestion>();
    for (DnsQuestion question : questions) {
      Turn turn = turns.getOrDefault(question, new Turn(nanos, FIRST_PAUSE));
      if (turn.nextNanos - nanos <= 0) {
        due.add(question);
        turns.put(question, new Turn(nanos + turn.pause, 2 * turn.pause));
      }
    }
    return due;
  }

  /// When the next of those is due.
  ///
  /// @throws IllegalStateException when there are none
  long nextNanos() {
    return turns.values().stream()
        .mapToLong(Turn::nextNanos)
        .reduce((one, other) -> one - other <= 0 ? one : other)
        .orElseThrow(() -> new IllegalStateException("nothing was asked"));
  }
}
