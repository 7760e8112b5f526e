// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import dev.ostree4j.fetch.FetchOptions.Http2;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Requests through the HTTP client of the JDK.
final class JdkWire implements Wire {
  private final FetchOptions.Values options;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  JdkWire(FetchOptions.Values options) throws IOException {
    this.options = options;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connect)
            .executor(threads)
            .proxy(new Selector())
            .sslContext(TlsContexts.of(options.tls))
            .build();
  }

  @Override
  public Reply send(Order order) throws IOException {
    String url = order.target().shown();
    var body = new JdkBody(url, order.meter());
    order.meter().waits();
    CompletableFuture<HttpResponse<JdkBody>> answer =
        client.sendAsync(request(order), head -> body);
    order.meter().onFailure(() -> answer.cancel(true));
    try {
      HttpResponse<JdkBody> response = answer.get();
      order.meter().got(0);
      return new JdkReply(response, body);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw Interruption.of(url);
    } catch (ExecutionException | java.util.concurrent.CancellationException e) {
      order.meter().check();
      throw JdkFailures.beforeAnswer(url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private HttpRequest request(Order order) throws FetchException {
    boolean http2 = order.target().isTls() && options.http2 == Http2.ALLOW;
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(order.target().uri())
              .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
      order.headers().forEach(line -> request.header(line.name(), line.value()));
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new FetchException.BadRequest(order.target().shown(), e.getMessage()).because(e);
    }
  }

  /// Finds the proxy of a request.
  private final class Selector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      try {
        return options
            .proxies
            .proxyFor(Target.of(uri))
            .map(Selector::proxy)
            .map(List::of)
            .orElse(List.of(Proxy.NO_PROXY));
      } catch (FetchException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException reason) {
      // The request itself fails, too.
    }

    private static Proxy proxy(URI uri) {
      return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), ProxyKind.port(uri)));
    }
  }
}
