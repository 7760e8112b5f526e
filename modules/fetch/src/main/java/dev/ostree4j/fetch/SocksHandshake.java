// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Asks a SOCKS proxy for a connection through it.
///
/// ```text
/// 4:  04 01 port[2] address[4] user 00 [name 00]   →  00 5a port[2] address[4]
/// 5:  05 count methods                             →  05 method
///     01 length user length password               →  01 00       when method is 2
///     05 01 00 type address port[2]                →  05 00 00 type address port[2]
/// ```
final class SocksHandshake {
  private static final int GRANTED = 0x5a;
  private static final int NO_PASSWORD = 0;
  private static final int PASSWORD = 2;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  // A length is one byte.
  private static final int TEXT_MAX = 255;

  private final Pipe pipe;
  private final URI proxy;
  private final Order order;
  private final ProxyKind kind;

  SocksHandshake(Pipe pipe, URI proxy, Order order) {
    this.pipe = pipe;
    this.proxy = proxy;
    this.order = order;
    this.kind = ProxyKind.of(proxy).orElseThrow();
  }

  /// Makes the pipe lead to the server.
  ///
  /// @throws FetchException.Unreachable when the proxy refuses
  void run() throws IOException {
    switch (kind) {
      case SOCKS4, SOCKS4A -> four();
      default -> {
        greet();
        five();
      }
    }
  }

  private void four() throws IOException {
    var request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {4, 1, (byte) (port() >> 8), (byte) port()});
    boolean named = kind == ProxyKind.SOCKS4A;
    // An impossible address says that a name follows.
    request.writeBytes(named ? new byte[] {0, 0, 0, 1} : ipv4().getAddress());
    request.writeBytes(bytes(user()));
    request.write(0);
    if (named) {
      request.writeBytes(bytes(host()));
      request.write(0);
    }
    pipe.write(request.toByteArray());
    byte[] answer = read(8);
    if (answer[0] != 0 || answer[1] != GRANTED) {
      throw refused("code " + (answer[1] & 0xff));
    }
  }

  private void greet() throws IOException {
    boolean password = !user().isEmpty();
    pipe.write(password ? new byte[] {5, 2, NO_PASSWORD, PASSWORD} : new byte[] {5, 1, 0});
    byte[] answer = read(2);
    if (answer[0] != 5 || answer[1] != NO_PASSWORD && !(password && answer[1] == PASSWORD)) {
      throw refused("it wants another way to log in; give user and password in its URL");
    }
    if (answer[1] == PASSWORD) {
      logIn();
    }
  }

  private void logIn() throws IOException {
    String pair = ProxyKind.credentials(proxy).orElse("");
    int colon = pair.indexOf(':');
    var request = new ByteArrayOutputStream();
    request.write(1);
    text(request, user());
    text(request, colon < 0 ? "" : pair.substring(colon + 1));
    pipe.write(request.toByteArray());
    if (read(2)[1] != 0) {
      throw refused("user or password are wrong");
    }
  }

  private void five() throws IOException {
    var request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {5, 1, 0});
    address(request);
    request.writeBytes(new byte[] {(byte) (port() >> 8), (byte) port()});
    pipe.write(request.toByteArray());
    byte[] answer = read(4);
    if (answer[0] != 5 || answer[1] != 0) {
      throw refused("code " + (answer[1] & 0xff));
    }
    read(boundLength(answer[3]) + 2);
  }

  private void address(ByteArrayOutputStream request) throws IOException {
    if (kind == ProxyKind.SOCKS5H && !isLiteral()) {
      request.write(NAME);
      text(request, host());
      return;
    }
    InetAddress address = Resolver.addresses(host(), order.meter()).getFirst();
    request.write(address instanceof Inet4Address ? IPV4 : IPV6);
    request.writeBytes(address.getAddress());
  }

  private int boundLength(int type) throws IOException {
    return switch (type) {
      case IPV4 -> 4;
      case IPV6 -> 16;
      case NAME -> read(1)[0] & 0xff;
      default -> throw refused("an address of unknown kind");
    };
  }

  private InetAddress ipv4() throws IOException {
    for (InetAddress address : Resolver.addresses(host(), order.meter())) {
      if (address instanceof Inet4Address) {
        return address;
      }
    }
    throw refused("SOCKS 4 needs an address of IPv4; use socks5");
  }

  private boolean isLiteral() {
    try {
      InetAddress.ofLiteral(host());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String user() {
    String pair = ProxyKind.credentials(proxy).orElse("");
    int colon = pair.indexOf(':');
    return colon < 0 ? pair : pair.substring(0, colon);
  }

  private String host() {
    return order.target().bareHost();
  }

  private int port() {
    return order.target().port();
  }

  private void text(ByteArrayOutputStream request, String text) throws FetchException {
    byte[] bytes = bytes(text);
    if (bytes.length > TEXT_MAX) {
      throw refused("a name is too long for it");
    }
    request.write(bytes.length);
    request.writeBytes(bytes);
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int size = 0; size < length; ) {
      int count = pipe.read(bytes, size, length - size);
      if (count < 0) {
        throw new EOFException("the proxy closed the connection");
      }
      size += count;
    }
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private FetchException refused(String reason) {
    return new FetchException.Unreachable(
        order.target().shown(), "the proxy " + ProxyKind.shown(proxy) + " refuses: " + reason);
  }
}
