// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;

/// A server that does what a test tells it, byte by byte, on loopback.
final class ScriptedServer implements AutoCloseable {

  /// What is done with a request; after an exception the connection is closed.
  interface Script {
    void answer(Request request, OutputStream out) throws Exception;
  }

  /// A request as it came.
  record Request(String method, String path, Map<String, String> headers, Socket socket) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// Ends the connection without another word.
  static final class Hangup extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final ServerSocket listener;
  private final String scheme;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile int accepted;

  ScriptedServer() {
    this(ServerSocketFactory.getDefault(), "http");
  }

  ScriptedServer(ServerSocketFactory sockets, String scheme) {
    try {
      listener = sockets.createServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.scheme = scheme;
    Thread.ofVirtual().start(this::accept);
  }

  ScriptedServer on(String path, Script script) {
    scripts.put(path, script);
    return this;
  }

  /// Answers the first requests for a path by these scripts, all others by the last one.
  ScriptedServer inTurn(String path, Script... inTurn) {
    var left = new ArrayList<>(List.of(inTurn));
    return on(
        path,
        (request, out) -> {
          Script script;
          synchronized (left) {
            script = left.size() > 1 ? left.removeFirst() : left.getFirst();
          }
          script.answer(request, out);
        });
  }

  URI url(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  int port() {
    return listener.getLocalPort();
  }

  List<Request> requests() {
    return requests;
  }

  int connections() {
    return accepted;
  }

  /// An answer with a length.
  static Script answer(int status, String body, String... headers) {
    return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  static Script answer(int status, byte[] body, String... headers) {
    return (request, out) -> {
      var text = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
      text.append("Content-Length: ").append(body.length).append("\r\n");
      for (String header : headers) {
        text.append(header).append("\r\n");
      }
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      bytes.writeBytes(body);
      out.write(bytes.toByteArray());
      out.flush();
    };
  }

  /// These bytes, then the end of the connection.
  static Script raw(String bytes) {
    return (request, out) -> {
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      throw new Hangup();
    };
  }

  /// These bytes, then silence until the client goes away or the server is closed.
  Script rawThenSilence(String bytes) {
    return (request, out) -> {
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      end.await();
    };
  }

  /// These bytes, then one more again and again.
  Script rawThenDrops(String bytes, long everyMillis) {
    return (request, out) -> {
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      do {
        out.write('x');
        out.flush();
      } while (!end.await(everyMillis, java.util.concurrent.TimeUnit.MILLISECONDS));
    };
  }

  /// The end of the connection with a reset.
  static Script reset(String bytesBefore) {
    return (request, out) -> {
      out.write(bytesBefore.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      request.socket().setSoLinger(true, 0);
      throw new Hangup();
    };
  }

  static Script redirect(int status, String location) {
    return answer(status, "", "Location: " + location);
  }

  @Override
  public void close() {
    end.countDown();
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        accepted++;
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (Request request; (request = read(socket, in)) != null; ) {
        requests.add(request);
        scripts.getOrDefault(request.path(), answer(404, "no script")).answer(request, out);
      }
    } catch (Exception e) {
      // The client went away, or the script wants the connection to end.
    } finally {
      connections.remove(socket);
    }
  }

  private static Request read(Socket socket, InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line; !(line = String.valueOf(line(in))).isEmpty(); ) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    String[] parts = first.split(" ");
    return new Request(parts[0], parts[1], headers, socket);
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b; (b = in.read()) != '\n'; ) {
      if (b < 0) {
        return null;
      }
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
