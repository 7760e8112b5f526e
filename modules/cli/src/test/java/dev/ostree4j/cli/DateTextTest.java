// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {
  /// A Wednesday.
  private static final Instant NOW = Instant.parse("2024-01-31T10:20:30Z");

  private static Optional<Instant> parse(String text) {
    return DateText.parse(text, NOW, ZoneId.of("UTC"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @1700000000                       | 2023-11-14T22:13:20Z
          @-1                               | 1969-12-31T23:59:59Z
          @1700000000.5                     | 2023-11-14T22:13:20Z
          2024-01-02                        | 2024-01-02T00:00:00Z
          2024-01-02 03:04                  | 2024-01-02T03:04:00Z
          2024-01-02 03:04:05 +0000         | 2024-01-02T03:04:05Z
          2024-01-02 03:04:05.999           | 2024-01-02T03:04:05Z
          2024-01-02T03:04:05Z              | 2024-01-02T03:04:05Z
          2024-01-02T03:04:05+01:30         | 2024-01-02T01:34:05Z
          2024-01-02T03:04:05-05            | 2024-01-02T08:04:05Z
          Tue, 02 Jan 2024 03:04:05 +0100   | 2024-01-02T02:04:05Z
          Tue Jan  2 03:04:05 UTC 2024      | 2024-01-02T03:04:05Z
          2 January 2024                    | 2024-01-02T00:00:00Z
          Jan 2, 2024 3:04pm                | 2024-01-02T15:04:00Z
          1/2/2024                          | 2024-01-02T00:00:00Z
          2-Jan-24                          | 2024-01-02T00:00:00Z
          20240102                          | 2024-01-02T00:00:00Z
          2024-01-02 12:00 EST              | 2024-01-02T17:00:00Z
          TZ="Europe/Berlin" 2024-01-02 3:4 | 2024-01-02T02:04:00Z
          20240102T0304                     | 2024-01-02T03:04:00Z
          2005-10-29 12:43:29 +0000         | 2005-10-29T12:43:29Z
          """)
  void absoluteDatesAreUnderstood(String text, Instant expected) {
    assertEquals(Optional.of(expected), parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          now                    | 2024-01-31T10:20:30Z
          today                  | 2024-01-31T10:20:30Z
          yesterday              | 2024-01-30T10:20:30Z
          tomorrow               | 2024-02-01T10:20:30Z
          1 day ago              | 2024-01-30T10:20:30Z
          7 days ago             | 2024-01-24T10:20:30Z
          -2 days                | 2024-01-29T10:20:30Z
          2 hours 10 minutes ago | 2024-01-31T08:10:30Z
          last week              | 2024-01-24T10:20:30Z
          next month             | 2024-03-02T10:20:30Z
          a fortnight            |
          fortnight ago          | 2024-01-17T10:20:30Z
          1 year ago             | 2023-01-31T10:20:30Z
          2024-01-02 + 1 day     | 2024-01-03T00:00:00Z
          friday                 | 2024-02-02T00:00:00Z
          last friday            | 2024-01-26T00:00:00Z
          next wednesday         | 2024-02-07T00:00:00Z
          10:00 yesterday        | 2024-01-30T10:00:00Z
          30 seconds ago         | 2024-01-31T10:20:00Z
          """)
  void relativeDatesCountFromNow(String text, Instant expected) {
    assertEquals(Optional.ofNullable(expected), parse(text));
  }

  @Test
  void timesWithoutZoneAreLocal() {
    assertEquals(
        Optional.of(Instant.parse("2024-01-02T02:04:00Z")),
        DateText.parse("2024-01-02 03:04", NOW, ZoneId.of("Europe/Berlin")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "2024-13-01",
        "2024-02-30",
        "25:00",
        "@",
        "@x",
        "@1 2",
        "12:30 13:30",
        "ago",
        "2024-01-02-03",
        "3 blinks ago",
        "99999999999999999999 days ago",
        "13pm",
        "2024-01-02 %"
      })
  void whatIsNoDateIsRefused(String text) {
    assertEquals(Optional.empty(), parse(text));
  }
}
