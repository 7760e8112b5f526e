// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// Requests through the HTTP client of the JDK, which speaks HTTP/2 where the server does.
final class JdkWire implements Wire {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  JdkWire(FetchOptions.Values options, SSLContext tls) {
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.connect)
            .version(HttpClient.Version.HTTP_2)
            .executor(threads)
            .proxy(HttpClient.Builder.NO_PROXY)
            .sslContext(tls)
            .build();
  }

  @Override
  public Reply send(Order order) throws IOException {
    String url = order.target().shown();
    var body = new JdkBody(url, order.meter());
    order.meter().waitsForAnswer();
    CompletableFuture<HttpResponse<JdkBody>> answer =
        client.sendAsync(request(order), head -> body.begun());
    order.meter().onFailure(() -> answer.cancel(true));
    try {
      HttpResponse<JdkBody> response = answer.get();
      order.meter().got(0);
      return new JdkReply(response, body);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw Interruption.of(url);
    } catch (ExecutionException | CancellationException e) {
      order.meter().check();
      // The client forgets a head which it has read when the connection ends right behind it.
      throw body.hasBegun() ? JdkFailures.inBody(url, e) : JdkFailures.beforeAnswer(url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private HttpRequest request(Order order) throws FetchException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(order.target().uri());
      order.headers().forEach(line -> request.header(line.name(), line.value()));
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new FetchException.BadRequest(order.target().shown(), e.getMessage()).because(e);
    }
  }
}
