// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// HTTP/1.1 over connections of our own: plain, with TLS, and through proxies.
///
/// The client of the JDK takes three to eight times as much processor time for a small file,
/// which is what a pull mostly consists of.
final class Http1Wire implements Wire {
  private final ProxyRules proxies;
  private final Dialer dialer;
  private final ConnectionPool pool;

  Http1Wire(FetchOptions.Values options, TlsSource tls) {
    this.proxies = options.proxies;
    this.dialer = new Dialer(options, tls);
    this.pool = new ConnectionPool(options.outstandingMax);
  }

  @Override
  public Reply send(Order order) throws IOException {
    Optional<URI> proxy = proxies.proxyFor(order.target());
    String server = order.target().scheme() + " " + order.target().authority();
    Optional<Connection> used = pool.take(server);
    if (used.isPresent()) {
      try {
        return exchange(order, proxy, server, used.get());
      } catch (FetchException.ConnectionLost e) {
        // It closed just when we wrote. Nothing was answered, so another one may be asked.
      }
    }
    return exchange(order, proxy, server, dialer.dial(order, proxy));
  }

  @Override
  public void close() {
    pool.close();
  }

  private Reply exchange(Order order, Optional<URI> proxy, String server, Connection connection)
      throws IOException {
    String url = order.target().shown();
    boolean answered = false;
    try {
      connection.serve(order.meter());
      connection.write(head(order, proxy));
      HeadReader.Head head = new HeadReader(connection, url).read();
      Reply reply = new Http1Reply(url, head, connection, () -> pool.give(server, connection));
      answered = true;
      return reply;
    } catch (FetchException | InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw connection.isAnswered()
          ? new FetchException.Malformed(url, "the connection was closed within the head")
              .because(e)
          : new FetchException.ConnectionLost(url, "the connection was closed").because(e);
    } finally {
      if (!answered) {
        connection.close();
      }
    }
  }

  private static byte[] head(Order order, Optional<URI> proxy) {
    Target target = order.target();
    boolean whole = !target.isTls() && proxy.filter(ProxyKind::isHttp).isPresent();
    var head = new StringBuilder(300);
    head.append("GET ").append(whole ? target.shown() : target.resource()).append(" HTTP/1.1\r\n");
    if (order.headers().stream().noneMatch(Http1Wire::isHost)) {
      line(head, new Header("Host", target.hostHeader()));
    }
    if (whole) {
      ProxyKind.credentials(proxy.get())
          .ifPresent(pair -> line(head, Courtesy.basic("Proxy-Authorization", pair)));
    }
    order.headers().forEach(header -> line(head, header));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Whether it is the line of which there must be one.
  static boolean isHost(Header header) {
    return header.name().equalsIgnoreCase("Host");
  }

  private static void line(StringBuilder head, Header header) {
    head.append(header.name()).append(": ").append(header.value()).append("\r\n");
  }
}
