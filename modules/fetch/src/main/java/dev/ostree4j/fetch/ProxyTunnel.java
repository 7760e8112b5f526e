// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Asks an HTTP proxy for a connection through it.
final class ProxyTunnel {
  private ProxyTunnel() {}

  /// Sends CONNECT; from then on the pipe leads to the server.
  ///
  /// @throws FetchException.Unreachable when the proxy refuses
  static void open(Pipe pipe, URI proxy, Order order) throws IOException {
    Target target = order.target();
    String server = target.host() + ":" + target.port();
    var head = new StringBuilder("CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\n");
    head.append("User-Agent: ").append(UserAgent.ours()).append("\r\n");
    ProxyKind.credentials(proxy)
        .map(pair -> Courtesy.basic("Proxy-Authorization", pair))
        .ifPresent(line -> head.append(line.name() + ": " + line.value() + "\r\n"));
    pipe.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    // One byte at a time: what follows the head belongs to TLS.
    var connection = new Connection(new Bytewise(pipe), order.meter());
    int status = new HeadReader(connection, target.shown()).read().status();
    if (!Statuses.isSuccess(status)) {
      throw new FetchException.Unreachable(
          target.shown(),
          "the proxy "
              + ProxyKind.shown(proxy)
              + " returned HTTP "
              + status
              + (status == 407 ? "; give user and password in its URL" : ""));
    }
  }

  /// A pipe that never reads more than was asked for.
  private record Bytewise(Pipe pipe) implements Pipe {
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return pipe.read(into, offset, 1);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      pipe.write(bytes);
    }

    @Override
    public boolean isQuiet() {
      return pipe.isQuiet();
    }

    @Override
    public void close() {
      pipe.close();
    }
  }
}
