// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves the files below a directory over HTTP/1.1: GET and HEAD, ranges, conditional requests,
/// connections that stay open. Each request runs on a virtual thread.
///
/// It shows only files that everybody on this machine may read. Meant for tests, for a trusted
/// network, and for embedding behind a real web server: it has no TLS, and leaves limits on slow
/// clients to the JDK's server, whose system properties set them.
///
/// Stands for `ostree trivial-httpd`.
///
/// @since 0.1
public final class FileServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServedTree tree;
  private final Responder responder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FileServer(ServedTree tree, FileServerOptions options) throws IOException {
    this.tree = tree;
    this.responder = new Responder(tree, options);
    this.server = HttpServer.create(options.address, BACKLOG);
    server.createContext("/", responder);
    server.setExecutor(threads);
  }

  /// Starts serving a directory; returns when it listens.
  ///
  /// @throws IOException the directory cannot be opened, or the address is taken
  public static FileServer start(Path directory, FileServerOptions options) throws IOException {
    var watch = new DirectoryWatch(directory);
    ServedTree tree =
        options.links == Links.BENEATH
            ? BeneathTree.open(directory)
            : new LinkedTree(directory.toAbsolutePath());
    FileServer server = create(tree, options);
    server.server.start();
    if (options.lifetime == Lifetime.WITH_DIRECTORY) {
      server.threads.execute(() -> server.closeAfter(watch));
    }
    return server;
  }

  private static FileServer create(ServedTree tree, FileServerOptions options) throws IOException {
    try {
      return new FileServer(tree, options);
    } catch (IOException e) {
      tree.close();
      throw e;
    }
  }

  /// Where it listens, with the port that was found.
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /// The port.
  public int port() {
    return address().getPort();
  }

  /// The address of the root for clients on this machine, without a slash at its end.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /// What it has done so far.
  public ServerCounts counts() {
    return responder.counts();
  }

  /// Waits until the server has ended.
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /// Ends the server; requests under way are cut off. May be called twice.
  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    tree.close();
    closed.countDown();
  }

  private void closeAfter(DirectoryWatch watch) {
    try {
      watch.await();
      responder.log("root directory removed, exiting");
      close();
    } catch (InterruptedException e) {
      // Closed otherwise.
    } catch (IOException e) {
      // The directory is gone, and so is what could not be closed.
    }
  }
}
