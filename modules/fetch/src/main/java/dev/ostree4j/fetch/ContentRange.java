// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of a file an answer has: `bytes FIRST-LAST/TOTAL`.
record ContentRange(long first, long last, long total) {
  private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /// The range, when it is one and inside of the file.
  static Optional<ContentRange> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
                new ContentRange(
                    Long.parseLong(parts.group(1)),
                    Long.parseLong(parts.group(2)),
                    Long.parseLong(parts.group(3))))
            .filter(range -> range.first <= range.last && range.last < range.total)
        : Optional.empty();
  }

  boolean reachesEnd() {
    return last == total - 1;
  }

  long length() {
    return last - first + 1;
  }
}
