// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Tells what goes over another wire: lines of requests after `>`, of answers after `<`, as the C
/// program does.
///
/// What may be a secret stays untold: user and password, the query of an address, and the values of
/// all header lines but those of which it is known what they hold.
final class LoggedWire implements Wire {
  private static final Set<String> HARMLESS =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-ranges",
          "age",
          "connection",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "date",
          "etag",
          "host",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "last-modified",
          "range",
          "retry-after",
          "server",
          "transfer-encoding",
          "user-agent",
          "vary");

  private final Wire wire;
  private final Consumer<String> log;

  LoggedWire(Wire wire, Consumer<String> log) {
    this.wire = wire;
    this.log = log;
  }

  @Override
  public Reply send(Order order) throws IOException {
    String shown = order.target().shown();
    int query = shown.indexOf('?');
    String url = query < 0 ? shown : shown.substring(0, query) + "?...";
    tell("> GET " + url, "> ", order.headers());
    try {
      Reply reply = wire.send(order);
      tell("< " + reply.status() + " " + url, "< ", reply.headers().lines());
      return reply;
    } catch (IOException e) {
      tell("* no answer from " + url, "* ", List.of());
      throw e;
    }
  }

  /// All lines at once, so that those of two threads do not mix.
  private void tell(String first, String mark, List<Header> headers) {
    var text = new StringBuilder(first);
    for (Header header : headers) {
      boolean harmless = HARMLESS.contains(header.name().toLowerCase(Locale.ROOT));
      text.append('\n').append(mark).append(header.name()).append(": ");
      text.append(harmless ? header.value() : "...");
    }
    synchronized (log) {
      log.accept(text.toString());
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
