// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.cli.DateTokens.Token;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads dates as people write them: `2024-01-02 03:04`, `@1700000000`, `Tue, 2 Jan 2024 03:04:05
/// +0100`, `yesterday`, `3 days ago`, `last week`.
///
/// The items of a date may come in any order, each kind once, but for relative ones which add up.
/// Without a zone the time is local; `TZ="Europe/Paris"` in front chooses another one.
final class DateText {
  private static final String ZONE_PREFIX = "TZ=\"";
  private static final int YEAR_PIVOT = 69;
  private static final int MINUTES_PER_HOUR = 60;

  private final DateTokens tokens;
  private final DateItems items = new DateItems();

  private DateText(DateTokens tokens) {
    this.tokens = tokens;
  }

  /// Reads a date; empty when the text is none.
  static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
    try {
      int end = text.startsWith(ZONE_PREFIX) ? text.indexOf('"', ZONE_PREFIX.length()) : -1;
      if (end > 0) {
        ZoneId named = ZoneId.of(text.substring(ZONE_PREFIX.length(), end));
        return Optional.of(new DateText(DateTokens.of(text.substring(end + 1))).read(now, named));
      }
      return Optional.of(new DateText(DateTokens.of(text)).read(now, zone));
    } catch (DateSyntaxException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Instant read(Instant now, ZoneId zone) throws DateSyntaxException {
    if (tokens.peek().is('@')) {
      return readSeconds();
    }
    while (!tokens.atEnd()) {
      readItem();
    }
    return items.resolve(LocalDateTime.ofInstant(now, zone), zone);
  }

  private Instant readSeconds() throws DateSyntaxException {
    tokens.take();
    boolean negative = tokens.peek().is('-');
    if (negative || tokens.peek().is('+')) {
      tokens.take();
    }
    long seconds = number(tokens.take());
    if (tokens.peek().is('.')) {
      // Fractions of a second are allowed and lost: commits know whole seconds.
      tokens.take();
      number(tokens.take());
      seconds = negative ? seconds + 1 : seconds;
    }
    if (!tokens.atEnd()) {
      throw new DateSyntaxException();
    }
    return Instant.ofEpochSecond(negative ? -seconds : seconds);
  }

  private void readItem() throws DateSyntaxException {
    Token token = tokens.peek();
    if (token.isWord()) {
      readWord(tokens.take().text());
    } else if (token.isNumber()) {
      readNumber();
    } else if (token.is('+') || token.is('-')) {
      readSigned();
    } else if (token.is(',')) {
      tokens.take();
    } else {
      throw new DateSyntaxException();
    }
  }

  private void readWord(String word) throws DateSyntaxException {
    OptionalInt month = DateWords.month(word);
    OptionalInt day = DateWords.day(word);
    OptionalInt ordinal = DateWords.ordinal(word);
    if (word.equals("t") && tokens.peek().isNumber()) {
      return; // 2024-01-02T03:04
    }
    if (month.isPresent() && tokens.peek().isNumber()) {
      readDayAfterMonth(month.getAsInt());
    } else if (day.isPresent()) {
      items.weekday(day.getAsInt(), 0);
    } else if (ordinal.isPresent()) {
      readCounted(ordinal.getAsInt());
    } else if (word.equals("ago")) {
      items.negateRelative();
    } else if (DateWords.zone(word).isPresent()) {
      items.zoneMinutes(DateWords.zone(word).getAsInt());
    } else {
      switch (word) {
        case "now", "today" -> items.addRelative("day", 0);
        case "yesterday" -> items.addRelative("day", -1);
        case "tomorrow" -> items.addRelative("day", 1);
        default -> items.addRelative(word, 1);
      }
    }
  }

  /// After "next", "third" or a number: a unit or the name of a day.
  private void readCounted(long count) throws DateSyntaxException {
    Token unit = tokens.take();
    OptionalInt day = DateWords.day(unit.text());
    if (!unit.isWord()) {
      throw new DateSyntaxException();
    } else if (day.isPresent()) {
      items.weekday(day.getAsInt(), Math.toIntExact(count));
    } else {
      items.addRelative(unit.text(), count);
    }
  }

  /// `Jan 2 2024`, `Jan 2, 2024`, `Jan 2`.
  private void readDayAfterMonth(int month) throws DateSyntaxException {
    long day = number(tokens.take());
    int ahead = tokens.peek().is(',') ? 1 : 0;
    if (tokens.peek(ahead).isNumber() && !tokens.peek(ahead + 1).is(':')) {
      tokens.skip(ahead);
      items.date(year(tokens.take()), month, day);
    } else {
      items.date(DateItems.THIS_YEAR, month, day);
    }
  }

  private void readSigned() throws DateSyntaxException {
    boolean negative = tokens.take().is('-');
    Token value = tokens.peek();
    if (tokens.peek(1).isWord()) {
      tokens.take();
      readCounted(negative ? -value.number() : value.number());
    } else if (items.hasTime()) {
      items.zoneMinutes(zoneMinutes(negative));
    } else {
      throw new DateSyntaxException();
    }
  }

  /// `+01`, `+0130`, `+01:30`.
  private int zoneMinutes(boolean negative) throws DateSyntaxException {
    Token value = tokens.take();
    long minutes;
    if (tokens.peek().is(':')) {
      tokens.take();
      minutes = number(value) * MINUTES_PER_HOUR + number(tokens.take());
    } else if (value.text().length() <= 2) {
      minutes = number(value) * MINUTES_PER_HOUR;
    } else {
      minutes = number(value) / 100 * MINUTES_PER_HOUR + number(value) % 100;
    }
    return Math.toIntExact(negative ? -minutes : minutes);
  }

  private void readNumber() throws DateSyntaxException {
    Token after = tokens.peek(1);
    if (after.is(':')) {
      readTime();
    } else if (after.is('-') && !after.spaced() && isDatePart(tokens.peek(2))) {
      readDashedDate();
    } else if (after.is('/')) {
      readSlashedDate();
    } else if (after.isWord()) {
      readNumberBeforeWord(after.text());
    } else {
      readBareNumber(tokens.take());
    }
  }

  private static boolean isDatePart(Token token) {
    return token.isNumber() || DateWords.month(token.text()).isPresent();
  }

  private void readNumberBeforeWord(String word) throws DateSyntaxException {
    OptionalInt month = DateWords.month(word);
    if (month.isPresent()) {
      long day = number(tokens.take());
      tokens.take();
      boolean hasYear = tokens.peek().isNumber() && !tokens.peek(1).is(':');
      items.date(hasYear ? year(tokens.take()) : DateItems.THIS_YEAR, month.getAsInt(), day);
    } else if (word.equals("am") || word.equals("pm")) {
      long hour = number(tokens.take());
      tokens.take();
      items.time(hour(hour, word), 0, 0);
    } else if (word.equals("t")
        || DateWords.zone(word).isPresent()
        || DateWords.ordinal(word).isPresent()) {
      readBareNumber(tokens.take());
    } else {
      readCounted(number(tokens.take()));
    }
  }

  /// `2024-01-02`, `2-Jan-2024`.
  private void readDashedDate() throws DateSyntaxException {
    Token first = tokens.take();
    tokens.take();
    Token second = tokens.take();
    if (!tokens.peek().is('-') || !tokens.peek(1).isNumber()) {
      throw new DateSyntaxException();
    }
    tokens.take();
    Token third = tokens.take();
    if (second.isWord()) {
      items.date(year(third), DateWords.month(second.text()).orElseThrow(), number(first));
    } else {
      items.date(year(first), number(second), number(third));
    }
  }

  /// `1/2/2024`, `2024/1/2`, `1/2`: the month comes first unless the first number is a year.
  private void readSlashedDate() throws DateSyntaxException {
    Token first = tokens.take();
    tokens.take();
    Token second = tokens.take();
    if (!tokens.peek().is('/')) {
      items.date(DateItems.THIS_YEAR, number(first), number(second));
      return;
    }
    tokens.take();
    Token third = tokens.take();
    if (first.text().length() >= 4) {
      items.date(year(first), number(second), number(third));
    } else {
      items.date(year(third), number(first), number(second));
    }
  }

  private void readTime() throws DateSyntaxException {
    long hour = number(tokens.take());
    tokens.take();
    long minute = number(tokens.take());
    long second = 0;
    if (tokens.peek().is(':')) {
      tokens.take();
      second = number(tokens.take());
      if ((tokens.peek().is('.') || tokens.peek().is(',')) && tokens.peek(1).isNumber()) {
        tokens.skip(2);
      }
    }
    String word = tokens.peek().text();
    if (word.equals("am") || word.equals("pm")) {
      tokens.take();
      hour = hour(hour, word);
    }
    items.time(hour, minute, second);
  }

  private static long hour(long hour, String half) throws DateSyntaxException {
    if (hour < 1 || hour > 12) {
      throw new DateSyntaxException();
    }
    return hour % 12 + (half.equals("pm") ? 12 : 0);
  }

  /// A number alone is a year after a date with time, else `YYYYMMDD`, else `HH` or `HHMM`.
  private void readBareNumber(Token token) throws DateSyntaxException {
    long value = number(token);
    if (items.hasDate() && items.hasTime() && !items.hasYear()) {
      items.year(year(token));
    } else if (token.text().length() > 4) {
      items.date(value / 10_000, value / 100 % 100, value % 100);
    } else if (token.text().length() <= 2) {
      items.time(value, 0, 0);
    } else {
      items.time(value / 100, value % 100, 0);
    }
  }

  private static long year(Token token) throws DateSyntaxException {
    long year = number(token);
    if (token.text().length() > 2) {
      return year;
    }
    return year < YEAR_PIVOT ? year + 2000 : year + 1900;
  }

  private static long number(Token token) throws DateSyntaxException {
    if (!token.isNumber()) {
      throw new DateSyntaxException();
    }
    return token.number();
  }
}
