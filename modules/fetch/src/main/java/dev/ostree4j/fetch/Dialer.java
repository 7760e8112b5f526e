// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Makes connections: finds the address, connects, goes through the proxy, shakes hands for TLS.
/// All of it together is under the limit for connecting.
final class Dialer {
  // How long an address may be silent when there is another one to try.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Duration limit;
  private final TlsSource tls;

  Dialer(FetchOptions.Values options, TlsSource tls) {
    this.limit = options.connect;
    this.tls = tls;
  }

  /// A connection over which the request of the order can be sent.
  Connection dial(Order order, Optional<URI> proxy) throws IOException {
    if (order.target().isTls()) {
      tls.context(); // what is wrong on our side is told before anybody is called
    }
    Meter meter = order.meter();
    meter.waitsForConnection();
    SocketChannel channel = connect(order, proxy);
    boolean connected = false;
    try {
      Pipe pipe = new ChannelPipe(channel);
      if (proxy.isPresent()) {
        throughProxy(order, proxy.get(), pipe);
      }
      if (order.target().isTls()) {
        pipe = TlsPipe.over(channel, tls.context(), order.target());
      }
      meter.connected();
      meter.check();
      connected = true;
      return new Connection(pipe, meter);
    } catch (FetchException | InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw failure(order, e);
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  private static void throughProxy(Order order, URI proxy, Pipe pipe) throws IOException {
    if (!ProxyKind.isHttp(proxy)) {
      new SocksHandshake(pipe, proxy, order).run();
    } else if (order.target().isTls()) {
      ProxyTunnel.open(pipe, proxy, order);
    }
  }

  private SocketChannel connect(Order order, Optional<URI> proxy) throws IOException {
    String host = proxy.map(ProxyKind::host).orElse(order.target().bareHost());
    int port = proxy.map(ProxyKind::port).orElse(order.target().port());
    List<InetAddress> addresses = Resolver.addresses(host, order.meter());
    for (int i = 0; i < addresses.size() - 1; i++) {
      try {
        return connect(order, new InetSocketAddress(addresses.get(i), port), PATIENCE);
      } catch (FetchException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        // The next address may be better: that of another protocol, for example.
      }
    }
    try {
      return connect(order, new InetSocketAddress(addresses.getLast(), port), limit);
    } catch (FetchException | InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw failure(order, e);
    }
  }

  private static SocketChannel connect(Order order, InetSocketAddress address, Duration patience)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    var pipe = new ChannelPipe(channel);
    order.meter().onFailure(pipe::close);
    boolean connected = false;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, (int) Math.min(patience.toMillis(), Integer.MAX_VALUE));
      connected = true;
      return channel;
    } catch (SocketTimeoutException e) {
      // It is an InterruptedIOException, which elsewhere means that the thread was interrupted.
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  private static IOException failure(Order order, IOException e) throws FetchException {
    String url = order.target().shown();
    order.meter().check();
    if (Thread.currentThread().isInterrupted()) {
      return Interruption.of(url);
    }
    return e instanceof SSLException tls
        ? JdkFailures.tls(url, tls)
        : new FetchException.Unreachable(
                url,
                "Couldn't connect to server ("
                    + e.getMessage()
                    + "); check the URL and that the server runs")
            .because(e);
  }
}
