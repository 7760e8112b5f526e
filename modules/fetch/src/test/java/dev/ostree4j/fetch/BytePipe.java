// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.time.Duration;

/// Bytes that came already, in pieces of a certain size.
final class BytePipe implements Pipe {
  private final byte[] bytes;
  private final int piece;
  private int at;

  BytePipe(byte[] bytes, int piece) {
    this.bytes = bytes;
    this.piece = piece;
  }

  /// A connection over which these bytes come and then the end.
  static Connection connection(byte[] bytes, int piece) {
    var limits =
        new TimeLimits(
            Duration.ofDays(1), Duration.ofDays(1), 0, Duration.ofDays(1), Duration.ofDays(1));
    var meter = new Meter("http://h/", limits, System.nanoTime() + Duration.ofDays(1).toNanos());
    return new Connection(new BytePipe(bytes, piece), meter);
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (at == bytes.length) {
      return -1;
    }
    int count = Math.min(Math.min(length, piece), bytes.length - at);
    System.arraycopy(bytes, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public void write(byte[] sent) {}

  @Override
  public boolean isQuiet() {
    return at == bytes.length;
  }

  @Override
  public void close() {}
}
