// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.fetch.FetchOptions.Http2;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Sends each request over the wire that is made for it: our own, or the JDK's where HTTP/2 may
/// be spoken, which is over TLS and not through a proxy.
final class WireChoice implements Wire {
  private final FetchOptions.Values options;
  private final TlsSource tls;
  private final FileWire files = new FileWire();
  private final Http1Wire http1;

  // Guarded by this.
  private @Nullable JdkWire http2;
  private boolean closed;

  WireChoice(FetchOptions.Values options) {
    this.options = options;
    this.tls = new TlsSource(options.tls);
    this.http1 = new Http1Wire(options, tls);
  }

  @Override
  public Reply send(Order order) throws IOException {
    Target target = order.target();
    if (target.isFile()) {
      return files.send(order);
    }
    boolean maySpeakHttp2 =
        target.isTls()
            && options.http2 == Http2.ALLOW
            && !namesHost()
            && options.proxies.proxyFor(target).isEmpty();
    return maySpeakHttp2 ? http2(target).send(order) : http1.send(order);
  }

  @Override
  public void close() {
    JdkWire open;
    synchronized (this) {
      closed = true;
      open = http2;
    }
    http1.close();
    if (open != null) {
      open.close();
    }
  }

  /// Whether the caller says what the host is called, which the JDK's client does not let him.
  private boolean namesHost() {
    return options.headers.stream().anyMatch(Http1Wire::isHost);
  }

  private synchronized JdkWire http2(Target target) throws IOException {
    if (closed) {
      throw new FetchException.Closed(target.shown());
    }
    if (http2 == null) {
      http2 = new JdkWire(options, tls.context());
    }
    return http2;
  }
}
