// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A web server on the loopback interface which misbehaves as scripted.
///
/// It speaks through plain sockets, so that it can send what no HTTP library would. What a request
/// gets is, first of all that apply, the [Answer] for its path; the file of the
/// [directory][#replay] with the path's [changes][#tamper]; the [answer for all else][#answerElse],
/// status 404 at first. Scripts may change while it runs. Every request is remembered.
///
/// @since 0.1
public final class HostileServer implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final ServerSocket listener;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, UnaryOperator<byte[]>> changes = new ConcurrentHashMap<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  // Guarded by itself.
  private final List<SeenRequest> requests = new ArrayList<>();
  private volatile @Nullable Path directory;
  private volatile Answer otherwise = Answer.status(404);

  private HostileServer(ServerSocket listener) {
    this.listener = listener;
  }

  /// Starts a server on a free port.
  public static HostileServer start() throws IOException {
    var listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    var server = new HostileServer(listener);
    server.fork(server::accept);
    return server;
  }

  /// The address of the root, without a slash at its end.
  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /// The port.
  public int port() {
    return listener.getLocalPort();
  }

  /// Scripts what a path gets.
  ///
  /// @param path as in the request line: beginning with a slash, encoded, without the query
  public HostileServer answer(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  /// Takes back what was scripted for a path.
  public HostileServer forget(String path) {
    answers.remove(path);
    changes.remove(path);
    return this;
  }

  /// Scripts what everything gets for which there is neither an answer nor a file.
  public HostileServer answerElse(Answer answer) {
    otherwise = answer;
    return this;
  }

  /// Serves the files below a directory, byte for byte.
  public HostileServer replay(Path root) {
    directory = root;
    return this;
  }

  /// Changes the bytes of one file of the directory on their way out.
  public HostileServer tamper(String path, UnaryOperator<byte[]> change) {
    changes.put(path, change);
    return this;
  }

  /// All requests so far, in the order in which they came.
  public List<SeenRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// How often a path was asked for.
  public int count(String path) {
    int count = 0;
    for (SeenRequest request : requests()) {
      if (request.path().equals(path)) {
        count++;
      }
    }
    return count;
  }

  /// Forgets the requests so far.
  public void clearRequests() {
    synchronized (requests) {
      requests.clear();
    }
  }

  /// Ends all connections, those which stall as well.
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }

  private void fork(Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } finally {
                    threads.remove(Thread.currentThread());
                  }
                });
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        fork(() -> converse(socket));
      } catch (IOException e) {
        // Closed; or one connection failed, which is the client's loss.
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      var out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
      for (SeenRequest next = SeenRequest.read(in); next != null; next = SeenRequest.read(in)) {
        synchronized (requests) {
          requests.add(next);
        }
        Answer.Then then = answerTo(next).write(next, out);
        out.flush();
        if (then == Answer.Then.CLOSE) {
          return;
        }
      }
    } catch (IOException e) {
      // The client hung up, which is what hostile answers are for.
    } finally {
      sockets.remove(socket);
    }
  }

  private Answer answerTo(SeenRequest request) throws IOException {
    Answer scripted = answers.get(request.path());
    if (scripted != null) {
      return scripted;
    }
    Path root = directory;
    if (root == null) {
      return otherwise;
    }
    String name = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    Path file = root.resolve(name.substring(1)).normalize();
    if (!file.startsWith(root.normalize()) || !Files.isRegularFile(file)) {
      return otherwise;
    }
    byte[] bytes = Files.readAllBytes(file);
    return Answer.of(changes.getOrDefault(request.path(), UnaryOperator.identity()).apply(bytes));
  }
}
