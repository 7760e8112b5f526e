// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The header lines of an answer, in their order.
record Headers(List<Header> lines) {
  // A longer number is no length of anything.
  private static final int DIGITS_MAX = 18;

  /// The value of the first line of this name.
  Optional<String> first(String name) {
    for (Header line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        return Optional.of(line.value());
      }
    }
    return Optional.empty();
  }

  /// The elements of all lines of this name, parted by commas, in small letters.
  List<String> tokens(String name) {
    List<String> tokens = new ArrayList<>();
    for (Header line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        for (String token : line.value().toLowerCase(Locale.ROOT).split(",")) {
          tokens.add(token.strip());
        }
      }
    }
    return tokens;
  }

  /// The length of the body as the server tells it.
  ///
  /// @throws FetchException.Malformed when it is no number, or two that differ
  OptionalLong contentLength(String url) throws FetchException {
    OptionalLong length = OptionalLong.empty();
    for (Header line : lines) {
      if (line.name().equalsIgnoreCase("Content-Length")) {
        long value = number(url, line.value());
        if (length.isPresent() && length.getAsLong() != value) {
          throw new FetchException.Malformed(url, "two values of Content-Length");
        }
        length = OptionalLong.of(value);
      }
    }
    return length;
  }

  private static long number(String url, String digits) throws FetchException {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i >= DIGITS_MAX) {
        throw notLength(url, digits);
      }
      value = 10 * value + digit;
    }
    if (digits.isEmpty()) {
      throw notLength(url, digits);
    }
    return value;
  }

  private static FetchException notLength(String url, String text) {
    return new FetchException.Malformed(url, "'" + clipped(text) + "' is no length");
  }

  /// Text of a server as a message may show it.
  static String clipped(String text) {
    String visible = text.replaceAll("[^\\x20-\\x7e]", "?");
    return visible.length() <= 100 ? visible : visible.substring(0, 100) + "…";
  }
}
