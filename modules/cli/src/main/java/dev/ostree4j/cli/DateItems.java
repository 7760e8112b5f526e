// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What was read of a date so far, and how it becomes a moment.
final class DateItems {
  static final long THIS_YEAR = Long.MIN_VALUE;

  private static final int DAYS_PER_WEEK = 7;

  private @Nullable LocalTime time;
  private @Nullable Integer zoneMinutes;
  private @Nullable Integer weekday;
  private int weekdayCount;
  private long year = THIS_YEAR;
  private long month;
  private long day;
  private boolean relativeSeen;
  private long years;
  private long months;
  private long days;
  private long seconds;

  boolean hasTime() {
    return time != null;
  }

  boolean hasDate() {
    return day != 0;
  }

  boolean hasYear() {
    return year != THIS_YEAR;
  }

  void date(long newYear, long newMonth, long newDay) throws DateSyntaxException {
    if (hasDate() || newDay < 1 || newMonth < 1) {
      throw new DateSyntaxException();
    }
    year = newYear;
    month = newMonth;
    day = newDay;
  }

  void year(long newYear) {
    year = newYear;
  }

  void time(long hour, long minute, long second) throws DateSyntaxException {
    if (time != null) {
      throw new DateSyntaxException();
    }
    // A leap second counts as the one before it.
    time =
        LocalTime.of(
            Math.toIntExact(hour),
            Math.toIntExact(minute),
            Math.toIntExact(second == 60 ? 59 : second));
  }

  void zoneMinutes(int minutes) throws DateSyntaxException {
    if (zoneMinutes != null) {
      throw new DateSyntaxException();
    }
    zoneMinutes = minutes;
  }

  /// @param count 0 for the next such day from today on, 1 for the one after today, −1 for before
  void weekday(int newWeekday, int count) throws DateSyntaxException {
    if (weekday != null) {
      throw new DateSyntaxException();
    }
    weekday = newWeekday;
    weekdayCount = count;
  }

  void addRelative(String unit, long count) throws DateSyntaxException {
    relativeSeen = true;
    switch (singular(unit)) {
      case "year" -> years = Math.addExact(years, count);
      case "month" -> months = Math.addExact(months, count);
      case "fortnight" -> addDays(count, 2 * DAYS_PER_WEEK);
      case "week" -> addDays(count, DAYS_PER_WEEK);
      case "day" -> addDays(count, 1);
      case "hour" -> addSeconds(count, 3600);
      case "minute", "min" -> addSeconds(count, 60);
      case "second", "sec" -> addSeconds(count, 1);
      default -> throw new DateSyntaxException();
    }
  }

  private static String singular(String unit) {
    return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }

  private void addDays(long count, int factor) {
    days = Math.addExact(days, Math.multiplyExact(count, factor));
  }

  private void addSeconds(long count, int factor) {
    seconds = Math.addExact(seconds, Math.multiplyExact(count, factor));
  }

  /// "ago": all that was counted so far lies in the past.
  void negateRelative() throws DateSyntaxException {
    if (!relativeSeen) {
      throw new DateSyntaxException();
    }
    years = -years;
    months = -months;
    days = -days;
    seconds = -seconds;
  }

  /// The moment, seen from `now`.
  Instant resolve(LocalDateTime now, ZoneId local) {
    LocalDate date = now.toLocalDate();
    if (hasDate()) {
      int dateYear = hasYear() ? Math.toIntExact(year) : date.getYear();
      date = LocalDate.of(dateYear, Math.toIntExact(month), Math.toIntExact(day));
    }
    LocalTime clock = time;
    if (clock == null) {
      boolean keepsClock = !hasDate() && weekday == null;
      clock = keepsClock ? now.toLocalTime() : LocalTime.MIDNIGHT;
    }
    // Months first, then days, without clipping: one month after 31 January is 3 March (or 2).
    int firstDay = date.getDayOfMonth();
    date = date.withDayOfMonth(1).plusYears(years).plusMonths(months);
    date = date.plusDays(firstDay - 1L + days);
    if (weekday != null && !hasDate()) {
      date = date.plusDays(daysTo(weekday, date));
    }
    ZoneId zone = zoneMinutes == null ? local : ZoneOffset.ofTotalSeconds(zoneMinutes * 60);
    return date.atTime(clock).atZone(zone).toInstant().plusSeconds(seconds);
  }

  private long daysTo(int wanted, LocalDate from) {
    int today = from.getDayOfWeek().getValue() % DAYS_PER_WEEK;
    int ahead = (wanted - today + DAYS_PER_WEEK) % DAYS_PER_WEEK;
    // "next Monday" on a Monday is in a week; on other days the coming one is the first.
    int weeks = weekdayCount - (weekdayCount > 0 && wanted != today ? 1 : 0);
    return ahead + (long) DAYS_PER_WEEK * weeks;
  }
}
