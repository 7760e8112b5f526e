// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.cli;

import dev.ostree4j.discover.DiscoveryListener;
import dev.ostree4j.discover.RefFilter;
import dev.ostree4j.lan.LanAdvertiser;
import dev.ostree4j.lan.LanOptions;
import dev.ostree4j.lan.RepoAdvert;
import dev.ostree4j.object.CollectionId;
import dev.ostree4j.object.CollectionRef;
import dev.ostree4j.object.RefName;
import dev.ostree4j.serve.FileServer;
import dev.ostree4j.serve.FileServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// A machine in the network of [LanInteropIT]: `serve PORT DIRECTORY`, or `advertise PORT REF`. It
/// works until it is killed.
final class LanHost {
  static final String COLLECTION = "org.example.Apps";

  private LanHost() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = Integer.parseInt(arguments[1]);
    switch (arguments[0]) {
      case "serve" -> serve(port, Path.of(arguments[2]));
      case "advertise" -> advertise(port, advert(arguments[2], 8));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void serve(int port, Path directory) throws IOException, InterruptedException {
    var options = FileServerOptions.defaults().withAddress(new InetSocketAddress(port));
    try (FileServer _ = FileServer.start(directory, options)) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static void advertise(int port, RepoAdvert advert)
      throws IOException, InterruptedException {
    LanOptions everywhere = LanOptions.defaults();
    try (LanAdvertiser _ =
        LanAdvertiser.start("A peer", port, advert, everywhere, DiscoveryListener.SILENT)) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /// That a ref, and no other, is in the repository of this number.
  static RepoAdvert advert(String ref, int index) {
    var wanted = new CollectionRef(new CollectionId(COLLECTION), new RefName(ref));
    return RepoAdvert.of(RefFilter.empty(64, 3).add(wanted), 1, index);
  }
}
