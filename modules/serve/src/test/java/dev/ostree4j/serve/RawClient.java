// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// A connection on which a test writes requests by hand.
final class RawClient implements AutoCloseable {
  /// An answer: all of the header, and the body.
  record Reply(String head, String body) {
    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }

    String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.regionMatches(true, 0, name + ": ", 0, name.length() + 2)) {
          return line.substring(name.length() + 2);
        }
      }
      return "";
    }
  }

  private final Socket socket;
  private final InputStream in;

  RawClient(FileServer server) throws IOException {
    socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /// One request on a connection of its own.
  static Reply once(FileServer server, String target, String... headers) throws IOException {
    try (var client = new RawClient(server)) {
      return client.ask("GET", target, headers);
    }
  }

  Reply ask(String method, String target, String... headers) throws IOException {
    var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    socket.getOutputStream().write(text.append("\r\n").toString().getBytes(ISO_8859_1));
    String head = head();
    var bare = new Reply(head, "");
    boolean hasBody = !method.equals("HEAD") && bare.status() != 304;
    String length = bare.header("Content-Length");
    int size = hasBody && !length.isEmpty() ? Integer.parseInt(length) : 0;
    return new Reply(head, new String(in.readNBytes(size), ISO_8859_1));
  }

  private String head() throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("the server hung up after: " + text);
      }
      text.append((char) read);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
