// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.lan.dns.DnsMessage;
import dev.ostree4j.lan.dns.DnsRecord;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What to say in one network, and when, by RFC 6762: twice at the beginning; then answers, after a
/// moment, since others may answer too, and no record twice in a second. No I/O. Mutable.
final class Responder {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Offer offer;
  private final LongSupplier delay;
  private final Map<DnsRecord, Long> said = new HashMap<>();
  private final Set<DnsRecord> pending = new LinkedHashSet<>();
  private long pendingNanos;
  private int announcements = 2;
  private long announcementNanos;

  /// @param delay how long to wait before each answer, in nanoseconds
  /// @param nanos the time, from any beginning
  Responder(Offer offer, LongSupplier delay, long nanos) {
    this.offer = offer;
    this.delay = delay;
    this.announcementNanos = nanos;
  }

  /// Takes a question that everybody heard.
  void hear(DnsMessage query, long nanos) {
    for (DnsRecord answer : offer.answers(query)) {
      Long before = said.get(answer);
      if (before == null || nanos - before >= SECOND) {
        if (pending.isEmpty()) {
          pendingNanos = nanos + delay.getAsLong();
        }
        pending.add(answer);
      }
    }
  }

  /// The answer to somebody who asked by himself, if there is one.
  Optional<DnsMessage> answer(DnsMessage query) {
    List<DnsRecord> answers = offer.answers(query);
    return answers.isEmpty() ? Optional.empty() : Optional.of(offer.legacyMessage(query, answers));
  }

  /// What should be said now, if anything.
  Optional<DnsMessage> say(long nanos) {
    if (announcements > 0 && announcementNanos - nanos <= 0) {
      announcements--;
      announcementNanos = nanos + SECOND;
      return Optional.of(offer.announcement());
    }
    if (pending.isEmpty() || pendingNanos - nanos > 0) {
      return Optional.empty();
    }
    DnsMessage message = offer.message(pending);
    pending.forEach(answer -> said.put(answer, nanos));
    pending.clear();
    return Optional.of(message);
  }

  /// When something should be said next, if that is known.
  OptionalLong nextNanos() {
    if (announcements > 0) {
      boolean answerFirst = !pending.isEmpty() && pendingNanos - announcementNanos < 0;
      return OptionalLong.of(answerFirst ? pendingNanos : announcementNanos);
    }
    return pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(pendingNanos);
  }

  /// That it is over.
  DnsMessage farewell() {
    return offer.farewell();
  }
}
