// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Decides what a request gets, and sends it.
final class Responder implements HttpHandler {
  private static final int BLOCK_BYTES = 65_536;
  private static final long NO_BODY = -1;
  // So the C program calls it.
  private static final String REALM = "Basic realm=auth-test";

  private final ServedTree tree;
  private final FileServerOptions options;
  private final TroubleMaker troubles;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bodyBytes = new AtomicLong();

  Responder(ServedTree tree, FileServerOptions options) {
    this.tree = tree;
    this.options = options;
    this.troubles = new TroubleMaker(options.troubles, options.seed);
  }

  ServerCounts counts() {
    return new ServerCounts(requests.get(), files.get(), troubles.count(), bodyBytes.get());
  }

  synchronized void log(String line) {
    options.log.line(line);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        send(exchange, 501);
      } else if (!options.demands.admits(exchange.getRequestHeaders())) {
        exchange.getResponseHeaders().set("WWW-Authenticate", REALM);
        send(exchange, 401);
      } else {
        answer(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    Optional<RequestPath> path = RequestPath.parse(rawPath(exchange.getRequestURI()));
    log("serving " + path.map(RequestPath::shown).orElse(target));
    Optional<String> missing = options.demands.missing(exchange.getRequestHeaders());
    missing.ifPresent(this::log);
    OptionalInt trouble = troubles.next();
    if (missing.isPresent()) {
      finish(exchange, 403);
    } else if (trouble.isPresent()) {
      finish(exchange, trouble.getAsInt());
    } else if (path.isEmpty()) {
      finish(exchange, 404);
    } else {
      answer(exchange, path.orElseThrow());
    }
  }

  /// Two slashes at the beginning of a path are not the beginning of another host's address.
  private static @Nullable String rawPath(URI target) {
    String text = target.toString();
    if (!text.startsWith("/")) {
      return target.getRawPath();
    }
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  private void answer(HttpExchange exchange, RequestPath path) throws IOException {
    switch (tree.find(path.relative())) {
      case Found.Nothing nothing -> finish(exchange, 404);
      case Found.Hidden hidden -> finish(exchange, 403);
      case Found.File(var file) -> {
        try (file) {
          sendFile(exchange, path, file);
        }
      }
      case Found.Directory directory -> answerDirectory(exchange, path, directory);
    }
  }

  private void answerDirectory(HttpExchange exchange, RequestPath path, Found.Directory directory)
      throws IOException {
    if (options.directories == Directories.HIDDEN) {
      finish(exchange, 404);
    } else if (!path.slash()) {
      exchange.getResponseHeaders().set("Location", path.asDirectory());
      finish(exchange, 301);
    } else if (directory.names().contains("index.html")) {
      answerIndex(exchange, path);
    } else {
      byte[] page = ListingPage.of(path.shown(), directory.names());
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      log("  status: OK (200)");
      begin(exchange, 200, page.length);
      if (!isHead(exchange)) {
        exchange.getResponseBody().write(page);
      }
    }
  }

  private void answerIndex(HttpExchange exchange, RequestPath path) throws IOException {
    String index = path.components().isEmpty() ? "index.html" : path.relative() + "/index.html";
    switch (tree.find(index)) {
      case Found.File(var file) -> {
        try (file) {
          sendFile(exchange, path, file);
        }
      }
      case Found.Hidden hidden -> finish(exchange, 403);
      case Found.Nothing nothing -> finish(exchange, 404);
      case Found.Directory directory -> finish(exchange, 404);
    }
  }

  private void sendFile(HttpExchange exchange, RequestPath path, ServedFile file)
      throws IOException {
    Headers answer = exchange.getResponseHeaders();
    answer.set("Last-Modified", HttpDate.format(file.modified()));
    answer.set("ETag", file.tag());
    answer.set("Accept-Ranges", "bytes");
    var conditions = new Preconditions(exchange.getRequestHeaders(), file.tag(), file.modified());
    if (conditions.isNotModified()) {
      finish(exchange, 304);
      return;
    }
    ByteRange range = conditions.rangeHolds() ? range(exchange, file.sizeBytes()) : null;
    if (range == ByteRange.UNSATISFIABLE) {
      answer.set("Content-Range", "bytes */" + file.sizeBytes());
      finish(exchange, 416);
      return;
    }
    sendBody(exchange, path, file, range);
  }

  private static @Nullable ByteRange range(HttpExchange exchange, long sizeBytes) {
    return isHead(exchange)
        ? null
        : ByteRange.parse(exchange.getRequestHeaders().getFirst("Range"), sizeBytes);
  }

  private void sendBody(
      HttpExchange exchange, RequestPath path, ServedFile file, @Nullable ByteRange range)
      throws IOException {
    long size = file.sizeBytes();
    files.incrementAndGet();
    if (range == null) {
      log("  status: OK (200)");
      begin(exchange, 200, size);
      long half = options.halved.test(path.shown()) ? size / 2 : size;
      copy(exchange, file, new ByteRange(0, half));
      return;
    }
    long last = range.first() + range.lengthBytes() - 1;
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + range.first() + "-" + last + "/" + size);
    log("  status: Partial Content (206)");
    begin(exchange, 206, range.lengthBytes());
    copy(exchange, file, range);
  }

  private void copy(HttpExchange exchange, ServedFile file, ByteRange range) throws IOException {
    if (isHead(exchange)) {
      return;
    }
    byte[] block = new byte[(int) Math.min(BLOCK_BYTES, range.lengthBytes())];
    OutputStream out = exchange.getResponseBody();
    for (long done = 0; done < range.lengthBytes(); ) {
      int wanted = (int) Math.min(block.length, range.lengthBytes() - done);
      int read = file.read(range.first() + done, block, wanted);
      if (read < 0) {
        throw new EOFException("a file became shorter while it was sent");
      }
      out.write(block, 0, read);
      bodyBytes.addAndGet(read);
      done += read;
    }
    out.flush();
  }

  private void finish(HttpExchange exchange, int status) throws IOException {
    log("  status: " + StatusText.of(status) + " (" + status + ")");
    send(exchange, status);
  }

  private static void send(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, NO_BODY);
  }

  /// Sends the header. To HEAD the length is told in it alone; the JDK's server takes 0 for a body
  /// of unknown length.
  private static void begin(HttpExchange exchange, int status, long lengthBytes)
      throws IOException {
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(lengthBytes));
    }
    boolean none = isHead(exchange) || lengthBytes == 0;
    exchange.sendResponseHeaders(status, none ? NO_BODY : lengthBytes);
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }
}
