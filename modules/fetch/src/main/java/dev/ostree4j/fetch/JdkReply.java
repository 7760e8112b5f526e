// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;

/// An answer to the HTTP client of the JDK.
final class JdkReply implements Reply {
  private final int status;
  private final Headers headers;
  private final JdkBody body;

  JdkReply(HttpResponse<JdkBody> response, JdkBody body) {
    this.status = response.statusCode();
    this.headers =
        new Headers(
            response.headers().map().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(":"))
                .flatMap(
                    entry ->
                        entry.getValue().stream().map(value -> new Header(entry.getKey(), value)))
                .toList());
    this.body = body;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return body.read(into, offset, length);
  }

  @Override
  public void close() {
    body.cancel();
  }
}
