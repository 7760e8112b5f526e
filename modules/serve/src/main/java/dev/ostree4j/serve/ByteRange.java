// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import org.jspecify.annotations.Nullable;

/// A part of a file.
///
/// @param first the first byte
/// @param lengthBytes how many; may be 0 only for all of an empty file
record ByteRange(long first, long lengthBytes) {
  /// Answers a range of which the file has nothing.
  static final ByteRange UNSATISFIABLE = new ByteRange(-1, 0);

  // More digits than any file has bytes would overflow.
  private static final int DIGITS_MAX = 18;

  /// Parses `bytes=A-B`, `bytes=A-` and `bytes=-N`. Null, which means the whole file, for anything
  /// else: a server may always ignore a range, and several at once are not worth it.
  static @Nullable ByteRange parse(@Nullable String header, long sizeBytes) {
    if (header == null || !header.startsWith("bytes=") || header.indexOf(',') >= 0) {
      return null;
    }
    int dash = header.indexOf('-');
    if (dash < 0) {
      return null;
    }
    String from = header.substring(6, dash).strip();
    String to = header.substring(dash + 1).strip();
    if (!isNumberOrEmpty(from) || !isNumberOrEmpty(to) || from.isEmpty() && to.isEmpty()) {
      return null;
    }
    if (from.isEmpty()) {
      return of(Math.max(0, sizeBytes - Long.parseLong(to)), sizeBytes, sizeBytes);
    }
    long first = Long.parseLong(from);
    long end = to.isEmpty() ? sizeBytes : Math.min(Long.parseLong(to) + 1, sizeBytes);
    return !to.isEmpty() && Long.parseLong(to) < first ? null : of(first, end, sizeBytes);
  }

  private static ByteRange of(long first, long end, long sizeBytes) {
    return first >= sizeBytes ? UNSATISFIABLE : new ByteRange(first, end - first);
  }

  private static boolean isNumberOrEmpty(String text) {
    return text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
