// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy which leads everything to one server, whatever the name, and notes what it was asked:
/// CONNECT, plain requests, SOCKS 4, 4a and 5.
final class TinyProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final String user;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /// A proxy in front of the server at this port.
  ///
  /// @param user `USER:PASSWORD`, or empty for all users
  TinyProxy(int serverPort, String user) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    this.serverPort = serverPort;
    this.user = user;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The proxy was closed.
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client;
        Socket server = new Socket("127.0.0.1", serverPort)) {
      sockets.add(server);
      var in = new DataInputStream(client.getInputStream());
      int first = in.readUnsignedByte();
      boolean granted =
          switch (first) {
            case 4 -> socks4(in, client.getOutputStream());
            case 5 -> socks5(in, client.getOutputStream());
            default -> http(first, in, client.getOutputStream(), server.getOutputStream());
          };
      if (granted) {
        Thread back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        back.join();
      }
    } catch (IOException | InterruptedException e) {
      // One of them went away.
    }
  }

  private boolean http(int first, InputStream in, OutputStream out, OutputStream server)
      throws IOException {
    String head = (char) first + head(in);
    asked.add(head.lines().findFirst().orElseThrow());
    if (!user.isEmpty() && !head.contains("Proxy-Authorization: " + basic())) {
      out.write("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n".getBytes());
      return false;
    }
    if (head.startsWith("CONNECT ")) {
      out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes());
    } else {
      server.write(head.replaceFirst("http://[^/]*", "").getBytes(StandardCharsets.ISO_8859_1));
    }
    return true;
  }

  private String basic() {
    return "Basic " + java.util.Base64.getEncoder().encodeToString(user.getBytes());
  }

  private boolean socks4(DataInputStream in, OutputStream out) throws IOException {
    in.readUnsignedByte();
    int port = in.readUnsignedShort();
    byte[] address = in.readNBytes(4);
    String name = text(in);
    String host = address[0] == 0 ? text(in) : InetAddress.getByAddress(address).getHostAddress();
    asked.add("SOCKS4 " + host + ":" + port + " " + name);
    boolean granted = name.equals(user);
    out.write(new byte[] {0, (byte) (granted ? 0x5a : 0x5b), 0, 0, 0, 0, 0, 0});
    return granted;
  }

  private boolean socks5(DataInputStream in, OutputStream out) throws IOException {
    String methods = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
    int method = user.isEmpty() ? 0 : methods.indexOf(2) >= 0 ? 2 : 0xff;
    out.write(new byte[] {5, (byte) method});
    if (method == 2) {
      in.readUnsignedByte();
      String pair = sized(in) + ":" + sized(in);
      out.write(new byte[] {1, (byte) (pair.equals(user) ? 0 : 1)});
      if (!pair.equals(user)) {
        return false;
      }
    }
    in.readNBytes(3);
    int type = in.readUnsignedByte();
    String host =
        type == 3
            ? sized(in)
            : InetAddress.getByAddress(in.readNBytes(type == 1 ? 4 : 16)).getHostAddress();
    asked.add("SOCKS5 " + type + " " + host + ":" + in.readUnsignedShort());
    // The bound address comes as a name, to see that its length is read.
    out.write(new byte[] {5, 0, 0, 3, 2, 'a', 'b', 0, 0});
    return true;
  }

  private static String sized(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
  }

  private static String text(DataInputStream in) throws IOException {
    var text = new StringBuilder();
    for (int b; (b = in.readUnsignedByte()) != 0; ) {
      text.append((char) b);
    }
    return text.toString();
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One of them went away.
    }
  }
}
