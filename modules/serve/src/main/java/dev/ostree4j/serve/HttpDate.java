// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Dates in header lines: `Sun, 06 Nov 1994 08:49:37 GMT`; the C program's client writes `UTC`.
final class HttpDate {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  static String format(Instant time) {
    return FORM.format(time);
  }

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.from(FORM.parse(text.strip().replaceFirst(" UTC$", " GMT"))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
