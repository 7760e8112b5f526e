// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// Times as headers have them.
final class HttpDates {
  private static final DateTimeFormatter SENT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  static String text(Instant time) {
    return SENT.format(time);
  }

  /// The time, if it is one; the old forms of it are not understood.
  static Optional<Instant> parse(String text) {
    try {
      String usual = text.replace(" UTC", " GMT");
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(usual)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
