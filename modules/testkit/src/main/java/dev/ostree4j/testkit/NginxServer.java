// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real nginx over a directory, on a free port of the loopback interface.
///
/// Everything it writes lies in a temporary directory, which goes when it is closed. Where nginx is
/// not installed the test is skipped, as [ReferenceProgram] says.
///
/// @since 0.1
public final class NginxServer implements AutoCloseable {
  private static final int ATTEMPTS_MAX = 5;
  private static final long START_MILLIS_MAX = 10_000;

  private final Path directory;
  private final Process process;
  private final int port;
  private final String scheme;

  private NginxServer(Path directory, Process process, int port, String scheme) {
    this.directory = directory;
    this.process = process;
    this.port = port;
    this.scheme = scheme;
  }

  /// Serves a directory over plain HTTP.
  ///
  /// @param directives more lines for the `server` block, such as `autoindex on;`
  public static NginxServer start(Path root, String... directives) throws IOException {
    return start(root, "http", "", directives);
  }

  /// Serves a directory over TLS, with HTTP/2 for those who ask for it.
  ///
  /// @param certificate PEM file with the chain of the server's certificate
  /// @param key PEM file with its key
  /// @param directives more lines for the `server` block, such as `ssl_verify_client on;`
  public static NginxServer startTls(Path root, Path certificate, Path key, String... directives)
      throws IOException {
    String[] all = new String[directives.length + 2];
    all[0] = "ssl_certificate " + certificate.toAbsolutePath() + ";";
    all[1] = "ssl_certificate_key " + key.toAbsolutePath() + ";";
    System.arraycopy(directives, 0, all, 2, directives.length);
    return start(root, "https", " ssl http2", all);
  }

  /// The address of the root, without a slash at its end.
  public URI address() {
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  /// The port.
  public int port() {
    return port;
  }

  /// The lines of the access log so far: `GET /path HTTP/1.1 200 bytes`. nginx writes a line after
  /// its answer, so the last one may still be missing.
  public List<String> requests() throws IOException {
    return Files.readAllLines(directory.resolve("access.log"));
  }

  /// Ends the server and removes its directory.
  @Override
  public void close() throws IOException {
    end(process);
    remove(directory);
  }

  private static NginxServer start(Path root, String scheme, String listen, String... directives)
      throws IOException {
    Path program = ReferenceProgram.find("nginx");
    for (int attempt = 1; ; attempt++) {
      Path directory = Files.createTempDirectory("nginx");
      int port = freePort();
      Files.writeString(
          directory.resolve("nginx.conf"),
          configuration(directory, root, port + listen, directives));
      Process process = launch(program, directory);
      if (waitUntilListening(process, port)) {
        return new NginxServer(directory, process, port, scheme);
      }
      end(process);
      String log = Files.readString(directory.resolve("error.log"));
      remove(directory);
      if (attempt == ATTEMPTS_MAX) {
        throw new IOException("nginx does not start: " + log);
      }
    }
  }

  /// Somebody else may take the port before nginx does; then the next attempt gets another.
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(Path program, Path directory) throws IOException {
    return new ProcessBuilder(
            program.toString(),
            "-p",
            directory.toString(),
            "-e",
            directory.resolve("error.log").toString(),
            "-c",
            directory.resolve("nginx.conf").toString())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out.log").toFile())
        .start();
  }

  private static boolean waitUntilListening(Process process, int port) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS_MAX);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    while (process.isAlive() && System.nanoTime() < end) {
      try (var socket = new Socket()) {
        socket.connect(address);
        return process.isAlive();
      } catch (IOException e) {
        pause();
      }
    }
    return false;
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while nginx starts");
    }
  }

  private static String configuration(
      Path directory, Path root, String listen, String... directives) {
    // The workers of a master which runs as root would otherwise be a user who cannot see the
    // files.
    String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
    return user
        + """
        daemon off;
        worker_processes 1;
        pid %1$s/nginx.pid;
        events { worker_connections 512; }
        http {
          log_format short '$request $status $body_bytes_sent';
          access_log %1$s/access.log short;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          default_type application/octet-stream;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 100000;
          server {
            listen 127.0.0.1:%3$s;
            root %2$s;
            %4$s
          }
        }
        """
            .formatted(directory, root.toAbsolutePath(), listen, String.join("\n    ", directives));
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.toList();
    }
    for (Path path : paths.reversed()) {
      Files.delete(path);
    }
  }
}
