// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import java.util.OptionalInt;

/// The English words of dates. Each look-up takes a word in lower case.
final class DateWords {
  private static final String[] MONTHS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"
  };
  private static final String[] DAYS = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"
  };
  private static final String[] ORDINALS = {
    "this",
    "first",
    "",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth"
  };
  private static final int HOUR = 60;

  private DateWords() {}

  /// 1 to 12.
  static OptionalInt month(String word) {
    if (word.equals("sept")) {
      return OptionalInt.of(9);
    }
    OptionalInt index = indexOf(MONTHS, word);
    return index.isEmpty() ? index : OptionalInt.of(index.getAsInt() + 1);
  }

  /// 0 for Sunday to 6.
  static OptionalInt day(String word) {
    return switch (word) {
      case "tues" -> OptionalInt.of(2);
      case "wednes" -> OptionalInt.of(3);
      case "thur", "thurs" -> OptionalInt.of(4);
      default -> indexOf(DAYS, word);
    };
  }

  /// `next` is 1, `last` is −1, `third` is 3. There is no "second": that is a unit.
  static OptionalInt ordinal(String word) {
    if (word.equals("next")) {
      return OptionalInt.of(1);
    }
    if (word.equals("last")) {
      return OptionalInt.of(-1);
    }
    for (int i = 0; i < ORDINALS.length; i++) {
      if (ORDINALS[i].equals(word)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /// The offset from UTC in minutes of a named zone.
  static OptionalInt zone(String word) {
    return switch (word) {
      case "utc", "gmt", "ut", "wet", "z" -> OptionalInt.of(0);
      case "bst", "cet", "met", "west" -> OptionalInt.of(HOUR);
      case "cest", "eet", "mest", "sast" -> OptionalInt.of(2 * HOUR);
      case "eest", "msk" -> OptionalInt.of(3 * HOUR);
      case "ist" -> OptionalInt.of(5 * HOUR + HOUR / 2);
      case "jst" -> OptionalInt.of(9 * HOUR);
      case "nzst" -> OptionalInt.of(12 * HOUR);
      case "nzdt" -> OptionalInt.of(13 * HOUR);
      case "brt", "art" -> OptionalInt.of(-3 * HOUR);
      case "ast", "edt" -> OptionalInt.of(-4 * HOUR);
      case "est", "cdt" -> OptionalInt.of(-5 * HOUR);
      case "cst", "mdt" -> OptionalInt.of(-6 * HOUR);
      case "mst", "pdt" -> OptionalInt.of(-7 * HOUR);
      case "pst", "akdt" -> OptionalInt.of(-8 * HOUR);
      case "akst" -> OptionalInt.of(-9 * HOUR);
      case "hst" -> OptionalInt.of(-10 * HOUR);
      default -> OptionalInt.empty();
    };
  }

  /// A full name, or its first three letters.
  private static OptionalInt indexOf(String[] names, String word) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(word) || (word.length() == 3 && names[i].startsWith(word))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
