// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the head of an answer.
///
/// ```text
/// HTTP/1.1 SP status SP reason CR LF
/// name ":" blanks value blanks CR LF   any number
/// CR LF
/// ```
final class HeadReader {
  /// The first line and the others.
  record Head(boolean http11, int status, Headers headers) {}

  // As long as the JDK's client takes them.
  private static final int SIZE_MAX = 384 * 1024;

  // Servers send one or two of these.
  private static final int INTERIM_MAX = 10;

  private final Connection connection;
  private final String url;
  private int left = SIZE_MAX;

  HeadReader(Connection connection, String url) {
    this.connection = connection;
    this.url = url;
  }

  /// Reads the head of the final answer; those with status 1xx before it are skipped.
  ///
  /// @throws FetchException.Malformed when it is none
  Head read() throws IOException {
    for (int i = 0; i <= INTERIM_MAX; i++) {
      Head head = one();
      if (head.status() >= 200) {
        return head;
      }
    }
    throw malformed("more than " + INTERIM_MAX + " answers before the answer");
  }

  private Head one() throws IOException {
    String first = line();
    boolean http11 = first.startsWith("HTTP/1.1 ");
    if (!http11 && !first.startsWith("HTTP/1.0 ")) {
      throw malformed("'" + Headers.clipped(first) + "' is no HTTP");
    }
    int status = status(first);
    List<Header> lines = new ArrayList<>();
    for (String line; !(line = line()).isEmpty(); ) {
      lines.add(header(line));
    }
    if (status == 101) {
      throw malformed("another protocol, not asked for");
    }
    return new Head(http11, status, new Headers(lines));
  }

  private int status(String line) throws FetchException {
    // The reason may be missing, even the blank before it.
    boolean ends = line.length() == 12 || line.length() > 12 && line.charAt(12) == ' ';
    int status = 0;
    for (int i = 9; i < 12 && ends; i++) {
      int digit = line.charAt(i) - '0';
      ends = digit >= 0 && digit <= 9;
      status = 10 * status + digit;
    }
    if (!ends || status < 100) {
      throw malformed("'" + Headers.clipped(line) + "' has no status");
    }
    return status;
  }

  private Header header(String line) throws FetchException {
    int colon = line.indexOf(':');
    try {
      return new Header(line.substring(0, Math.max(colon, 0)), blanksOff(line, colon + 1));
    } catch (IllegalArgumentException e) {
      throw malformed("'" + Headers.clipped(line) + "' is no header");
    }
  }

  private static String blanksOff(String line, int from) {
    int start = from;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private String line() throws IOException {
    try {
      String line = connection.line(left);
      left -= line.length() + 1;
      return line;
    } catch (LineTooLongException e) {
      throw malformed("the head is longer than " + SIZE_MAX + " bytes");
    }
  }

  private FetchException malformed(String reason) {
    return new FetchException.Malformed(url, reason);
  }
}
