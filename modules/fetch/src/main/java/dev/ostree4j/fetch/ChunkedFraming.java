// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.EOFException;
import java.io.IOException;

/// A body in pieces, each of which tells its length.
///
/// ```text
/// HEX [";" extension] CR LF  bytes CR LF   any number
/// "0" [";" extension] CR LF  trailer lines CR LF
/// ```
final class ChunkedFraming implements Framing {
  // Sizes are sixteen digits at most; the rest is for extensions, which mean nothing.
  private static final int LINE_MAX = 1024;
  private static final int DIGITS_MAX = 15;
  private static final int TRAILERS_MAX = 100;

  private final Connection connection;
  private final String url;
  private long left;
  private boolean begun;
  private boolean done;

  ChunkedFraming(Connection connection, String url) {
    this.connection = connection;
    this.url = url;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !done) {
      next();
    }
    if (done) {
      return -1;
    }
    int count = connection.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the connection was closed within a chunk");
    }
    left -= count;
    return count;
  }

  @Override
  public boolean isDone() {
    return done;
  }

  private void next() throws IOException {
    if (begun && !line().isEmpty()) {
      throw malformed("a chunk is longer than it says");
    }
    begun = true;
    left = size(line());
    if (left == 0) {
      skipTrailers();
      done = true;
    }
  }

  private long size(String line) throws FetchException {
    int semicolon = line.indexOf(';');
    String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).stripTrailing();
    if (digits.isEmpty()
        || digits.length() > DIGITS_MAX
        || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
      throw malformed("'" + Headers.clipped(line) + "' is no length of a chunk");
    }
    return Long.parseLong(digits, 16);
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; !line().isEmpty(); i++) {
      if (i > TRAILERS_MAX) {
        throw malformed("too many lines behind the last chunk");
      }
    }
  }

  private String line() throws IOException {
    try {
      return connection.line(LINE_MAX);
    } catch (LineTooLongException e) {
      throw malformed("a line between chunks is too long");
    }
  }

  private FetchException malformed(String reason) {
    return new FetchException.Malformed(url, reason);
  }
}
