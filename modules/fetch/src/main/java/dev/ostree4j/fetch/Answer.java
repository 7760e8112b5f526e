// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.util.Optional;

/// An answer that is no redirect, and where it came from.
record Answer(Reply reply, Target from) implements AutoCloseable {

  Origin origin() {
    return new Origin.Answered(from, reply.headers());
  }

  /// What proves later that the file is still the same, byte for byte.
  Optional<String> validator() {
    return reply
        .headers()
        .first("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> reply.headers().first("Last-Modified"));
  }

  String url() {
    return from.shown();
  }

  @Override
  public void close() {
    reply.close();
  }
}
