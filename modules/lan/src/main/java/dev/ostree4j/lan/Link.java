// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Optional;

/// One network that this machine is in, by one protocol: what is sent reaches all who listen for
/// multicast DNS there, and what they send is received.
///
/// The socket is bound to the group, not to the machine: messages to the machine alone are left to
/// a daemon that may run here.
final class Link implements Closeable {
  static final int PORT = 5353;

  /// As RFC 6762 wants it; routers do not pass the group on anyway.
  private static final int HOPS = 255;

  private static final byte[] GROUP_4 = {(byte) 224, 0, 0, (byte) 251};
  private static final byte[] GROUP_6 = {
    (byte) 0xFF, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFB
  };

  /// What came, and from whom.
  record Datagram(InetSocketAddress source, ByteBuffer bytes) {}

  private final NetworkInterface network;
  private final List<Prefix> prefixes;
  private final InetSocketAddress group;
  private final DatagramChannel channel;

  private Link(
      NetworkInterface network,
      List<Prefix> prefixes,
      InetSocketAddress group,
      DatagramChannel channel) {
    this.network = network;
    this.prefixes = prefixes;
    this.group = group;
    this.channel = channel;
  }

  /// Opens a link where this machine has an address of this protocol.
  static Optional<Link> open(NetworkInterface network, ProtocolFamily family) throws IOException {
    boolean four = family == StandardProtocolFamily.INET;
    List<Prefix> prefixes =
        network.getInterfaceAddresses().stream()
            .map(it -> new Prefix(it.getAddress(), it.getNetworkPrefixLength()))
            .filter(it -> it.address() instanceof Inet4Address == four)
            .toList();
    if (prefixes.isEmpty()) {
      return Optional.empty();
    }
    InetAddress group = four ? InetAddress.getByAddress(GROUP_4) : group6(network);
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
      channel.bind(new InetSocketAddress(group, PORT));
      channel.join(group, network);
      channel.configureBlocking(false);
      return Optional.of(new Link(network, prefixes, new InetSocketAddress(group, PORT), channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static InetAddress group6(NetworkInterface network) throws UnknownHostException {
    return Inet6Address.getByAddress(null, GROUP_6, network);
  }

  SelectionKey register(Selector selector) throws IOException {
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  /// Sends bytes to all in this network.
  void send(byte[] message) throws IOException {
    send(message, group);
  }

  /// Sends bytes to one machine.
  void send(byte[] message, InetSocketAddress target) throws IOException {
    channel.send(ByteBuffer.wrap(message), target);
  }

  /// Takes the next message from somebody in this network, if one is there; others are dropped.
  ///
  /// @param buffer what is received lies in it until it is used again
  Optional<Datagram> receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    var source = (InetSocketAddress) channel.receive(buffer);
    if (source == null) {
      return Optional.empty();
    }
    buffer.flip();
    return Optional.of(new Datagram(source, buffer));
  }

  /// Whether an address is in this network, as far as this machine's own addresses tell.
  boolean reaches(InetAddress address) {
    return prefixes.stream().anyMatch(prefix -> prefix.contains(address));
  }

  /// The addresses of this machine in this network.
  List<InetAddress> addresses() {
    return prefixes.stream().map(Prefix::address).toList();
  }

  boolean isIpv4() {
    return group.getAddress() instanceof Inet4Address;
  }

  int interfaceIndex() {
    return network.getIndex();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return network.getName() + (isIpv4() ? " (IPv4)" : " (IPv6)");
  }
}
