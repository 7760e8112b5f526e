// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Times as the reference program tells them in the locale `C.UTF-8`: `Mon Jan  5 00:00:00 2026`.
final class OpenPgpDate {
  /// What GLib puts before a day of one digit: a space as wide as a digit.
  private static final char FIGURE_SPACE = '\u2007';

  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private OpenPgpDate() {}

  static String text(Instant instant, ZoneId zone) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
    var text = new StringBuilder(24);
    text.append(word(DAYS, time.getDayOfWeek().getValue())).append(' ');
    text.append(word(MONTHS, time.getMonthValue())).append(' ');
    two(text, time.getDayOfMonth(), FIGURE_SPACE).append(' ');
    two(text, time.getHour(), '0').append(':');
    two(text, time.getMinute(), '0').append(':');
    two(text, time.getSecond(), '0').append(' ');
    return text.append(time.getYear()).toString();
  }

  private static String word(String words, int number) {
    return words.substring(3 * number - 3, 3 * number);
  }

  private static StringBuilder two(StringBuilder text, int number, char fill) {
    return (number < 10 ? text.append(fill) : text).append(number);
  }
}
