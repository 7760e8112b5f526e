// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.io.InputStream;

/// The body of an answer as it comes, counted and told.
final class BodyStream extends InputStream {
  private final Reply reply;
  private final Traffic traffic;
  private final FetchListener listener;
  private final byte[] one = new byte[1];

  BodyStream(Reply reply, Traffic traffic, FetchListener listener) {
    this.reply = reply;
    this.traffic = traffic;
    this.listener = listener;
  }

  /// Reads over the rest, which nobody needs.
  void skip() {
    count(reply.skip());
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = length == 0 ? 0 : reply.read(into, offset, length);
    count(count);
    return count;
  }

  private void count(int bytes) {
    if (bytes > 0) {
      traffic.received(bytes);
      listener.on(new FetchEvent.Received(bytes));
    }
  }
}
