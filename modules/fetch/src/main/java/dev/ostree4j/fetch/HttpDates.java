// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times as headers have them: `Mon, 23 Nov 2026 01:49:31 GMT`.
///
/// They are read by hand, since each answer has one and the formatter of the JDK takes longer
/// for it than all else that is done with an answer.
final class HttpDates {
  private static final String SHAPE = "???, 00 ??? 0000 00:00:00 ???";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final DateTimeFormatter SENT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  static String text(Instant time) {
    return SENT.format(time);
  }

  /// The time, if it is one; the old forms of it are not understood. The day of the week means
  /// nothing.
  static Optional<Instant> parse(String text) {
    int month = hasShape(text) ? MONTHS.indexOf(text.substring(8, 11)) : -1;
    boolean universal = text.endsWith("GMT") || text.endsWith("UTC");
    if (month < 0 || month % 3 != 0 || !universal) {
      return Optional.empty();
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(text, 12, 16),
              month / 3 + 1,
              number(text, 5, 7),
              number(text, 17, 19),
              number(text, 20, 22),
              number(text, 23, 25));
      return Optional.of(time.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean hasShape(String text) {
    if (text.length() != SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char wanted = SHAPE.charAt(i);
      char c = text.charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : wanted != '?' && c != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
