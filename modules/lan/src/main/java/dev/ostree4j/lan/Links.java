// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import dev.ostree4j.discover.DiscoveryListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All links of this machine that are used, and the wait for what comes on any of them.
final class Links implements Closeable {
  /// A machine with many containers has many networks, which nobody wants to search.
  private static final int LINKS_MAX = 64;

  private final Selector selector;
  private final List<Link> open = new ArrayList<>();

  private Links(Selector selector) {
    this.selector = selector;
  }

  /// Opens all; one that cannot be used is told to the listener.
  static Links open(LanOptions options, DiscoveryListener listener) throws IOException {
    var links = new Links(Selector.open());
    try {
      for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
        if (options.uses(network.getName()) && isUsable(network)) {
          links.add(network, StandardProtocolFamily.INET, listener);
          if (network.supportsMulticast()) {
            links.add(network, StandardProtocolFamily.INET6, listener);
          }
        }
      }
      return links;
    } catch (IOException | RuntimeException e) {
      links.close();
      throw e;
    }
  }

  /// The loopback interface is one too, since others on this machine may listen; it says that it
  /// has no multicast, which is true of IPv6.
  private static boolean isUsable(NetworkInterface network) throws SocketException {
    return network.isUp()
        && !network.isPointToPoint()
        && (network.supportsMulticast() || network.isLoopback());
  }

  private void add(NetworkInterface network, ProtocolFamily family, DiscoveryListener listener) {
    if (open.size() >= LINKS_MAX) {
      return;
    }
    try {
      Optional<Link> link = Link.open(network, family);
      if (link.isPresent()) {
        open.add(link.get());
        link.get().register(selector);
      }
    } catch (IOException e) {
      listener.passedOver(network.getName(), e);
    }
  }

  List<Link> all() {
    return List.copyOf(open);
  }

  /// Waits until something can be received.
  ///
  /// @return where
  /// @throws InterruptedIOException when this thread is interrupted; its flag is kept
  List<Link> await(Duration limit) throws IOException {
    selector.select(Math.max(1, limit.toMillis()));
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while listening in the local network");
    }
    List<Link> ready =
        selector.selectedKeys().stream()
            .map(SelectionKey::attachment)
            .map(Link.class::cast)
            .toList();
    selector.selectedKeys().clear();
    return ready;
  }

  /// Makes the thread that waits, or the next one, return.
  void wake() {
    selector.wakeup();
  }

  /// What an exception of a channel means: one that an interrupt closed tells of the interrupt.
  static IOException meaning(IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return new InterruptedIOException("interrupted while listening in the local network");
    }
    return e;
  }

  @Override
  public void close() throws IOException {
    for (Link link : open) {
      link.close();
    }
    selector.close();
  }
}
