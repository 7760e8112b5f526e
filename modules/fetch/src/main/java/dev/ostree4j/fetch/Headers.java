// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

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

  /// The values of all lines of this name.
  List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /// The length of the body as the server tells it.
  ///
  /// @throws FetchException.Malformed when it is no number, or two that differ
  OptionalLong contentLength(String url) throws FetchException {
    Optional<String> text = first("Content-Length");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (all("Content-Length").stream().anyMatch(Predicate.not(text.get()::equals))) {
      throw new FetchException.Malformed(url, "two values of Content-Length");
    }
    return OptionalLong.of(number(url, text.get()));
  }

  static long number(String url, String digits) throws FetchException {
    if (digits.isEmpty()
        || digits.length() > DIGITS_MAX
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new FetchException.Malformed(url, "'" + clipped(digits) + "' is no length");
    }
    return Long.parseLong(digits);
  }

  /// Text of a server as a message may show it.
  static String clipped(String text) {
    String visible = text.replaceAll("[^\\x20-\\x7e]", "?");
    return visible.length() <= 100 ? visible : visible.substring(0, 100) + "…";
  }
}
