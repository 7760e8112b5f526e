// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A port of the loopback interface on which nobody listens: the kernel refuses every connection.
///
/// The port is held, so that no other program gets it meanwhile. One that was listened on a moment
/// ago would not do: the kernel may still take a connection there and close it.
///
/// @since 0.1
public final class ClosedPort implements AutoCloseable {
  private final Socket holder;

  private ClosedPort(Socket holder) {
    this.holder = holder;
  }

  /// Holds some free port.
  public static ClosedPort open() throws IOException {
    var socket = new Socket();
    socket.setReuseAddress(false);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    return new ClosedPort(socket);
  }

  /// The port.
  public int port() {
    return holder.getLocalPort();
  }

  /// The address of a web server that is not there, without a slash at its end.
  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /// Lets go of the port.
  @Override
  public void close() throws IOException {
    holder.close();
  }
}
