// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Finds the addresses of a host. The system's resolver cannot be interrupted, so it runs in a
/// thread of its own, which is left to itself when nobody waits for it any more.
final class Resolver {
  private Resolver() {}

  /// All addresses, at least one, in the order of the system.
  static List<InetAddress> addresses(String host, Meter meter) throws IOException {
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return lookedUp(host, meter);
    }
  }

  private static List<InetAddress> lookedUp(String host, Meter meter) throws IOException {
    var found = new CompletableFuture<InetAddress[]>();
    meter.onFailure(() -> found.cancel(false));
    Thread.ofPlatform().daemon().name("fetch-resolve").start(() -> lookUp(host, found));
    try {
      return List.of(found.get());
    } catch (InterruptedException e) {
      throw Interruption.of(meter.url());
    } catch (ExecutionException | CancellationException e) {
      meter.check();
      throw new FetchException.Unreachable(
              meter.url(),
              "Couldn't resolve host name " + host + "; check the URL and the name service")
          .because(e.getCause());
    }
  }

  private static void lookUp(String host, CompletableFuture<InetAddress[]> found) {
    try {
      found.complete(InetAddress.getAllByName(host));
    } catch (UnknownHostException | SecurityException e) {
      found.completeExceptionally(e);
    }
  }
}
