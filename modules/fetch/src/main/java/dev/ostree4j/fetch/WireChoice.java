// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Sends each request over the wire that is made for it; a wire is made when it is first needed.
final class WireChoice implements Wire {
  private final FetchOptions.Values options;
  private final FileWire files = new FileWire();

  // Guarded by this.
  private @Nullable Wire network;
  private boolean closed;

  WireChoice(FetchOptions.Values options) {
    this.options = options;
  }

  @Override
  public Reply send(Order order) throws IOException {
    return order.target().isFile() ? files.send(order) : network(order).send(order);
  }

  @Override
  public void close() {
    Wire open;
    synchronized (this) {
      closed = true;
      open = network;
    }
    if (open != null) {
      open.close();
    }
  }

  private synchronized Wire network(Order order) throws IOException {
    if (closed) {
      throw new FetchException.Closed(order.target().shown());
    }
    if (network == null) {
      network = new JdkWire(options);
    }
    return network;
  }
}
